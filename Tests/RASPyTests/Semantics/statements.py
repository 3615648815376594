for i in range(3):
    print(i, end=' ')
else:
    print('done')
for i in range(5):
    if i == 1: continue
    if i == 3: break
    print(i)
else:
    print('not reached')
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print(n)
else:
    print('while done')
while True:
    while True:
        break
    print('inner left')
    break
a = b = [1]
a.append(2)
print(b)
a += [3]
print(b)
a = a + [4]
print(a, b)
b *= 2
print(b)
t = (1, 2)
u = t
t += (3,)
print(t, u)
s = 'x'
s += 'y'
s *= 2
print(s)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), r = (1, 2), 3
[v, w] = 'ab'
print(p, q, r, v, w)
first, *rest = [1, 2, 3]
*init, last = 'abc'
head, *mid, tail = range(5)
one, *none = [1]
print(first, rest, init, last, head, mid, tail, one, none)
for k, (m, o) in [(1, (2, 3)), (4, (5, 6))]:
    print(k, m, o)
d = {}
d['a'] = 1
d['b'] = d['a'] + 1
d['a'] += 10
d[1] = 'one'
d[1.0] = 'float'
d[True] = 'bool'
d[(1, 2)] = 'tuple'
print(d, len(d))
m = [[0] * 3 for _ in range(2)]
m[0][1] = 5
m[1][-1] += 2
print(m)
alias = [[0] * 2] * 2
alias[0][0] = 1
print(alias)
i = 0
xs = [10, 20, 30]
i, xs[i] = 1, 99
print(i, xs)
if 0: print('no')
elif '': print('no')
elif [0]: print('yes')
else: print('no')
z = 1; z += 1; print(z)
if True: z = 5; print(z)
pass
assert True
assert 1 == 1, 'never shown'
value = (1 +
         2 +   # a comment
         3)
print(value, [
    1,
    2,
])
total = 1 + \
    2 + \
    3
print(total)
if (1 and
    2):
    print('bracketed')

# comments and blank lines

    # indented comment
for c in 'héllo': print(c, end='|')
print()
for key in {'a': 1, 'b': 2}: print(key, end=' ')
print()
for pair in {'a': 1}.items(): print(pair)
grow = [1]
for g in grow:
    if g < 5: grow.append(g + 1)
print(grow)
lst = [1, 2, 3, 4]
for e in lst:
    if e == 2: lst.remove(e)
print(lst)
tabbed = 1
if tabbed:
	print('tab')
w = 3
w //= 2
w **= 3
w -= 4
w /= 2
print(w)
w = 12
w %= 7
w &= 6
w |= 1
w ^= 2
print(w)
