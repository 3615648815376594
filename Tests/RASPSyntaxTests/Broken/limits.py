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
