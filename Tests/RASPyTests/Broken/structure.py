#: a missing colon after def
def f()
    return 1
#: a missing colon after if
if 1 > 0
    x = 1
#: a missing colon after else
if 1:
    x = 1
else
    x = 2
#: a missing colon after for
for i in range(3)
    print(i)
#: a missing colon after while
while True
    break
#: a def without a body
def f():
x = 1
#: a def at the end of the text
def f():
#: an if without a body
if True:

y = 1
#: an unexpected indent
x = 1
  y = 2
#: a dedent that matches nothing
if True:
        x = 1
    y = 2
#: else without if
x = 1
else:
    x = 2
#: elif after else
if 1:
    x = 1
else:
    x = 2
elif 2:
    x = 3
#: return outside of a function
x = 1
return x
#: break outside of a loop
if True:
    break
#: continue outside of a loop
def f():
    continue
#: break in a function inside of a loop
for i in range(3):
    def f():
        break
#: a parameter that occurs twice
def f(a, b, a):
    return a
#: a parameter without a default behind one with
def f(a=1, b):
    return a
#: two starred parameters
def f(*a, *b):
    return a
#: a def without a name
def (x):
    return x
#: a def without brackets
def f:
    return 1
#: a def with an unclosed parameter list
def f(a, b:
    return a
#: a keyword as a name
def if(x):
    return x
#: a keyword as a variable
class = 1
#: a keyword as a parameter
f = lambda in: 1
#: a block on the line of another
if True: for i in range(3): print(i)
#: for without in
for i range(3):
    print(i)
#: for without a variable
for in range(3):
    print(1)
#: assert without anything
assert
#: raise without anything
raise
#: a misspelt def
dfe f(x):
    return x
#: a misspelt return
def f(x):
    retrun x
#: a misspelt while
whlie True:
    break
#: a misspelt for
fro i in range(3):
    print(i)
#: a misspelt elif
x = 1
if x:
    pass
elsif x > 1:
    pass
#: print as a statement
print "hello"
#: global after use
def f():
    x = 1
    global x
#: nonlocal without a function around
def f():
    nonlocal x
    x = 1
#: a stray colon
x = 1:
#: two statements without a separator
x = 1 y = 2
#: only an operator
+
