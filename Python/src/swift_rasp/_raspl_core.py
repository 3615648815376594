"""The core of ``np_rasp`` for sequences that record: its functions, with their parameters."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from . import graph
from ._raspl_arrays import Pairs, Sequence, integers
from .functions import select as select_pairs
from .functions import where
from .graph import SOp
from .sides import key, query


def _scalar(kind: type) -> Callable[[Any], Any]:
    """What makes of a value that which iterating over an array of a kind gives."""
    try:
        import numpy
    except ImportError:
        return kind
    scalar: Any = {int: numpy.int64, float: numpy.float64, bool: numpy.bool_}[kind]
    return scalar  # type: ignore[no-any-return]


def _as_integer(call: Callable[..., Any], kinds: tuple[type, ...]) -> Callable[..., int]:
    scalars = tuple(map(_scalar, kinds))

    def function(*values: Any) -> int:
        return int(call(*[scalar(each) for scalar, each in zip(scalars, values, strict=True)]))

    function.__name__ = getattr(call, "__name__", "function")
    return function


def full(x: Sequence, const: Any) -> Sequence:
    """An integer at every position."""
    return Sequence(graph.constant(int(const)))


def indices(x: Sequence) -> Sequence:
    """The numbers of the positions."""
    return Sequence(graph.indices)


def tok_map(x: Sequence, func: Callable[[Any], Any]) -> Sequence:
    """A function of each value, as integers."""
    return Sequence(x.sop.map(_as_integer(func, (x.kind,))))


def seq_map(x: Sequence, y: Sequence, func: Callable[[Any, Any], Any]) -> Sequence:
    """A function of the values of two sequences, as integers."""
    return Sequence(SOp.zip(_as_integer(func, (x.kind, y.kind)), x.sop, y.sop))


def select(k: Sequence, q: Sequence, pred: Callable[[Any, Any], Any], causal: bool = True) -> Pairs:
    """The pairs of which a predicate holds, without those of later keys."""
    relation = _relation(pred)
    scalars = _scalar(k.kind), _scalar(q.kind)
    if relation is not None:
        selector = select_pairs(k.sop, q.sop, relation)
    else:
        selector = select_pairs(
            *(k.sop, q.sop, lambda a, b: bool(pred(scalars[0](a), scalars[1](b)))),
            name=getattr(pred, "__name__", "predicate").replace("<lambda>", "predicate"),
        )
    if not causal:
        return Pairs(selector)
    same = (k.sop, q.sop) if relation is operator.eq else None
    return Pairs(selector & _BEFORE, same)


_BEFORE = key(graph.indices) <= query(graph.indices)

_CODES: dict[bytes, Callable[[Any, Any], Any]] = {
    (lambda x, y: x == y).__code__.co_code: operator.eq,
    (lambda x, y: x != y).__code__.co_code: operator.ne,
    (lambda x, y: x < y).__code__.co_code: operator.lt,
    (lambda x, y: x <= y).__code__.co_code: operator.le,
    (lambda x, y: x > y).__code__.co_code: operator.gt,
    (lambda x, y: x >= y).__code__.co_code: operator.ge,
}
"""Comparisons by the code of a function that compares its two arguments."""


def _relation(pred: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any] | None:
    """The comparison that a predicate is, if it is one."""
    if pred in _CODES.values():
        return pred
    code = getattr(pred, "__code__", None)
    return None if code is None else _CODES.get(code.co_code)


def sel_width(A: Pairs) -> Sequence:  # noqa: N803
    """How many are selected."""
    return Sequence(A.selector.width)


def aggr_mean(A: Pairs, v: Sequence, default: Any = 0) -> Sequence:  # noqa: N803
    """The mean of the selected values, without its fraction."""
    if v.kind is bool:
        # numpy's product of booleans is whether there is one, not how many.
        some = where(A.selector.value(integers(v)) > 0, 1, 0)
        width = A.selector.width
        return Sequence(where(width == 0, int(default), where(width == 1, some, 0)))
    mean = A.selector.mean(v.sop, default)
    return Sequence(mean.map(int))


def aggr_max(A: Pairs, v: Sequence, default: Any = 0) -> Sequence:  # noqa: N803
    """The largest of the selected values."""
    if v.sop is graph.indices and A.same is not None:
        return Sequence(_occurrence(A.same, last=True, default=int(default)))
    values = integers(v) if v.kind is bool else v.sop
    smaller = key(values) < query(values)
    tied = (key(values) == query(values)) & (key(graph.indices) < query(graph.indices))
    rank = (smaller | tied).value(1)
    # Of distinct powers of 4 the sum is known to be less than twice the largest, if rounded too.
    highest = A.selector.value(rank.map(_power)).map(_exponent)
    largest = (key(rank) == query(highest)).value(values, v.kind(default))
    return Sequence(largest.map(int) if v.kind is float else largest)


def _occurrence(same: tuple[SOp, SOp], last: bool, default: int) -> SOp:
    """The position of the first or the last key up to here that is equal to the query."""
    k, q = same
    counted = ((key(k) == query(k)) & _BEFORE).value(1)
    equal = key(k) == query(q)
    if not last:
        return (equal & (key(counted) == query(1)) & _BEFORE).value(graph.indices, default)
    count = (equal & _BEFORE).value(1)
    return (equal & (key(counted) == query(count))).value(graph.indices, default)


def _power(rank: int) -> float:
    return 4.0**rank


def _exponent(total: float) -> int:
    return (math.frexp(total)[1] - 1) // 2 if total else -1


def aggr(A: Pairs, v: Sequence, default: Any = 0, reduction: str = "mean") -> Sequence:  # noqa: N803
    """The mean, the largest or the smallest of the selected values."""
    if reduction == "mean":
        return aggr_mean(A, v, default)
    if reduction == "max":
        return aggr_max(A, v, default)
    if reduction == "min":
        if v.sop is graph.indices and A.same is not None:
            return Sequence(_occurrence(A.same, last=False, default=int(default)))
        return -aggr_max(A, -v, -default)
    raise ValueError(f"there is no reduction {reduction!r}; there are mean, max, min")


def kqv(
    k: Sequence,
    q: Sequence,
    v: Sequence,
    pred: Callable[[Any, Any], Any],
    default: Any = 0,
    reduction: str = "mean",
) -> Sequence:
    """Attention: select, then reduce."""
    return aggr(select(k, q, pred), v, default=default, reduction=reduction)


RECORDED: dict[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        *(full, indices, tok_map, seq_map, select, sel_width),
        *(aggr_mean, aggr_max, aggr, kqv),
    )
}
