def show(s): return sorted(s)
a, b = {3, 1, 2}, {2, 3, 4}
print(show(a | b), show(a & b), show(a - b), show(a ^ b))
print(len(a), 2 in a, 9 in a, 9 not in a)
print(a == {1, 2, 3}, a != b, {1, 2} < a, {1, 2} <= a, a < a, a <= a, a > {1}, a >= {1, 5})
print(set(), set('a'), show(set('hello')), show(set([1, 1, 2])), show(set(range(3))))
print({1, True, 1.0}, {(1, 2)}, {None})
print(show({x % 3 for x in range(10)}), show({*a, *b, 9}), show({c for c in 'banana' if c != 'n'}))
s = set()
s.add(1)
s.add(1)
s.add('x')
print(len(s), bool(s), bool(set()))
s.discard('x')
s.discard('y')
print(s)
s.remove(1)
print(s)
t = {1, 2, 3}
t |= {4}
print(show(t))
t &= {1, 2, 4, 8}
print(show(t))
t -= {1}
print(show(t))
t ^= {2, 9}
print(show(t))
u = t
u.add(100)
print(show(t), u is t, t.copy() is t, t.copy() == t)
print(show(a.union([7], (8,))), show(a.intersection(range(2, 9))), show(a.difference([1])), show(a.symmetric_difference([1, 7])))
print(a.issubset(range(9)), a.issuperset([1]), a.isdisjoint([7]), a.isdisjoint([1]))
t.clear()
print(t, len(t))
t.update([1, 2], 'ab')
print(len(t))
print({1}.pop(), isinstance({1}, set), isinstance([], set), type({1}) == set)
print(sum({1, 2, 3}), max({1, 5, 3}), sorted({'b', 'a'}), list({7}), tuple({7}))
print(any({0, 1}), all({0, 1}), [x for x in sorted({2, 1})])
for x in sorted({'q', 'p'}): print(x, end=' ')
print()
vowels = {'a', 'e'}
print([c in vowels for c in 'apex'])
print({'k': {1}}, [{1}], ({1},))
print(len({(1, 'a'), (1, 'a'), (2, 'a')}))
print({} == set(), type({}) == dict, {1: 2, **{3: 4}}, {**{'a': 1}, 'a': 2}, {'z': 0, **{'a': 1}, **{'a': 3}})
d = {'a': 1} | {'b': 2, 'a': 3}
d |= {'c': 4}
print(d)
print({7, 8}.intersection([7.0, 7]), {7, 8} & {7.0}, {7} & {7.0, 8}, {7} & {7.0}, {7, 8}.intersection([7.0], {8, 7, 9}))
s = {7, 8}
s &= {8.0, 9.0}
print(s)
