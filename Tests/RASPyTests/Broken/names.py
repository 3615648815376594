#: a misspelt variable
length = 5
x = lenght + 1
#: a misspelt builtin
x = rnage(3)
#: a misspelt part of the language
x = indicies + 1
#: a misspelt function of the language
eq = kye(tokens) == query(tokens)
#: lower-case true
x = true
#: null
x = null
#: a name that nothing resembles
x = supercalifragilistic
#: a name that is used before its value
def f():
    print(x)
    x = 1
f()
#: a function that is used before its definition
print(late())
def late():
    return 1
#: a misspelt method of an s-op
x = tokens.mpa(lambda t: t)
#: a method of selectors on an s-op
x = tokens.value(1)
#: a misspelt method of a selector
x = (key(1) == query(1)).vale(1)
#: a method of s-ops on a selector
x = (key(1) == query(1)).name("all")
#: a method on a key
x = key(tokens).value(1)
#: toseq without a run
x = tokens.toseq()
#: a misspelt method of a string
x = "abc".uper()
#: a misspelt method of a list
xs = []
xs.apend(1)
#: a method of a number
x = 3
x.bit_length()
#: a member of the module that is not there
import raspy
x = raspy.tokns
#: a file
x = open("data.txt")
#: an error several calls deep
def outer(x):
    return middle(x) + 1

def middle(x):
    return inner(x * 2)

def inner(x):
    return x + missing

outer(1)
#: an error in a comprehension in a function
def f(xs):
    return [x / 0 for x in xs]
f([1])
#: an error in a lambda
f = lambda x: x.nope
f(1)
#: an error in a function that sorted calls
def weight(x):
    return x["w"]
sorted([1, 2], key=weight)
