"""What RASPy has in ``raspy.rasp``.

``EXAMPLE`` is the input that programs are shown on; it can be assigned.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from swift_rasp import (
    Key,
    Query,
    Selector,
    SOp,
    aggregate,
    indices,
    key,
    options,
    query,
    raw,
    select,
    tokens,
    where,
)
from swift_rasp import sop as wrap
from swift_rasp.matrix import Matrix as Sel
from swift_rasp.output import BoundSel
from swift_rasp.output import Output as Seq

identity = tokens


def repeat(value: Any) -> SOp:
    """The value at every position."""
    return wrap(value)


def mean(values: list[Any], default: Any = 0) -> Any:
    """What an aggregation makes of the selected values: their sum, or the one there is."""
    if not values:
        return default
    return values[0] if len(values) == 1 else sum(values)


def show(value: Any) -> str:
    """A value as figures show it."""
    return str(int(value)) if isinstance(value, bool) else str(value)


class _Module(ModuleType):
    @property
    def EXAMPLE(self) -> Any:
        return options.example

    @EXAMPLE.setter
    def EXAMPLE(self, example: Any) -> None:
        options.example = example


sys.modules[__name__].__class__ = _Module

__all__ = [
    "BoundSel",
    "Key",
    "Query",
    "SOp",
    "Sel",
    "Selector",
    "Seq",
    "aggregate",
    "identity",
    "indices",
    "key",
    "mean",
    "query",
    "raw",
    "repeat",
    "select",
    "show",
    "tokens",
    "where",
    "wrap",
]
