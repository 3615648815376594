"""What running an s-op gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from . import _display, _values
from ._blocks import CODES, Block
from ._values import Tokens, Value
from .trace import Head, Trace, TracedHead

if TYPE_CHECKING:
    from .graph import SOp


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

    def explore(self) -> Any:
        """The live figure on this input; see :meth:`SOp.explore`."""
        return self.sop.explore(self.input, causal=self.causal)

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
