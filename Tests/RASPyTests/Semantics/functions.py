def f(a, b=2, *, c=3):
    "docstring"
    return (a, b, c)
print(f(1), f(1, 5), f(1, c=9), f(b=7, a=8), f(*[1, 2]), f(*(1,), c=4))
def g(*args, last=None):
    return args, last
print(g(), g(1, 2), g(1, last=2), g(*range(3), 9, last='x'))
def h(first, *rest):
    return first, rest
print(h(1), h(1, 2, 3))
def nothing():
    pass
print(nothing())
def early(x):
    if x > 0:
        return 'positive'
    elif x == 0:
        return 'zero'
    return 'negative'
print(early(1), early(0), early(-1))
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
print(fact(10), fact(20))
def fib(n):
    a, b = 0, 1
    while a < n:
        print(a, end=' ')
        a, b = b, a + b
    print()
fib(100)
default = 1
def late(x=default):
    return x
default = 2
print(late())
def shared(x, acc=[]):
    acc.append(x)
    return acc
print(shared(1), shared(2), shared(3, []))
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    return up
c, d = counter(), counter()
print(c(), c(), c(5), d())
total = 0
def add(n):
    global total
    total += n
add(3)
add(4)
print(total)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def outer():
    x = 'outer'
    def middle():
        def inner():
            return x
        return inner
    y = middle()
    x = 'changed'
    return y()
print(outer())
def even(n):
    return True if n == 0 else odd(n - 1)
def odd(n):
    return False if n == 0 else even(n - 1)
print(even(10), odd(7), even(7))
compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
print((lambda: 1)(), (lambda x, y=2: x + y)(1), (lambda *a: a)(1, 2))
order = []
def log(x):
    order.append(x)
    return x
log(1) + log(2) * log(3)
[log(4), log(5)]
f(log(6), c=log(7), b=log(8))
log(9) < log(10) < log(11)
log(0) and log(12)
log(1) or log(13)
{log('k'): log('v')}
items = [0]
items[log(0)] = log('value')
print(order)
x = 10
def shadow():
    x = 20
    return x
print(shadow(), x)
def annotated(a: int, b: str = 'x') -> str:
    z: int = 3
    return b * a * z
print(annotated(2))
def many(a, b=1, c=2, d=3): return a, b, c, d
print(many(0, d=9), many(0, 5, d=7), many(c=1, a=2))
print(isinstance(1, int), isinstance(True, int), isinstance('a', (int, str)), isinstance(1.0, int), isinstance([], list))
def rec(n):
    return [] if n == 0 else [n] + rec(n - 1)
print(rec(5))
def scope():
    v = 1
    squares = [v for v in range(3)]
    return v, squares
print(scope())
n = 5
print([n for n in range(3)], n)
def loopvar():
    for q in range(3):
        pass
    return q
print(loopvar())
