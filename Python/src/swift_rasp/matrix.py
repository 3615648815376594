"""What running a selector gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from . import _display, _values
from ._values import Tokens, Value
from .trace import Trace

if TYPE_CHECKING:
    from .graph import Selector


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
