"""Programs of Tracr, the objects of ``tracr.rasp.rasp``, as ours.

>>> from swift_rasp.tracr import from_tracr                  # doctest: +SKIP
>>> from tracr.compiler import lib                           # doctest: +SKIP
>>> from_tracr(lib.make_hist())("hello")                     # doctest: +SKIP
[1, 1, 2, 2, 1]

Tracr itself is not imported: an object is known by the name of its class.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from . import _values, graph
from .functions import select
from .graph import Selector, SOp, indices, tokens
from .sides import key, query

_RELATIONS = {
    "EQ": operator.eq,
    "NEQ": operator.ne,
    "LT": operator.lt,
    "LEQ": operator.le,
    "GT": operator.gt,
    "GEQ": operator.ge,
}


def from_tracr(program: Any) -> Any:
    """A program of Tracr as an s-op, or as a selector if it is one.

    Functions of it get the values that they get there, and none of them ``None``, which stays. What
    a function gives that is no scalar, such as a tuple, is handed on to the functions that use it;
    as a result it is a ``TypeError``. ``Comparison`` with ``None`` fails there; here ``==`` is
    false.
    """
    conversion = _Conversion()
    order = _ordered(program)
    for node in order:
        conversion.convert(node, is_result=node is program)
    return conversion.converted[id(program)]


def _ordered(root: Any) -> list[Any]:
    """The objects that a program is made of, those first that others are made of."""
    order: list[Any] = []
    seen: set[int] = set()
    pending = [(root, False)]
    while pending:
        node, is_ready = pending.pop()
        if is_ready:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            pending.append((node, True))
            pending.extend((child, False) for child in reversed(list(_children(node))))
    return order


def _children(node: Any) -> Sequence[Any]:
    if not hasattr(node, "children"):
        raise TypeError(f"{type(node).__name__} is no program of Tracr")
    children: Sequence[Any] = node.children
    return children


class _Boxes:
    """Values that are no scalars, each as a text that stands for it."""

    mark = "\U000f5254"

    def __init__(self) -> None:
        self.places: dict[Any, str] = {}
        self.contents: dict[str, Any] = {}

    def put(self, value: Any) -> Any:
        """A value as the engine takes it."""
        if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
            value = value.item()
        if isinstance(value, _values.KINDS):
            return value
        text = self.places.get(value)
        if text is None:
            text = self.places[value] = f"{self.mark}{len(self.places)}"
            self.contents[text] = value
        return text

    def get(self, value: Any) -> Any:
        """What a value of the engine stands for."""
        return self.contents.get(value, value) if isinstance(value, str) else value


class _Conversion:
    """Objects of Tracr and what each has become."""

    def __init__(self) -> None:
        self.converted: dict[int, Any] = {}
        self.boxes = _Boxes()
        self.mapped: set[int] = set()

    def convert(self, node: Any, is_result: bool) -> None:
        """Makes of an object what it is here. Those that it is made of are there."""
        for kind in type(node).__mro__:
            make = getattr(self, f"_{kind.__name__}", None)
            if make is not None:
                made = make(node, is_result)
                break
        else:
            raise TypeError(f"{type(node).__name__} is no program of Tracr")
        annotations = getattr(node, "annotations", {})
        if isinstance(made, SOp) and "name" in list(annotations) and len(made._operands) > 0:
            made = made.name(str(annotations["name"]))
        self.converted[id(node)] = made

    def _of(self, node: Any) -> Any:
        return self.converted[id(node)]

    def _function(self, call: Callable[..., Any], name: str, is_result: bool) -> Any:
        boxes = self.boxes

        def function(*arguments: Any) -> Any:
            if None in arguments:
                return None
            result = call(*map(boxes.get, arguments))
            return result if is_result else boxes.put(result)

        function.__name__ = name
        return function

    def _TokensType(self, node: Any, is_result: bool) -> SOp:
        return tokens

    def _IndicesType(self, node: Any, is_result: bool) -> SOp:
        return indices

    def _LengthType(self, node: Any, is_result: bool) -> SOp:
        return (key(1) == query(1)).value(1).name("length")

    def _Map(self, node: Any, is_result: bool) -> SOp:
        self.mapped.add(id(node))
        return self._of(node.inner).map(self._function(node.f, "map", is_result))  # type: ignore[no-any-return]

    def _SequenceMap(self, node: Any, is_result: bool) -> SOp:
        self.mapped.add(id(node))
        function = self._function(node.f, "sequence_map", is_result)
        return SOp.zip(function, self._of(node.fst), self._of(node.snd))

    def _Full(self, node: Any, is_result: bool) -> SOp:
        return graph.constant(node.fill)

    def _ConstantSOp(self, node: Any, is_result: bool) -> SOp:
        if not node.check_length:
            raise TypeError("a ConstantSOp with check_length=False fits inputs of other lengths")
        return graph.raw(node.value)

    def _Select(self, node: Any, is_result: bool) -> Selector:
        keys, queries, predicate = self._of(node.keys), self._of(node.queries), node.predicate
        name = getattr(predicate, "name", None) if hasattr(predicate, "value") else None
        if name in ("TRUE", "FALSE"):
            return key(0) == query(0) if name == "TRUE" else key(0) != query(0)
        relation = _RELATIONS.get(name or "")
        isolated = name in ("EQ", "NEQ") or not {id(node.keys), id(node.queries)} & self.mapped
        if relation is not None and isolated:
            return select(keys, queries, relation)
        boxes = self.boxes
        return select(
            keys, queries, lambda k, q: predicate(boxes.get(k), boxes.get(q)), name="select"
        )

    def _ConstantSelector(self, node: Any, is_result: bool) -> Selector:
        if not node.check_length:
            raise TypeError("a ConstantSelector with check_length=False fits other lengths")
        matrix = [[bool(cell) for cell in row] for row in node.value]
        places = graph.raw(range(len(matrix)))
        return select(places, places, lambda k, q: matrix[q][k], name="constant_selector")

    def _SelectorWidth(self, node: Any, is_result: bool) -> SOp:
        return self._of(node.selector).width  # type: ignore[no-any-return]

    def _SelectorAnd(self, node: Any, is_result: bool) -> Selector:
        return self._of(node.fst) & self._of(node.snd)  # type: ignore[no-any-return]

    def _SelectorOr(self, node: Any, is_result: bool) -> Selector:
        return self._of(node.fst) | self._of(node.snd)  # type: ignore[no-any-return]

    def _SelectorNot(self, node: Any, is_result: bool) -> Selector:
        return ~self._of(node.inner)  # type: ignore[no-any-return]

    def _Aggregate(self, node: Any, is_result: bool) -> SOp:
        return self._of(node.selector).mean(self._of(node.sop), node.default)  # type: ignore[no-any-return]
