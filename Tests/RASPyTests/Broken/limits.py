#: a loop that never ends
while True:
    x = 1
#: a recursion that never ends
def f(n):
    return f(n + 1)
f(0)
#: mutual recursion that never ends
def ping(n):
    return pong(n)
def pong(n):
    return ping(n)
ping(0)
#: a list that grows without end
xs = [1]
while True:
    xs.extend(xs)
#: a list that is too large at once
xs = [0] * 10000000
#: a list of a range that is too large
list(range(100000000))
#: a string that is too large
s = "x" * 1000000
#: a string that doubles
s = "x"
while True:
    s = s + s
#: a nested list that is printed
x = []
for i in range(100):
    x = [x]
print(x)
#: too many operations
x = tokens
for i in range(200000):
    x = x + 1
#: sorted within sorted without end
def f(x):
    return sorted([1, 2], key=f)
f(1)
#: a sum that takes too long
sum(range(1000000000))
#: a set that grows without end
s = set()
n = 0
while True:
    s.add(n)
    n += 1
#: a union that is too large
s = set(range(150000)) | set(range(150000, 300000))
#: a text that format makes too long
"{0}{0}{0}{0}".format("x" * 60000)
#: a text that % makes too long
"%s%s%s%s" % (("x" * 60000,) * 4)
#: a generator that never ends for next
def f():
    while True: pass
next(f() for x in [1])
#: a filter that goes on
list(filter(lambda x: False, range(10 ** 9)))
#: keyword arguments without end
d = {str(i): i for i in range(150000)}
def f(**options): return f(**options, x=1)
f(**d)
#: try in try in try
def f(n):
    try:
        f(n + 1)
    finally:
        f(n + 1)
f(0)
#: try statements nested too deep
try:
 try:
  try:
   try:
    try:
     try:
      try:
       try:
        try:
         try:
          try:
           try:
            try:
             try:
              try:
               try:
                try:
                 try:
                  try:
                   try:
                    try:
                     try:
                      try:
                       try:
                        try:
                         try:
                          try:
                           try:
                            try:
                             try:
                              try:
                               try:
                                try:
                                 try:
                                  try:
                                   try:
                                    try:
                                     try:
                                      try:
                                       try:
                                        try:
                                         try:
                                          try:
                                           try:
                                            try:
                                             x = 1
                                            finally:
                                             y = 1
                                           finally:
                                            y = 1
                                          finally:
                                           y = 1
                                         finally:
                                          y = 1
                                        finally:
                                         y = 1
                                       finally:
                                        y = 1
                                      finally:
                                       y = 1
                                     finally:
                                      y = 1
                                    finally:
                                     y = 1
                                   finally:
                                    y = 1
                                  finally:
                                   y = 1
                                 finally:
                                  y = 1
                                finally:
                                 y = 1
                               finally:
                                y = 1
                              finally:
                               y = 1
                             finally:
                              y = 1
                            finally:
                             y = 1
                           finally:
                            y = 1
                          finally:
                           y = 1
                         finally:
                          y = 1
                        finally:
                         y = 1
                       finally:
                        y = 1
                      finally:
                       y = 1
                     finally:
                      y = 1
                    finally:
                     y = 1
                   finally:
                    y = 1
                  finally:
                   y = 1
                 finally:
                  y = 1
                finally:
                 y = 1
               finally:
                y = 1
              finally:
               y = 1
             finally:
              y = 1
            finally:
             y = 1
           finally:
            y = 1
          finally:
           y = 1
         finally:
          y = 1
        finally:
         y = 1
       finally:
        y = 1
      finally:
       y = 1
     finally:
      y = 1
    finally:
     y = 1
   finally:
    y = 1
  finally:
   y = 1
 finally:
  y = 1
finally:
 y = 1
