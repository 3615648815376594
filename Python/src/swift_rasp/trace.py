"""Heads, and everything that a program computes on an input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _values
from ._values import Tokens, Value

if TYPE_CHECKING:
    from ._node import Node


class Head(NamedTuple):
    """An attention head: one selector that moves one value."""

    layer: int
    """The layer that it is in, counted from 1."""
    name: str | None
    selects: str
    """Which keys each query attends to, as it would be written."""
    moves: str
    """The s-op whose values are moved."""


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
