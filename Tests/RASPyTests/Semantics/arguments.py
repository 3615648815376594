def f(*args, **kwargs): return args, kwargs
print(f(), f(1, 2), f(a=1), f(1, b=2, c=3), f(*[1, 2], **{'x': 3}))
def g(a, b=2, *rest, c, d=4, **more): return a, b, rest, c, d, more
print(g(1, c=3), g(1, 5, 6, 7, c=3, e=9), g(*(1,), **{'c': 0, 'b': 8}))
def h(a, b, /, c, *, d=0): return a, b, c, d
print(h(1, 2, 3), h(1, 2, c=3, d=4))
def p(a, /, **more): return a, more
print(p(1, a=2), p(1))
def wrap(fn, **options): return fn(**options)
print(wrap(lambda x, y=1: (x, y), x=5), wrap(dict, a=1, b=2))
print(dict(a=1), dict([('x', 1)], y=2), dict({'z': 1}, z=3), dict(**{'k': 1}))
print(*[1, 2], 3, sep='-'); print('a', **{'end': '!\n'}); print('b', flush=True)
def order(**options): return list(options.items())
print(order(b=1, a=2), order(**{'z': 1}, y=2, **{'x': 3}))
k = {'a': 1}
def change(**options):
    options['a'] = 99
    return options
print(change(**k), k)
both = lambda *a, **b: (a, b)
print(both(1, x=2), (lambda **b: b)(q=1), f(x=1, *[7]))
def inner(*args, **kwargs):
    def call(): return args, kwargs
    return call()
print(inner(1, z=2))
print([s for s in map(str.upper, ['a', 'b'])], list(map(str.strip, [' a ', 'b '])), sorted(['b', 'A'], key=str.lower), list(map(len, ['a', 'bc'])))
print(str.join('-', ['a', 'b']), str.split('a b'), list.index([1, 2], 2), dict.get({'a': 1}, 'a'), 'x'.join(map(str, range(3))))
up = str.upper
print(up('q'))
acc = []
push = acc.append
for i in range(3): push(i)
print(acc)
print(list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, range(4))), list(filter(str.isdigit, 'a1b2')))
it = iter([1, 2, 3])
print(next(it), next(it), next(it), next(it, 'end'), next((x for x in range(9) if x > 4), None))
print(sum(x * x for x in range(4)), max((x % 3 for x in range(5)), default=0), ''.join(c for c in 'abc' if c != 'b'), all(x < 5 for x in range(5)), sorted(x for x in [3, 1]), dict((k, 1) for k in 'ab'), set(x for x in [1, 1]), tuple(x for x in range(2)))
print(list(zip((x for x in range(2)), 'ab')), [*(x for x in range(3))], min(x for x in [4, 2]), any(x for x in [0, 0]))
def count():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    up(); up()
    return n
print(count())
def given(*a, **k): return a, k
print(given(*[1] if False else (1, 2)), given(*[] or (1, 2), 3), given(1, *[3] if 0 else [], b=2), given(**{} if False else {'a': 1}))
