#: a list in a set
s = {[1], 2}
#: adding a list
s = set()
s.add([1])
#: an element that is not there
{1, 2}.remove(3)
#: pop of an empty set
set().pop()
#: an index of a set
s = {1, 2}
s[0]
#: a misspelt method
s = {1}
s.ad(2)
#: sets and other values
{1} + {2}
#: a set and a list
{1} | [2]
#: order of a set and a list
{1} < [2]
#: a colon in a set
s = {1, 2: 3}
#: an element without a value in a dictionary
d = {1: 2, 3}
#: an unclosed set
s = {1, 2
#: a starred key
d = {*a: 1}
#: a set as an s-op
x = tokens + {1}
#: an s-op in a set
s = {tokens}
#: changed by a mapped function
seen = set()
def f(x):
    seen.add(x)
    return x
tokens.map(f)("ab")
#: the set of an s-op
set(tokens)
#: a set as a key
d = {{1}: 2}
#: frozenset
s = frozenset([1])
