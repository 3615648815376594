"""The functions of the language that are methods of nothing."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from ._functions import function
from ._node import (
    EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    NOT_EQUAL,
    recorded,
)
from ._programs import COMPARE, PREDICATE, WHERE
from .graph import Selector, SOp, sop
from .sides import Key, Query

_RELATIONS: dict[Any, int] = {
    operator.eq: EQUAL,
    operator.ne: NOT_EQUAL,
    operator.lt: LESS,
    operator.le: LESS_OR_EQUAL,
    operator.gt: GREATER,
    operator.ge: GREATER_OR_EQUAL,
}


def where(condition: Any, a: Any, b: Any) -> SOp:
    """``a`` where the condition is true, ``b`` elsewhere. Both are computed at every position.

    >>> from swift_rasp import where, tokens
    >>> where((tokens == "h") | (tokens == "l"), tokens, "q")("hello")
    ['h', 'q', 'l', 'l', 'q']
    """
    return recorded(SOp, WHERE, (sop(condition), sop(a), sop(b)))


def select(
    key: Any, query: Any, predicate: Callable[[Any, Any], Any], name: str | None = None
) -> Selector:
    """The selector of a pure function of the key's and the query's value.

    The functions of ``operator``, such as ``operator.eq``, are as fast as comparing key and query.

    >>> from swift_rasp import select, indices
    >>> select(indices, indices, lambda k, q: k + 1 == q).value(indices)("abcd")
    [0, 0, 1, 2]
    """
    keys = key.sop if isinstance(key, Key) else sop(key)
    queries = query.sop if isinstance(query, Query) else sop(query)
    relation = _RELATIONS.get(predicate)
    if relation is not None:
        return recorded(Selector, COMPARE, (keys, queries), relation)
    return recorded(Selector, PREDICATE, (keys, queries), 0, (function(predicate, name),))


def aggregate(selector: Selector, value: Any, default: Any = 0, name: str | None = None) -> SOp:
    """:meth:`Selector.value` as a function, with a name for the head."""
    result = selector.value(value, default)
    return result if name is None else result.name(name)
