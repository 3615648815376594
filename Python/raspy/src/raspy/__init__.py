"""The names of RASPy, by the engine of swift-rasp.

>>> from raspy import *
>>> (key(tokens) == query(tokens)).value(1)("hello").toseq()
[1, 1, 2, 2, 1]
"""

from .rasp import (
    SOp,
    aggregate,
    identity,
    indices,
    key,
    query,
    raw,
    select,
    tokens,
    where,
)
from .visualize import *  # noqa: F403
from .visualize import __all__ as _drawing

__all__ = [
    "SOp",
    "aggregate",
    "identity",
    "indices",
    "key",
    "query",
    "raw",
    "select",
    "tokens",
    "where",
    *_drawing,
]
