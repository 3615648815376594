"""Writes what Python answers, for ArithmeticTests: run it in this directory.

arithmetic.txt   [operator, operand, ..., result], where "!kind" is an error
sums.txt         hexadecimal floats = their sum, correctly rounded
"""

import json
import math
import operator
import random
from fractions import Fraction

rng = random.Random(2022)
BIG = 2**63

ints = [0, 1, -1, 2, -2, 3, -3, 7, -7, 10, 2**53, 2**53 + 1, -(2**53) - 1, 2**62, BIG - 1, -BIG]
floats = [0.0, -0.0, 0.5, -0.5, 1.0, 1.5, 2.0, -2.0, 2.5, -2.5, 3.7, -3.7, 0.1, 1e16, -1e16,
          2.0**53, 2.0**53 + 2, 2.0**63, -(2.0**63), 1e300, -1e300, 5e-324, 2.2250738585072014e-308]
texts = ["", "a", "ab", "z", "é", "e\u0301", "\uff5e", "😀"]
everything = ints + floats + [True, False, None] + texts

binary = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
          "//": operator.floordiv, "%": operator.mod, "**": operator.pow, "&": operator.and_,
          "|": operator.or_, "^": operator.xor}
relations = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
             ">": operator.gt, ">=": operator.ge}
unary = {"-": operator.neg, "round": round, "~": lambda a: not a if type(a) is bool else ~a}


def answer(function, operands, type_error):
    try:
        result = function(*operands)
    except ZeroDivisionError:
        return "!divisionByZero"
    except OverflowError as error:
        return "!noRealPower" if "complex" in str(error) else "!notFinite"
    except TypeError:
        return type_error
    if isinstance(result, complex):
        return "!noRealPower"
    if isinstance(result, float) and not math.isfinite(result):
        return "!notFinite"
    if type(result) is int and not -BIG <= result < BIG:
        return "!overflow"
    return result


def is_huge(symbol, a, b):
    """Whether Python would take minutes, or gigabytes."""
    if symbol == "**":
        return isinstance(a, int) and isinstance(b, int) and abs(a) > 1 and b > 200
    if symbol == "*":
        return any(isinstance(x, str) and type(y) is int and y > 9 for x, y in [(a, b), (b, a)])
    return symbol == "%" and isinstance(a, str)


def arithmetic():
    numbers = ints + floats + [True, False]
    for symbol, function in {**binary, **relations}.items():
        pairs = [(a, b) for a in [7, -7, 7.5, -7.5, 6, -6.0] for b in [2, -2, 2.0, -2.5, 3]]
        pairs += [(rng.choice(numbers), rng.choice(numbers)) for _ in range(120)]
        pairs += [(rng.choice(ints), rng.choice(ints)) for _ in range(30)]
        pairs += [(rng.choice(everything), rng.choice(everything)) for _ in range(40)]
        pairs += [(rng.choice(texts), rng.choice(texts)) for _ in range(15)]
        if symbol == "/":
            pairs += [(rng.randrange(-BIG, BIG), rng.randrange(1, 2**rng.randrange(2, 63)))
                      for _ in range(150)]
        if symbol in relations or symbol in "//%":
            pairs += [(n, float(n + d)) for n in [2**53, -(2**53), BIG - 1, -BIG, 2**60 + 1]
                      for d in [-1, 0, 1]]
        if symbol in "//%":  # Where the quotient of the rest is just below a whole number, too.
            pairs += [(rng.uniform(-1, 1) * 10**rng.randrange(18), rng.uniform(-1, 1) * 10)
                      for _ in range(150)]
        type_error = "!noOrder" if symbol in relations else "!noMeaning"
        for a, b in {repr(p): p for p in pairs if not is_huge(symbol, *p)}.values():
            yield [symbol, a, b, answer(function, (a, b), type_error)]
    halves = [n + 0.5 for n in range(-4, 5)] + [0.49999999999999994, 4503599627370497.5, 9.3e18]
    for symbol, function in unary.items():
        for a in everything + halves:
            yield [symbol, a, answer(function, (a,), "!noMeaning")]


def random_double(low, high):
    return math.ldexp(rng.choice([-1, 1]) * (1 + rng.random()), rng.randrange(low, high))


def sums():
    for _ in range(150):
        yield [random_double(-60, 60) for _ in range(rng.randrange(0, 9))]
    for _ in range(60):  # What is left after cancellation is small.
        values = [random_double(-1022, 1000) for _ in range(rng.randrange(1, 6))]
        yield values + [-v for v in values] + [random_double(-1074, 900)]
    for _ in range(60):  # Subnormal numbers, which have no hidden bit.
        yield [rng.choice([-1, 1]) * rng.randrange(1, 2**52) * 5e-324 for _ in range(4)]
    for _ in range(60):  # Half a unit in the last place, alone or with a trace of something else.
        base = float(rng.randrange(2**52, 2**53))
        trace = rng.choice([[], [5e-324], [-5e-324], [2.0**-60]])
        yield [base, rng.choice([0.5, -0.5]), *trace]
    yield [1.7976931348623157e308, 1e308, -1e308]
    yield [1.7976931348623157e308, 9.9792015476735990582818635651842e291]
    yield [1.7976931348623157e308, 1.7976931348623157e308]
    yield [-1.7976931348623157e308, -1e292]


def exact(values):
    total = sum(map(Fraction, values), Fraction(0))
    try:
        result = float(total)
    except OverflowError:
        return "inf" if total > 0 else "-inf"
    try:
        assert math.fsum(values) == result
    except OverflowError:
        pass  # Of a partial sum, where the whole is finite.
    return result.hex()


with open("arithmetic.txt", "w") as file:
    for vector in arithmetic():
        file.write(json.dumps(vector, ensure_ascii=False) + "\n")
with open("sums.txt", "w") as file:
    for values in sums():
        rng.shuffle(values)
        file.write(" ".join([v.hex() for v in values] + ["=", exact(values)]) + "\n")
