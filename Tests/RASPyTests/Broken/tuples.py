#: arithmetic with tuples
SOp.zip(lambda x, y: (x, y), tokens, indices) + 1
#: tuples where values are aggregated
p = SOp.zip(lambda x, y: (x, y), tokens, indices)
(key(1) == query(1)).value(p)
#: an element that there is not
SOp.zip(lambda x, y: (x, y), tokens, indices)[2]
#: an element that there is not, of a key
p = SOp.zip(lambda x, y: (x, y), tokens, indices)
select(p, p, lambda k, q: k[2] == q[0]).value(1)("ab")
#: a tuple that its function does not show
def pair(x, y):
    both = (x, y)
    return both
SOp.zip(pair, tokens, indices)("ab")
#: a key of tuples with a number
p = SOp.zip(lambda x, y: (x, y), tokens, indices)
key(p) == 1
#: tuples that are rounded
SOp.zip(lambda x, y: (x, y), tokens, indices).round()
#: tuples as a condition
if SOp.zip(lambda x, y: (x, y), tokens, indices): pass
#: an element that fails
p = SOp.zip(lambda x, y: (x // y, y), indices, indices)
p.map(lambda t: t[1])("ab")
#: the order of tuples whose elements have none
p = SOp.zip(lambda x, y: (x, y), tokens, tokens)
q = SOp.zip(lambda x, y: (x, y), indices, indices)
(key(p) < query(q)).value(1)("ab")
#: tuples that double
t = SOp.zip(lambda x, y: (x, y), tokens, indices)
for i in range(40):
    t = t.map(lambda x: (*x, *x))
#: tuples that double within
t = SOp.zip(lambda x, y: (x, y), tokens, indices)
for i in range(40):
    t = t.map(lambda x: (x, x))
#: a function of too many tuples
t = SOp.zip(lambda x, y: (x, y), tokens, indices)
SOp.zip(lambda *x: 1, *([t] * 5000))
