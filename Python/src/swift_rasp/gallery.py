"""The programs of the article *Thinking Like Transformers* for RASPy, and sort.

>>> from swift_rasp import gallery
>>> gallery.add()("683+345")
[0, 0, 0, 1, 0, 2, 8]
>>> gallery.shift(2)("hello")
['_', '_', 'h', 'e', 'l']
"""

from __future__ import annotations

from typing import Any

from .functions import where
from .graph import SOp, indices, sop, tokens
from .sides import key, query

before = key(indices) < query(indices)
"""Positions before the query's own."""

after = key(indices) > query(indices)
"""Positions after the query's own."""

same = key(tokens) == query(tokens)
"""Positions that hold the query's own token."""

previous = key(indices) == query(indices - 1)
"""The position just before the query's own."""

length = (key(1) == query(1)).value(1).name("length")
"""The number of tokens, at every position. One layer."""


def histogram() -> SOp:
    """How often each token occurs in the input. One layer."""
    return same.value(1).name("histogram")


def window(size: Any = 3) -> SOp:
    """The sum of the last values up to and including each position. One layer."""
    recent = key(indices) >= query(indices - size + 1)
    up_to_here = key(indices) <= query(indices)
    return (recent & up_to_here).value(tokens).name("window")


def cumsum(seq: Any = tokens) -> SOp:
    """The sum of all values up to and including each position. One layer."""
    return (before | (key(indices) == query(indices))).value(seq).name("cumsum")


def cumsum_from_end() -> SOp:
    """The sum of what is left, length - i, up to each position. Two layers."""
    return cumsum(length - indices)


def index(i: Any, seq: Any = tokens) -> SOp:
    """The value at a position, everywhere; 0 if there is no such position. One layer."""
    return (key(indices) == query(i)).value(seq).name("index")


def shift(i: Any = 1, default: Any = "_", seq: Any = tokens) -> SOp:
    """The sequence moved to the right; ``default`` fills what becomes free. One layer."""
    return (key(indices) == query(indices - i)).value(seq, default).name("shift")


def flip() -> SOp:
    """The sequence backwards. Two layers."""
    return (key(length - indices - 1) == query(indices)).value(tokens).name("flip")


def rank(seq: Any = tokens) -> SOp:
    """The place of each value in the sorted sequence. One layer."""
    tie_before = before & (key(seq) == query(seq))
    return (tie_before | (key(seq) < query(seq))).value(1)


def minimum(seq: Any = tokens) -> SOp:
    """The smallest value, everywhere. Two layers."""
    return (key(rank(seq)) == query(0)).value(seq).name("min")


def sort(seq: Any = tokens) -> SOp:
    """The sequence in ascending order. Two layers."""
    return (key(rank(seq)) == query(indices)).value(seq).name("sort")


def first(q: Any, seq: Any = tokens) -> SOp:
    """The first position that holds a value, everywhere; 99 if none does. Two layers."""
    return minimum(where(sop(seq) == q, indices, 99))


def ralign(default: Any = "-", seq: Any = tokens) -> SOp:
    """A sequence padded with ``_`` on the right, moved to the right end. Two layers."""
    padding = (key(seq) == query("_")).value(1)
    return (key(indices + padding) == query(indices)).value(seq, default).name("ralign")


def split(separator: Any, is_first: bool, seq: Any = tokens, default: Any = "0") -> SOp:
    """What stands before a separator, moved to the right end, or what stands after it."""
    point = (key(seq) == query(separator)).value(indices)
    if not is_first:
        return where(indices > point, seq, default)
    return ralign(default, where(indices < point, seq, "_"))


def slide(match: Any, seq: Any = tokens) -> SOp:
    """Each value that does not match replaced by the next one that does. Two layers."""
    number = cumsum(match)
    following = ((key(number) == query(number + 1)) & (key(match) == query(True))).value(seq)
    return where(match, seq, following).name("slide")


def add(seq: Any = tokens) -> SOp:
    """The sum of two numbers written in digits around a ``+``. Six layers."""
    x = atoi(split("+", True, seq)) + atoi(split("+", False, seq))
    carry = shift(-1, "0", where(x > 9, "1", where(x == 9, "<", "0")))
    return (x + atoi(slide(carry != "<", carry))) % 10


def _digit(character: str) -> int:
    return ord(character) - ord("0")


def atoi(seq: Any = tokens) -> SOp:
    """The number that each digit stands for. No layer."""
    return sop(seq).map(_digit, "atoi")
