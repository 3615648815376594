"""Programs of RASP-L, against a core of our own that computes with arrays, under its names."""

import functools
import operator
import random
import types

import numpy as np
import pytest

from swift_rasp.raspl import from_raspl


def full(x, const):
    return np.full(len(x), const, dtype=int)


def indices(x):
    return np.array(range(len(x)), dtype=int)


def tok_map(x, func):
    return np.array([int(func(each)) for each in x], dtype=int)


def seq_map(x, y, func):
    return np.array([int(func(*pair)) for pair in zip(x, y, strict=True)], dtype=int)


def select(k, q, pred, causal=True):
    rows = [
        [bool(pred(key, query)) and (not causal or i <= j) for i, key in enumerate(k)]
        for j, query in enumerate(q)
    ]
    return np.array(rows).reshape(len(q), len(k))


def sel_width(A):  # noqa: N803
    return A.sum(axis=1)


def aggr_mean(A, v, default=0):  # noqa: N803
    return np.array([int(v[row].sum() / row.sum()) if row.any() else int(default) for row in A])


def aggr_max(A, v, default=0):  # noqa: N803
    return np.array([int(v[row].max()) if row.any() else int(default) for row in A])


def aggr(A, v, default=0, reduction="mean"):  # noqa: N803
    if reduction == "min":
        return -aggr_max(A, -v, -default)
    return {"mean": aggr_mean, "max": aggr_max}[reduction](A, v, default)


def kqv(k, q, v, pred, default=0, reduction="mean"):
    return aggr(select(k, q, pred), v, default, reduction)


CORE = (full, indices, tok_map, seq_map, select, sel_width, aggr_mean, aggr_max, aggr, kqv)
for each in CORE:
    each.__module__ = "np_rasp.core"
np_rasp = types.ModuleType("np_rasp")
np_rasp.__dict__.update({each.__name__: each for each in CORE})


def equals(x, y):
    return x == y


def back(x, n, default=0):
    return kqv(indices(x) + n, indices(x), x, equals, default=default)


def running(x, reduction):
    return kqv(x, x, x, lambda k, q: True, reduction=reduction)


def changed(x):
    y = x + 1
    z = y
    y += x > 0
    z -= 3
    return y + z


def nested(x):
    above = 1

    def digit(value):
        return value if value > above else -1

    def inner(values):
        return tok_map(values, digit) + full(values, above)

    return inner(back(x, 1))


PROGRAMS = {
    "full": lambda x: full(x, 7),
    "indices": indices,
    "module": lambda x: np_rasp.tok_map(np_rasp.indices(x), lambda i: i * i),
    "back": functools.partial(back, n=2, default=9),
    "nested": nested,
    "changed": changed,
    "maximum": functools.partial(running, reduction="max"),
    "minimum": functools.partial(running, reduction="min"),
    "max of others": lambda x: kqv(x, back(x, 1), x * x - 3 * x, operator.le, -5, "max"),
    "min of others": lambda x: kqv(x, back(x, 1), 3 * x - x * x, operator.gt, -5, "min"),
    "max of booleans": lambda x: kqv(x, x, x > 1, operator.ge, reduction="max"),
    "max of floats": lambda x: kqv(x, x, x / 2, operator.ge, reduction="max"),
    "mean": lambda x: kqv(x, back(x, 1), x * x - 5 * x, operator.ge, -5),
    "first": lambda x: kqv(x, back(x, 1), indices(x), equals, -1, "min"),
    "last": lambda x: kqv(x, back(x, 1), indices(x), equals, -1, "max"),
    "last of all": lambda x: aggr(select(x, x, equals, causal=False), indices(x), 0, "max"),
    "pairs": lambda x: sel_width(
        ~select(x, x, equals) | select(x, indices(x), operator.lt) & select(x, x, operator.gt)
    ),
    "difference of pairs": lambda x: sel_width(
        select(x, x, lambda k, q: k - q == 1) ^ select(x, x, operator.ne)
    ),
    "booleans": lambda x: ((x > 0) + (x > 1)) * 1 + ((x > 0) * (x < 3)) - 1 * (~(x == 2)),
    "a boolean": lambda x: (x > 0) & ~(x == 2),
    "bits": lambda x: (~x & 3) | (x > 1) ^ x,
    "numbers": lambda x: abs(-x) // 2 + 7 % (abs(x) + 1) - 2 ** back(abs(x), 1),
    "floats": lambda x: tok_map(x / 2 - 1.2, lambda value: value),
    "kinds": lambda x: (x / 3 - 1).astype(int) + (x > 1).astype(int) + x.astype(bool).copy(),
    "fractions": lambda x: tok_map(x, lambda value: value / 2 - 1.5),
    "numpy's booleans": lambda x: tok_map(x > 1, lambda value: ~value),
    "two": lambda x: seq_map(x, back(x, 1), lambda a, b: a if a > b else b),
    "scalars of numpy": lambda x: np.int64(2) * x + np.float64(0.5),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_gives_what_arrays_give(name):
    program = PROGRAMS[name]
    ours = from_raspl(program)
    generator = random.Random(1)
    for length in [1, 2, *range(3, 40)]:
        given = np.array(generator.choices(range(-1, 5), k=length))
        wanted, found = program(given.copy()).tolist(), ours(given).values
        assert found == wanted, given
        assert list(map(type, found)) == list(map(type, wanted))


def test_arguments_are_passed_on():
    assert from_raspl(back, 1)([5, 6, 7]) == [0, 5, 6]
    assert from_raspl(back, n=2, default=-1)([5, 6, 7]) == [-1, -1, 5]


def test_the_functions_stay_as_they_are():
    names = dict(back.__globals__)
    from_raspl(back, 1)
    assert back.__globals__ == names
    assert back(np.array([5, 6]), 1).tolist() == [0, 5]


def test_comparisons_are_known_by_their_code():
    assert from_raspl(lambda x: sel_width(select(x, x, equals))).text.count("predicate") == 0
    heads = from_raspl(lambda x: sel_width(select(x, x, lambda k, q: k == 2))).heads
    assert "predicate" in heads[0][0].selects


def test_what_is_selected_by_equality_is_compiled():
    for name in ("back", "first", "last", "nested"):
        model = from_raspl(PROGRAMS[name]).compile([0, 1, 2], max_length=5)
        assert model.verify().mismatches == 0


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (lambda x: full(x, len(x)), "no length before it is run"),
        (lambda x: x if x else full(x, 1), "no truth before it is run: use where"),
        (lambda x: np.array(list(x)), "no values before it is run: use tok_map"),
        (lambda x: np.cumsum(x), "use the core's functions"),
        (lambda x: (x > 1) - (x > 2), "- is not for booleans"),
        (lambda x: -(x > 1), "- is not for booleans"),
        (lambda x: (x / 2) & 1, "and is not for floats"),
        (lambda x: ~(x / 2), "~ is not for floats"),
        (lambda x: x.__iadd__(0.5), "kind int cannot take float"),
        (lambda x: "word", "gives a str, not a sequence"),
        (lambda x: x.astype("complex"), "integers, floats or booleans"),
    ],
)
def test_what_cannot_be_traced(program, message):
    with pytest.raises(TypeError, match=message):
        from_raspl(program)


def test_limits():
    with pytest.raises(ValueError, match="no reduction 'sum'"):
        from_raspl(lambda x: kqv(x, x, x, equals, reduction="sum"))
    maximum = from_raspl(PROGRAMS["maximum"])
    assert maximum(range(512)) == list(range(512))
    with pytest.raises(OverflowError):
        maximum(range(513))
    with pytest.raises(ZeroDivisionError):
        from_raspl(lambda x: 1 // x)([0])
