#: a name given twice through a dictionary
def f(a, b): return a
f(a=1, **{"a": 2, "b": 3})
#: a parameter given twice
def f(a): return a
f(1, **{"a": 2})
#: keys that are no names
def f(**options): return options
f(**{1: 2})
#: no dictionary
def f(**options): return options
f(**[1])
#: an unknown name through a dictionary
def f(a): return a
f(**{"b": 1})
#: a parameter behind keyword arguments
def f(**options, a): return a
#: a default for the rest
def f(**options=1): return 1
#: a slash first
def f(/, a): return a
#: two slashes
def f(a, /, b, /): return a
#: a slash behind a star
def f(*a, /): return a
#: a position-only parameter by name
def f(a, /): return a
f(a=1)
#: an argument behind a dictionary
f(**{}, 1)
#: a duplicate of the rest
def f(a, **a): return a
#: no dictionary in a display
d = {**[1]}
#: next of a list
next([1])
#: next of an iterator at its end
next(iter([]))
#: a method of a type on another kind
str.upper(5)
#: a method of a type on nothing
str.upper()
#: a misspelt method of a type
str.uper("a")
#: a method of a type that is mapped
tokens.map(str.upper)([1])
#: pow with a modulus of 0
pow(2, 3, 0)
#: pow with a negative exponent
pow(2, -3, 4)
#: a type without a name
type(lambda: 1)
