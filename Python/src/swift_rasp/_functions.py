"""Functions of Python that the engine asks, and what they raise."""

from __future__ import annotations

import itertools
import threading
import weakref
from collections.abc import Callable
from types import FunctionType
from typing import Any

from . import _blocks, _values
from ._blocks import BOOLEANS, OTHER, Block

ONE, ROWS, PAIRS = range(3)


class Function:
    """A function under a number and a name. Used twice, it is one operation."""

    __slots__ = ("__weakref__", "call", "is_plain", "name", "number")

    def __init__(self, call: Callable[..., Any], name: str, number: int, is_plain: bool) -> None:
        self.call = call
        self.name = name
        self.number = number
        self.is_plain = is_plain
        """Whether it is code alone, without values of its own."""

    def rows(self, columns: list[list[Any]]) -> bytes:
        """The function's values for rows of arguments, as a block."""
        return _values.answer(list(map(self.call, *columns)), self)

    def pairs(self, keys: list[Any], queries: list[Any]) -> bytes:
        """The function's truth for pairs, query by query, as a block."""
        call = self.call
        truths = bytes([1 if call(key, query) else 0 for query in queries for key in keys])
        return _blocks.write(Block(False, BOOLEANS, len(truths), truths, b""))

    def one(self, arguments: list[Any]) -> bytes:
        """The function's value, checked, as a block."""
        return _values.answer([_values.value(self.call(*arguments), self)], self)

    def __str__(self) -> str:
        """What messages call what it gives."""
        return f"what {self.name} gives"


_numbers = itertools.count()
_by_number: weakref.WeakValueDictionary[int, Function] = weakref.WeakValueDictionary()
_by_identity: weakref.WeakValueDictionary[tuple[int, int, str], Function] = (
    weakref.WeakValueDictionary()
)


def function(call: Callable[..., Any], name: str | None = None) -> Function:
    """The function of a callable and a name: the same for the same callable, and for functions of
    the same code that hold no values."""
    if not callable(call):
        raise TypeError(f"a function is needed, not a {type(call).__name__}")
    shown: str = name or str(getattr(call, "__name__", type(call).__name__))
    if shown == "<lambda>":
        shown = "lambda"
    is_plain = isinstance(call, FunctionType) and not (
        call.__closure__ or call.__defaults__ or call.__kwdefaults__
    )
    # The function holds the callable, so what identifies it does as long as the entry is there.
    if is_plain:
        identity = (id(call.__code__), id(call.__globals__), shown)
    else:
        identity = (id(call), 0, shown)
    known = _by_identity.get(identity)
    if known is None:
        known = Function(call, shown, next(_numbers) & 0x7FFFFFFF, is_plain)
        _by_identity[identity] = known
        _by_number[known.number] = known
    return known


class Raised(threading.local):
    """What functions have raised in a call of the engine, on this thread."""

    def __init__(self) -> None:
        self.exceptions: list[BaseException] = []
        self.stop: BaseException | None = None
        self.given_up: threading.Event | None = None


raised = Raised()


def poll() -> int:
    """Whether the engine is to end what it does for this thread."""
    given_up = raised.given_up
    return int(raised.stop is not None or (given_up is not None and given_up.is_set()))


def apply(number: int, mode: int, memory: Callable[[int], tuple[Block, int]], count: int) -> bytes:
    """Answers the engine: the function's number, how it is asked, and a reader of the arguments."""
    try:
        if raised.stop is not None:
            return _fault(raised.stop)
        if raised.given_up is not None and raised.given_up.is_set():
            return _fault(KeyboardInterrupt())
        columns = []
        place = 0
        for _ in range(count):
            block, place = memory(place)
            columns.append(_values.values(block))
        asked = _by_number[number]
        if mode == PAIRS:
            return asked.pairs(*columns)
        if mode == ROWS:
            return asked.rows(columns)
        return asked.one([column[0] for column in columns])
    except Exception as exception:
        # What one of many raised is found by asking one by one.
        return _fault(exception, keeps=mode == ONE)
    except BaseException as exception:
        raised.stop = exception
        return _fault(exception)


def _fault(exception: BaseException, keeps: bool = False) -> bytes:
    number = len(raised.exceptions)
    if keeps:
        raised.exceptions.append(exception)
    text = f"{type(exception).__name__}: {exception}".encode(errors="replace")
    return _blocks.write(Block(True, OTHER, number, b"", text))
