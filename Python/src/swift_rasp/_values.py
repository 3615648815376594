"""Python values as columns, and back."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ._blocks import BOOLEANS, CODES, DOUBLES, HEADER, INTEGERS, TEXT, Block, write

Value = bool | int | float | str | None
"""What stands at a position."""

Tokens = str | Iterable[Any]
"""What a program is run on: a text, a token a character, or values."""

KINDS = (bool, int, float, str, type(None))
LOWEST, HIGHEST = -(2**63), 2**63 - 1


class Column(NamedTuple):
    """Values as the engine reads them."""

    kind: int
    """One of the kinds of ``_blocks``."""
    data: bytes | int
    """The values as they lie in memory, or the address of that."""
    length: int
    """The number of values; of a text that of its bytes."""
    table: bytes
    owner: Any = None
    """What keeps the memory of an address."""

    def block(self) -> Block:
        """The column as a block."""
        assert isinstance(self.data, bytes)
        return Block(False, self.kind, self.length, self.data, self.table)


def value(something: Any, what: object = "a value") -> Value:
    """A Python or numpy scalar as a value.

    Raises ``TypeError`` for what is none, ``OverflowError`` for an integer of more than 64 bits,
    ``ValueError`` for a number that is not finite.
    """
    kind = type(something)
    if kind is bool or something is None:
        return something  # type: ignore[no-any-return]
    if kind is str:
        return checked_text(something)
    if kind is int:
        if LOWEST <= something <= HIGHEST:
            return int(something)
        raise OverflowError(f"{what} is {something}, which does not fit in 64 bits")
    if kind is float:
        if math.isfinite(something):
            return float(something)
        raise ValueError(f"{what} is {something}, which is not a finite number")
    if isinstance(something, (bool, int, float, str)):
        for base in (bool, int, float, str):
            if isinstance(something, base):
                return value(base(something), what)
    if hasattr(something, "item") and getattr(something, "ndim", 0) == 0:
        return value(something.item(), what)
    raise TypeError(
        f"{what} is a {kind.__name__}; it must be a bool, an int, a float, a str or None"
    )


def identity(value: Value) -> tuple[type, Any]:
    """What two values have in common if they are the same, of one kind: 0.0 is not -0.0."""
    return type(value), value or str(value)


def checked_text(text: str) -> str:
    """The text, if UTF-8 has it."""
    if not text.isascii():
        text.encode()
    return text


def column(tokens: Tokens) -> Column:
    """The tokens of a sequence as a column."""
    if isinstance(tokens, str):
        data = tokens.encode()
        return Column(TEXT, data, len(data), b"")
    if hasattr(tokens, "__array_interface__"):
        return array_column(tokens)
    return values_column(tokens if isinstance(tokens, (list, tuple)) else list(tokens))


def array_column(tokens: Any) -> Column:
    """A numpy array as a column: without a value object a token, unless it is one of objects."""
    import numpy

    tokens = numpy.asarray(tokens)
    if tokens.ndim != 1:
        raise ValueError(f"a sequence has one dimension, this array has {tokens.ndim}")
    kind = tokens.dtype.kind
    if kind == "b":
        return Column(BOOLEANS, tokens.tobytes(), len(tokens), b"")
    if kind == "i" or (kind == "u" and tokens.dtype.itemsize < 8):
        return _addressed(INTEGERS, numpy.ascontiguousarray(tokens, "<i8"))
    if kind == "f" and tokens.dtype.itemsize <= 8:
        return _addressed(DOUBLES, numpy.ascontiguousarray(tokens, "<f8"))
    return values_column(tokens.tolist())


def _addressed(kind: int, array: Any) -> Column:
    address: int = array.__array_interface__["data"][0]
    return Column(kind, address, len(array), b"", array)


def values_column(values: Sequence[Any], what: object = "a token") -> Column:
    """Values as a column of the narrowest kind."""
    kinds = set(map(type, values))
    if len(kinds) == 1:
        kind = kinds.pop()
        try:
            if kind is int:
                return Column(INTEGERS, array("q", values).tobytes(), len(values), b"")
        except OverflowError:
            pass
        if kind is float:
            return Column(DOUBLES, array("d", values).tobytes(), len(values), b"")
        if kind is bool:
            return Column(BOOLEANS, bytes(values), len(values), b"")
        if kind is str:
            return coded(values, values, values)
    checked = [each if type(each) is str else value(each, what) for each in values]
    kinds = set(map(type, checked))
    if kinds and len(kinds) == 1 and kinds <= {int, float, bool}:
        return values_column(checked, what)
    return coded(checked, [(type(each), each) for each in checked], checked)


def coded(values: Sequence[Any], keys: Sequence[Any], shown: Sequence[Any]) -> Column:
    """Values as places in a table of those that differ by their keys."""
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    table: list[Any] = [None] * len(places)
    for key, each in zip(keys, shown, strict=True):
        table[places[key]] = each
    codes = array("i", map(places.__getitem__, keys))
    return Column(CODES, codes.tobytes(), len(codes), dump(table))


def answer(values: list[Any], what: object) -> bytes:
    """The bytes of a block of values, which the engine has asked for; integers soonest."""
    if set(map(type, values)) == {int}:
        try:
            data = array("q", values).tobytes()
        except OverflowError:
            pass  # Which of them it is is found below.
        else:
            return HEADER.pack(0, INTEGERS, len(values), len(data), 0) + data
    return write(values_column(values, what).block())


def dump(values: Sequence[Any]) -> bytes:
    """Values as the bytes of a JSON array."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


_scan = json.JSONDecoder().raw_decode


def values(block: Block) -> list[Value]:
    """The values of a column."""
    if block.kind == CODES:
        return list(map(table(block).__getitem__, raw(block).tolist()))
    numbers: Any = raw(block)
    listed: list[Value] = numbers.tolist()
    return listed


def table(block: Block) -> list[Value]:
    """The table of a column of codes."""
    read, _ = _scan(block.text.decode())
    values: list[Value] = read["table"] if isinstance(read, dict) else read
    return values


def faults(block: Block) -> list[tuple[int, dict[str, Any]]]:
    """The sequences of a batch that failed, and their faults."""
    if not block.text.startswith(b"{"):
        return []
    return [(number, fault) for number, fault in json.loads(block.text)["faults"]]


def raw(block: Block) -> memoryview:
    """The numbers of a column, as they lie in memory."""
    form, width = _FORMS[block.kind]
    data: Any = memoryview(block.data)
    if len(data) != block.length * width:
        data = data[: block.length * width]
    numbers: memoryview = data.cast(form)
    return numbers


_FORMS = {CODES: ("i", 4), INTEGERS: ("q", 8), DOUBLES: ("d", 8), BOOLEANS: ("?", 1)}


def values_list(tokens: Tokens) -> list[Value]:
    """The tokens as values, each checked."""
    if isinstance(tokens, str):
        return list(checked_text(tokens))
    return [value(token, "a token") for token in tokens]
