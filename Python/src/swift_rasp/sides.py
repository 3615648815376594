"""Keys and queries: s-ops in the roles in which selectors compare them."""

from __future__ import annotations

from typing import Any, cast

from ._node import (
    EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    MIRRORED,
    NOT_EQUAL,
    Side,
    recorded,
)
from ._programs import COMPARE
from .graph import Selector, sop


class _Compared(Side):
    """A side that gives a selector where it is compared with the other."""

    __slots__ = ()

    def _compared(self, relation: int, other: Any) -> Selector:
        if isinstance(self, Key) and isinstance(other, Query):
            return recorded(Selector, COMPARE, (self.sop, other.sop), relation, (), 3)
        if isinstance(self, Query) and isinstance(other, Key):
            return recorded(Selector, COMPARE, (other.sop, self.sop), MIRRORED[relation], (), 3)
        if isinstance(other, Side):
            raise TypeError(f"a selector compares a key with a query, not two of {self._name}")
        return cast("Selector", NotImplemented)

    def __eq__(self, other: Any) -> Selector:  # type: ignore[override]
        return self._compared(EQUAL, other)

    def __ne__(self, other: Any) -> Selector:  # type: ignore[override]
        return self._compared(NOT_EQUAL, other)

    def __lt__(self, other: Any) -> Selector:
        return self._compared(LESS, other)

    def __le__(self, other: Any) -> Selector:
        return self._compared(LESS_OR_EQUAL, other)

    def __gt__(self, other: Any) -> Selector:
        return self._compared(GREATER, other)

    def __ge__(self, other: Any) -> Selector:
        return self._compared(GREATER_OR_EQUAL, other)

    __hash__ = object.__hash__


class Key(_Compared):
    """An s-op in the role of the key: its values stand at the columns of a selector."""

    __slots__ = ()
    _name = "key"


class Query(_Compared):
    """An s-op in the role of the query: its values stand at the rows of a selector."""

    __slots__ = ()
    _name = "query"


def key(sop_like: Any) -> Key:
    """An s-op as key."""
    return Key(sop(sop_like))


def query(sop_like: Any) -> Query:
    """An s-op as query."""
    return Query(sop(sop_like))
