"""What running programs gives."""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from . import _blocks, _display, _values
from ._blocks import CODES, TEXT, Block
from ._values import Column, Tokens, Value

if TYPE_CHECKING:
    from .errors import RaspError
    from .graph import Node, Selector, SOp


class Head(NamedTuple):
    """An attention head: one selector that moves one value."""

    layer: int
    """The layer that it is in, counted from 1."""
    name: str | None
    selects: str
    """Which keys each query attends to, as it would be written."""
    moves: str
    """The s-op whose values are moved."""


class Output(Sequence[Value]):
    """A program's values on an input: a list, with what led to it.

    >>> from swift_rasp import tokens, indices
    >>> out = (indices + 1)("abc")
    >>> out == [1, 2, 3], len(out), out[0], out.layers
    (True, 3, 1, 0)
    """

    __slots__ = ("_block", "_list", "causal", "input", "sop")

    def __init__(self, sop: SOp, tokens: Tokens, causal: bool = False) -> None:
        if not isinstance(tokens, (str, list, tuple)) and not hasattr(
            tokens, "__array_interface__"
        ):
            tokens = list(tokens)
        self.sop = sop
        """The program."""
        self.input = tokens
        """What it was run on."""
        self.causal = causal
        """Whether queries saw only keys up to their own position."""
        self._block = sop._program(causal).run(sop, _values.column(tokens))
        self._list: list[Value] | None = None

    @property
    def values(self) -> list[Value]:
        """The values as a list."""
        if self._list is None:
            self._list = _values.values(self._block)
        return self._list

    def numpy(self) -> Any:
        """The values as a numpy array, without a Python object for any if they are numbers."""
        return to_numpy(self._block)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> list[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | list[Value]:
        return self.values[place]

    def __len__(self) -> int:
        return self._block.length

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Output, list, tuple)):
            return self.values == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.values)

    def __str__(self) -> str:
        return repr(self.values)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        array = self.numpy()
        return array if dtype is None else array.astype(dtype)

    @property
    def layer(self) -> int:
        """The program's number of attention layers."""
        return self.sop.layer

    @property
    def layers(self) -> int:
        """The same as :attr:`layer`."""
        return self.sop.layer

    @property
    def heads(self) -> list[list[Head]]:
        """The program's attention heads, by layers."""
        return self.sop.heads

    def trace(self) -> Trace:
        """Everything that was computed, on an input of at most 256 tokens."""
        return Trace(self.sop, self.input, self.causal)

    def figure(self) -> _display.Figure:
        """The figure on this input, as an SVG."""
        return self.sop.figure(self.input, causal=self.causal)

    def drawing(self) -> str:
        """The figure on this input, as a text."""
        return self.sop.drawing(self.input, causal=self.causal)

    def explain(self) -> str:
        """How each head was evaluated."""
        return self.sop.explain(len(self))

    # The names that RASPy has.

    def toseq(self) -> list[Value]:
        """The values as a list."""
        return self.values

    @property
    def val(self) -> list[Value]:
        """The values as a list."""
        return self.values

    @property
    def bind(self) -> list[Value]:
        """The tokens as a list."""
        return _values.values_list(self.input)

    @property
    def sels(self) -> list[BoundSel]:
        """The attention heads with what they did on this input, the lowest layer first."""
        trace = self.trace()
        return [BoundSel(trace, head, self) for head in trace.heads]

    def _repr_svg_(self) -> str:
        return str(self.figure())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        bundle = {"text/plain": repr(self)}
        return bundle if len(self) > 256 else self.figure()._repr_mimebundle_() | bundle


def to_numpy(block: Block) -> Any:
    """The values of a block as a numpy array; mixed kinds as one of objects."""
    import numpy

    if block.kind != CODES:
        return numpy.asarray(_values.raw(block))
    table = _values.table(block)
    kinds = {type(each) for each in table}
    dtype = None if kinds and len(kinds) == 1 and type(None) not in kinds else object
    values = numpy.array(table, dtype=dtype)
    return values[numpy.asarray(_values.raw(block))] if table else numpy.array([], dtype=object)


class Matrix(Sequence["list[bool]"]):
    """A selector's matrix on an input: a list of rows, one a query."""

    __slots__ = ("_rows", "causal", "input", "selector")

    def __init__(self, selector: Selector, tokens: Tokens, causal: bool = False) -> None:
        self.selector = selector
        self.input = tokens if isinstance(tokens, str) else list(tokens)
        self.causal = causal
        trace = Trace(selector, self.input, causal)
        self._rows = trace.nodes[trace.output].matrix or []

    @overload
    def __getitem__(self, place: int) -> list[bool]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[bool]]: ...
    def __getitem__(self, place: int | slice) -> list[bool] | list[list[bool]]:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Matrix, list)):
            return self._rows == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def layer(self) -> int:
        """The number of attention layers below the selector."""
        return self.selector.layer

    @property
    def val(self) -> list[list[bool]]:
        """The rows; those of RASPy are the columns."""
        return self._rows

    @property
    def bind(self) -> list[Value]:
        """The tokens as a list."""
        return _values.values_list(self.input)

    def numpy(self) -> Any:
        """The matrix as a numpy array of booleans."""
        import numpy

        return numpy.array(self._rows, dtype=bool).reshape(len(self), len(self))

    def figure(self) -> _display.Figure:
        """The figure of the matrix, as an SVG."""
        return self.selector.figure(self.input, causal=self.causal)

    def __repr__(self) -> str:
        return self.selector.drawing(self.input, causal=self.causal)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return self.figure()._repr_mimebundle_() | {"text/plain": repr(self)}


class TracedNode(NamedTuple):
    """An operation of a program and what it gave on an input."""

    expression: str
    layer: int
    operands: list[int]
    """The numbers of the nodes that it is of."""
    name: str | None
    values: list[Value] | None
    """The values of an s-op."""
    matrix: list[list[bool]] | None
    """The rows of a selector, one a query."""


class TracedHead(NamedTuple):
    """An attention head of a trace, by the numbers of its nodes."""

    layer: int
    name: str | None
    selector: int
    value: int
    aggregates: list[int]


class Trace:
    """Everything that a program computes on an input.

    >>> from swift_rasp import key, query, tokens
    >>> trace = (key(tokens) == query(tokens)).value(1).trace("aab")
    >>> trace.nodes[trace.heads[0].selector].matrix
    [[True, True, False], [True, True, False], [False, False, True]]
    """

    def __init__(self, root: Node, tokens: Tokens, causal: bool = False) -> None:
        words = _values.values_list(tokens)
        traced = json.loads(root._program(causal).ask(root, "trace", *words).text)
        self.input: list[Value] = traced["input"]
        """The tokens."""
        self.nodes = [_traced(node) for node in traced["nodes"]]
        """The operations, operands first."""
        self.heads = [TracedHead(**head) for head in traced["heads"]]
        """The attention heads, by layers."""
        self.output: int = traced["output"]
        """The number of the node that is the result."""

    @property
    def values(self) -> list[Value] | None:
        """The result; ``None`` for a selector."""
        return self.nodes[self.output].values


def _traced(node: dict[str, Any]) -> TracedNode:
    rows = node.get("matrix")
    matrix = None if rows is None else [[cell == "1" for cell in row] for row in rows]
    return TracedNode(
        node["expression"],
        node["layer"],
        node["operands"],
        node.get("name"),
        node.get("values"),
        matrix,
    )


class BoundSel:
    """An attention head on an input, as RASPy has it."""

    def __init__(self, trace: Trace, head: TracedHead, output: Output) -> None:
        self.layer = head.layer
        self.sel = trace.nodes[head.selector].matrix
        """The rows of the selector, one a query."""
        self.v = trace.nodes[head.value].values
        """The values that are moved."""
        self.result = trace.nodes[head.aggregates[0]].values
        """What each query gets."""
        self._name = head.name or ""
        self._output = output

    def figure(self) -> _display.Figure:
        """The figure of the whole program on the input."""
        return self._output.figure()

    def __repr__(self) -> str:
        return f"<a head of layer {self.layer}{f', {self._name}' if self._name else ''}>"


class Batch(Sequence["list[Value]"]):
    """A program's values on many inputs: a list of lists, in the inputs' order.

    An input that the program fails on leaves the others alone; asking for its values raises its
    error, which ``faults`` has too.

    >>> from swift_rasp import tokens
    >>> batch = (tokens + 1).run_batch([[1, 2], "a"])
    >>> batch[0], sorted(batch.faults)
    ([2, 3], [1])
    """

    def __init__(
        self, sop: SOp, sequences: Iterable[Tokens], causal: bool = False, threads: int = 1
    ) -> None:
        self.sop = sop
        """The program."""
        program = sop._program(causal)
        parts = _parts(list(sequences), threads)

        def run(part: list[Tokens]) -> RunPart:
            column, starts = joined(part)
            return run_part(sop, program, column, starts)

        if threads > 1 and len(parts) > 1:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(threads) as pool:
                self._parts = list(pool.map(run, parts))
        else:
            self._parts = [run(part) for part in parts]
        self._firsts = [0, *accumulate(part.count for part in self._parts)]

    @property
    def faults(self) -> dict[int, RaspError]:
        """The errors of inputs that the program fails on, by the inputs' numbers."""
        return {
            first + number: error
            for first, part in zip(self._firsts, self._parts, strict=False)
            for number, error in part.faults.items()
        }

    def results(self) -> list[list[Value] | None]:
        """The values of each sequence, ``None`` for one that failed."""
        faults = self.faults
        return [None if number in faults else self[number] for number in range(len(self))]

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, place: int) -> list[Value]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[Value]]: ...
    def __getitem__(self, place: int | slice) -> list[Value] | list[list[Value]]:
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        number = range(len(self))[place]
        for first, part in zip(self._firsts, self._parts, strict=False):
            if number < first + part.count:
                return part[number - first]
        raise IndexError(place)

    def __iter__(self) -> Iterator[list[Value]]:
        for part in self._parts:
            for number in range(part.count):
                yield part[number]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Batch, list)):
            return list(self) == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<a batch of {len(self)} sequences, {len(self.faults)} of them faults>"


class RunPart:
    """The values of neighbouring sequences of a batch."""

    def __init__(self, block: Block, starts: Sequence[int], faults: dict[int, RaspError]) -> None:
        self.block = block
        self.starts = starts
        self.faults = faults
        self.count = len(starts) - 1
        self._values: list[Value] | None = None

    def __getitem__(self, number: int) -> list[Value]:
        if number in self.faults:
            raise self.faults[number]
        if self._values is None:
            self._values = _values.values(self.block)
        return self._values[self.starts[number] : self.starts[number + 1]]


def run_part(
    sop: SOp, program: Any, column: Column, starts: bytes | int, count: int = -1
) -> RunPart:
    """Runs a program on the sequences of a column."""
    from ._programs import error_of

    count = len(starts) // 8 - 1 if isinstance(starts, bytes) else count
    block = program.run(sop, column, starts, count)
    width = struct.calcsize("iqd?"[block.kind])
    place = _blocks.padded(block.length * width)
    ends = memoryview(block.data)[place:].cast("q")
    faults = {number: error_of(fault, sop) for number, fault in _values.faults(block)}
    return RunPart(block, ends, faults)


def joined(sequences: Sequence[Tokens]) -> tuple[Column, bytes]:
    """Sequences as one column, and where each starts: in bytes, if they are texts."""
    if all(type(sequence) is str for sequence in sequences):
        texts = [sequence.encode() for sequence in sequences]  # type: ignore[union-attr]
        data = b"".join(texts)
        starts = array("q", [0, *accumulate(map(len, texts))])
        return Column(TEXT, data, len(data), b""), starts.tobytes()
    lists = [_values.values_list(sequence) for sequence in sequences]
    starts = array("q", [0, *accumulate(map(len, lists))])
    flat = [value for values in lists for value in values]
    return _values.values_column(flat), starts.tobytes()


def _parts(sequences: list[Tokens], threads: int) -> list[list[Tokens]]:
    if threads < 1:
        raise ValueError(f"there must be at least 1 thread, not {threads}")
    size = max(1, min(1 << 16, -(-len(sequences) // threads)))
    return [sequences[first : first + size] for first in range(0, len(sequences), size)]
