#: adding letters
(tokens + 1).input("hello")
#: adding letters, made elsewhere
def plus(x):
    return x + 1
f = plus(tokens)
g = f * 2
g.input("ab")
#: comparing letters with numbers
(tokens < 3).input("hello")
#: adding up strings
everything = (key(1) == query(1)).value(tokens)
everything("hello")
#: adding up strings, named
((key(1) == query(1)).value(tokens)).name("sum")("hello")
#: comparing keys with queries
before = key(tokens) < query(indices)
before.value(1)("hello")
#: dividing by zero
(10 / tokens)([1, 2, 0])
#: an overflow
(tokens * 9223372036854775807)([1, 2])
#: a list of another length
(tokens + [1, 2, 3])("hello")
#: a mapped function that fails
def atoi(seq=tokens):
    return seq.map(lambda x: ord(x) - ord("0"))
atoi().input([1, 2])
#: a mapped function that fails inside another
def digit(c):
    return lookup(c)
def lookup(c):
    return {"0": 0, "1": 1}[c]
tokens.map(digit)("012")
#: a mapped builtin that fails
tokens.map(int)("12a")
#: a mapped function that gives a list
tokens.map(lambda x: [x])("ab")
#: a mapped function that gives nothing
def show(x):
    y = x
tokens.map(show)("ab")
#: a mapped function that prints
tokens.map(print)("ab")
#: a mapped function that changes a list
seen = []
def remember(x):
    seen.append(x)
    return x
tokens.map(remember)("ab")
#: a mapped function that changes a variable
count = 0
def number(x):
    global count
    count += 1
    return count
tokens.map(number)("ab")
#: a mapped function that never ends
def forever(x):
    while True:
        pass
tokens.map(forever)("ab")
#: a mapped function with two parameters
tokens.map(lambda a, b: a)("ab")
#: a predicate that fails
select(tokens, indices, lambda k, q: k < q).value(1)("ab")
#: a predicate with one parameter
select(tokens, indices, lambda k: True)("ab")
#: zip that fails
SOp.zip(lambda a, b: a + b, tokens, indices)("ab")
#: where computes both branches
where(tokens == 0, 0, 1 / tokens)([0, 1])
#: toseq of what failed
def f():
    return (tokens + "x").input([1]).toseq()
f()
