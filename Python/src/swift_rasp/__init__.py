"""RASP, the language of *Thinking Like Transformers*, as Python objects.

>>> from swift_rasp import key, query, tokens, indices
>>> length = (key(1) == query(1)).value(1).name("length")
>>> flip = (key(length - indices - 1) == query(indices)).value(tokens)
>>> flip("hello")
['o', 'l', 'l', 'e', 'h']
"""

from typing import Any

from . import options
from .batch import Batch
from .errors import (
    EngineError,
    RaspError,
    RaspMemoryError,
    RaspOverflowError,
    RaspSyntaxError,
    RaspTypeError,
    RaspValueError,
    RaspZeroDivisionError,
    Refused,
)
from .functions import aggregate, select, where
from .graph import Selector, SOp, constant, indices, raw, sop, tokens
from .matrix import Matrix
from .model import Model
from .output import Output
from .sides import Key, Query, key, query
from .texts import Session, read
from .trace import Head, Trace

__version__ = "0.1.0"


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext swift_rasp`` calls this: cells may begin with ``%%rasp``."""
    from .magics import register

    register(shell)


__all__ = [
    "Batch",
    "EngineError",
    "Head",
    "Key",
    "Matrix",
    "Model",
    "Output",
    "Query",
    "RaspError",
    "RaspMemoryError",
    "RaspOverflowError",
    "RaspSyntaxError",
    "RaspTypeError",
    "RaspValueError",
    "RaspZeroDivisionError",
    "Refused",
    "SOp",
    "Selector",
    "Session",
    "Trace",
    "aggregate",
    "constant",
    "indices",
    "key",
    "options",
    "query",
    "raw",
    "read",
    "select",
    "sop",
    "tokens",
    "where",
]
