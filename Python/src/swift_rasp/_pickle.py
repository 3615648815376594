"""Programs from pickles, which hold them as the engine reads them."""

from __future__ import annotations

from typing import Any

from ._functions import function
from ._node import Node
from ._programs import (
    AGGREGATE,
    APPLY,
    COMBINE,
    COMPARE,
    COMPLEMENT,
    CONSTANT,
    IS_IN,
    LIST,
    NAMED,
    PREDICATE,
)
from .graph import Selector, SOp


def from_wire(
    words: bytes, constants: tuple[Any, ...], functions: tuple[tuple[Any, str], ...]
) -> Node:
    """The graph that was pickled."""
    numbers = memoryview(words).cast("i")
    calls = iter(functions)
    nodes: list[Node] = []
    place = 0
    while place < len(numbers):
        op, a, b, count = numbers[place : place + 4]
        operands = tuple(nodes[number] for number in numbers[place + 4 : place + 4 + count])
        place += 4 + count
        values: tuple[Any, ...] = ()
        if op in (CONSTANT, NAMED, AGGREGATE):
            values = (constants[b],)
        elif op in (LIST, IS_IN):
            a, values = 0, constants[a : a + b]
        elif op in (APPLY, PREDICATE):
            a, values = 0, (function(*next(calls)),)
        kind = Selector if op in (COMPARE, PREDICATE, COMBINE, COMPLEMENT) else SOp
        node = kind(op, operands, a, values)
        node._where = None
        nodes.append(node)
    return nodes[-1]
