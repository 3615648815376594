#: too many arguments
def f(a, b=1):
    return a
f(1, 2, 3)
#: too few arguments
def f(a, b, c=1):
    return a
f()
#: one argument missing
def shift(i, seq):
    return i
shift(1)
#: an argument that there is not
def shift(i=1, default="_"):
    return i
shift(2, defualt="0")
#: an argument by position and by name
def f(a):
    return a
f(1, a=2)
#: an argument to a function without any
def f():
    return 1
f(1)
#: too many arguments for a builtin
len([1], [2])
#: too few arguments for a builtin
key()
#: a builtin's argument by name
len(obj=[1])
#: where with two arguments
x = where(tokens == "a", "b")
#: value without arguments
x = (key(1) == query(1)).value()
#: value with a misspelt default
x = (key(1) == query(1)).value(1, defalt=2)
#: input without an input
tokens.input()
#: an s-op called without an input
f = tokens + 1
f()
#: a number that is called
x = 3
x(2)
#: a string that is called
"abc"("d")
#: a list that is called
xs = [1, 2]
xs(0)
#: None that is called
def f():
    pass
f()()
#: map with a value
x = tokens.map(3)
#: map with the result of a call
x = tokens.map(ord("a"))
#: a name that is no string
x = tokens.name(3)
#: an exception that is none
raise 3
#: unpacking too few
a, b, c = [1, 2]
#: unpacking too many
a, b = 1, 2, 3
#: unpacking too few with a star
a, b, *c = [1]
#: unpacking a number
a, b = 5
#: unpacking in a loop
for a, b in [1, 2]:
    print(a)
