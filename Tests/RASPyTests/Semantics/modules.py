from __future__ import annotations
import math, string
import functools as ft
import operator
from functools import reduce, partial
from itertools import (chain, product, permutations, combinations, accumulate)
import itertools
import random
from typing import List, Optional, Callable, TypeVar
T = TypeVar('T')
Pairs = List[Optional[int]]
def typed(x: List[int], f: Callable[[int], int] = None) -> Optional[int]: return x
print(typed(1), __name__, math.__name__)
if __name__ == '__main__': print('main')
def r(x): return f'{x:.12g}'
print(r(math.pi), r(math.e), r(math.tau), math.inf > 1e308, math.nan == math.nan, math.isnan(math.nan), -math.inf < 0, math.isinf(-math.inf), math.isfinite(1.0))
print(math.floor(2.5), math.ceil(2.1), math.trunc(-2.9), math.floor(-2.5), math.floor(7), math.sqrt(16), math.isqrt(17), math.isqrt(10**18), math.fabs(-3))
print([r(f(0.5)) for f in [math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh, math.atanh, math.exp, math.expm1, math.log, math.log2, math.log10, math.log1p, math.erf, math.erfc, math.gamma, math.lgamma, math.degrees, math.radians]])
print(r(math.acosh(2)), r(math.exp2(0.5)), r(math.cbrt(27)), r(math.log(8, 2)), math.log2(8), math.log10(1000), r(math.atan2(1, -1)), math.pow(2, 10), math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 4))
print(math.gcd(12, 18), math.gcd(), math.gcd(0, -5), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm(), math.lcm(3, 0), math.factorial(10), math.factorial(0), math.factorial(20), math.comb(5, 2), math.comb(60, 30), math.comb(2, 5), math.perm(5, 2), math.perm(4))
print(math.prod([1, 2, 3]), math.prod([], start=5), math.fsum([0.1] * 10), math.hypot(3, 4), math.hypot(), math.dist([1, 2], [4, 6]), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(0, 1e-12, abs_tol=1e-9), math.modf(2.5), math.frexp(8.0), math.ldexp(0.5, 4), math.ulp(1.0), math.nextafter(1, 2))
for f, x in [(math.sqrt, -1), (math.log, 0), (math.factorial, -1), (math.exp, 1000), (math.acos, 2), (math.sqrt, 'a'), (math.floor, math.inf)]:
    try:
        f(x)
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, end=' ')
print()
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(operator.mul, range(1, 5), 1), reduce(operator.add, [], 'x'), ft.reduce(max, [3, 9, 2]))
try:
    reduce(operator.add, [])
except TypeError:
    print('empty')
except ValueError:
    print('empty')
add = lambda a, b=0, *rest, k=0: (a, b, rest, k)
print(partial(add, 1)(2), partial(add, 1, k=5)(2, 3), partial(add, k=1)(7, k=2), partial(partial(add, 1), 2)(3), partial(int, base=2)('101'), list(map(partial(operator.add, 10), [1, 2])))
print(operator.add(1, 2), operator.sub(5, 3), operator.truediv(1, 4), operator.floordiv(7, 2), operator.mod(7, 3), operator.pow(2, 3), operator.neg(1), operator.eq(1, 1.0), operator.lt('a', 'b'), operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3), operator.not_(0), operator.truth([]), operator.contains([1], 1), operator.getitem([5], 0), operator.itemgetter(1)([7, 8]), operator.itemgetter(0, 2)('abc'), operator.is_(None, None), operator.concat([1], [2]), operator.abs(-2), operator.inv(5), operator.countOf([1, 1, 2], 1), operator.indexOf([4, 5], 5), operator.ne(1, 2), operator.ge(1, 1), operator.le(2, 1), operator.gt(2, 1), operator.is_not(1, None), operator.pos(3))
print(sorted([(2, 'a'), (1, 'b')], key=operator.itemgetter(0)))
print(list(chain([1], 'ab', (2,))), list(chain.from_iterable([[1, 2], [3]])), list(product('ab', [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(permutations([1, 2, 3], 2)), list(permutations('abc')), list(combinations('abcd', 2)), list(combinations([1, 2], 3)))
print(list(itertools.combinations_with_replacement('ab', 2)), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=10)), list(itertools.islice(range(10), 3)), list(itertools.islice('abcdef', 1, 5, 2)), list(itertools.islice(range(5), 2, None)), list(itertools.repeat('x', 3)), list(itertools.starmap(pow, [(2, 3), (3, 2)])))
print(list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.filterfalse(lambda x: x % 2, range(5))), list(itertools.zip_longest('ab', [1], fillvalue='-')), list(itertools.pairwise([1, 2, 3])), list(itertools.compress('abc', [1, 0, 1])), [(k, list(g)) for k, g in itertools.groupby('aabba')], [(k, len(list(g))) for k, g in itertools.groupby([1, 3, 2], key=lambda x: x % 2)])
print(string.ascii_lowercase, string.ascii_uppercase, string.ascii_letters[:3], string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.capwords('ab cd'))
random.seed(42)
print(random.random(), random.randint(1, 6), random.choice('abc'), random.uniform(1, 2), random.randrange(10), random.randrange(2, 20, 3), random.getrandbits(40))
x = list(range(10))
random.shuffle(x)
print(x, random.sample(range(100), 5), random.sample([1, 2, 3], 3), random.sample(range(1000), 7), random.choices('ab', k=4))
random.seed(2**40 + 7)
print([random.randint(0, 10**12) for i in range(3)], random.random())
random.seed(-5)
print(random.random())
import math as m, operator as op
print(m.sqrt(4), op.add(1, 1))
try:
    import nothing
except ImportError as e:
    print(type(e).__name__)
try:
    from math import nothing
except ImportError as e:
    print(type(e).__name__)
