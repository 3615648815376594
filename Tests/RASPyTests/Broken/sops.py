#: an s-op in a condition
if tokens == "l":
    x = 1
#: an s-op in a while
while indices < 3:
    pass
#: an s-op in a conditional expression
x = 1 if tokens == "a" else 2
#: and of s-ops
x = tokens == "a" and indices > 1
#: or of s-ops
x = (tokens == "a") or (tokens == "b")
#: not of an s-op
x = not (tokens == "a")
#: a chained comparison
x = 0 < indices < 3
#: and of selectors
x = (key(1) == query(1)) and (key(2) == query(2))
#: an assertion of an s-op
assert tokens == "a"
#: going through an s-op
for t in tokens:
    print(t)
#: a comprehension over an s-op
x = [t for t in tokens]
#: indexing an s-op
x = tokens[1]
#: slicing an s-op
x = tokens[1:]
#: changing an s-op
tokens[0] = "x"
#: the length of an s-op
x = len(tokens)
#: ord of an s-op
x = ord(tokens)
#: int of an s-op
x = int(tokens)
#: the sum of an s-op
x = sum(tokens)
#: abs of an s-op
x = abs(indices - 2)
#: round of an s-op
x = round(indices / 2)
#: max of s-ops
x = max(tokens, indices)
#: sorted s-op
x = sorted(tokens)
#: enumerate of an s-op
x = list(enumerate(tokens))
#: join of an s-op
x = "".join(tokens)
#: in an s-op
x = "a" in tokens
#: an s-op in a list
x = tokens in ["a", "b"]
#: an s-op and a function
def f():
    return tokens
x = f + 1
#: an s-op and a function that was not called
def length():
    return (key(1) == query(1)).value(1)
x = indices - length
#: a selector and an s-op
x = (key(1) == query(1)) + tokens
#: a selector plus a selector
x = (key(1) == query(1)) + (key(1) == query(1))
#: a key and a number
x = key(tokens) == 1
#: a key and a key
x = key(tokens) == key(tokens)
#: a key plus 1
x = key(indices) + 1 == query(indices)
#: two queries
x = query(indices) < query(indices)
#: a value of a selector that is a key
x = (key(1) == query(1)).value(key(tokens))
#: aggregate without a selector
x = aggregate(tokens, 1)
#: select with a value for the predicate
x = select(tokens, tokens, True)
#: where with a selector
x = where(key(1) == query(1), 1, 2)
#: a list of lists as an s-op
x = tokens + [[1], [2]]
#: raw of a number
x = raw(5)
#: a default that is an s-op
x = (key(1) == query(1)).value(1, tokens)
#: a default that is a list
x = (key(1) == query(1)).value(1, default=[0])
#: an input that is a number
tokens.input(5)
#: an input that is an s-op
tokens.input(indices)
#: an input of lists
tokens.input([[1], [2]])
#: a program whose result is used as one
x = tokens("abc") + tokens
#: SOp called
x = SOp(lambda s: s)
