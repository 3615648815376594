"""What notebooks and terminals show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _values

if TYPE_CHECKING:
    from ._node import Node


class Figure(str):
    """An SVG, as a text that notebooks draw.

    Notebooks get it twice: as ``image/svg+xml``, and within HTML, where the tooltips of its cells
    work.
    """

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "image/svg+xml": str(self), "text/html": html(self)}

    def __repr__(self) -> str:
        return f"<figure of {len(self)} characters>"


def html(svg: str) -> str:
    """The SVG for a page, on the ground that it was drawn for."""
    return f'<div class="swift-rasp-figure" style="overflow-x:auto">{svg}</div>'


def figure(node: Node, question: str, tokens: _values.Tokens | None, causal: bool) -> Figure:
    """The figure of a node on an input."""
    values = _values.values_list(_example() if tokens is None else tokens)
    return Figure(node._program(causal).ask(node, question, *values).text.decode())


def drawing(node: Node, question: str, tokens: _values.Tokens | None, causal: bool) -> str:
    """The figure of a node on an input, as a text."""
    values = _values.values_list(_example() if tokens is None else tokens)
    return node._program(causal).ask(node, question, *values).text.decode().rstrip("\n")


def _example() -> _values.Tokens:
    from . import options

    return options.example


def representation(node: Node, tokens: _values.Tokens | None = None) -> str:
    """What a node gives on an input, or the example; never an exception."""
    given = _example() if tokens is None else tokens
    try:
        return repr(node(given))  # type: ignore[operator]
    except Exception as error:
        return f"<{node._phrase}, which fails on {given!r}: {error}>"


def mimebundle(
    node: Node, question: str = "figure", tokens: _values.Tokens | None = None
) -> dict[str, str]:
    """What a notebook shows of a node: the figure on an input, or the example, or why there is
    none."""
    text = {"text/plain": representation(node, tokens)}
    try:
        return figure(node, question, tokens, False)._repr_mimebundle_() | text
    except Exception:
        return text
