"""What a program of RASP-L computes with instead of arrays: sequences and matrices that record."""

from __future__ import annotations

import operator
from typing import Any

from .functions import where
from .graph import Selector, SOp


class Sequence:
    """A sequence that a program computes: an s-op, with the kind that numpy's array would have."""

    __slots__ = ("kind", "sop")
    __array_ufunc__ = None
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, sop: SOp, kind: type = int) -> None:
        self.sop = sop
        self.kind = kind

    def copy(self) -> Sequence:
        """The same values, to be changed on their own."""
        return Sequence(self.sop, self.kind)

    def astype(self, kind: Any) -> Sequence:
        """The values as integers, floats or booleans."""
        kind = {"int": int, "float": float, "bool": bool}.get(getattr(kind, "__name__", kind), kind)
        if kind is self.kind:
            return self.copy()
        if kind is int:
            return Sequence(integers(self), int)
        if kind is bool:
            return Sequence(self.sop != 0, bool)
        if kind is float:
            return Sequence(self.sop.map(float), float)
        raise TypeError(f"a sequence has integers, floats or booleans, not {kind}")

    def __array__(self, *_: Any) -> Any:
        raise TypeError(
            "a program of RASP-L has no values before it is run: use the core's functions"
        )

    def __len__(self) -> int:
        raise TypeError("a program of RASP-L has no length before it is run")

    def __iter__(self) -> Any:
        raise TypeError("a program of RASP-L has no values before it is run: use tok_map")

    def __bool__(self) -> bool:
        raise TypeError("a program of RASP-L has no truth before it is run: use where")

    def __invert__(self) -> Sequence:
        if self.kind is float:
            raise TypeError("~ is not for floats")
        return Sequence(~self.sop, self.kind)

    def __neg__(self) -> Sequence:
        if self.kind is bool:
            raise TypeError("- is not for booleans: use ~")
        return Sequence(-self.sop, self.kind)

    def __abs__(self) -> Sequence:
        return Sequence(where(self.sop < 0, -self.sop, self.sop), self.kind)


_OPERATORS = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor")


def _kind(name: str, a: type, b: type) -> type:
    """What an operator of numpy gives of kinds."""
    both = {a, b}
    if name == "truediv":
        return float
    if name in ("and", "or", "xor"):
        if float in both:
            raise TypeError(f"{name} is not for floats")
        return bool if both == {bool} else int
    if float in both:
        return float
    if both == {bool}:
        if name == "sub":
            raise TypeError("- is not for booleans: use ^")
        return bool if name in ("add", "mul") else int
    return int


def _operand(something: Any) -> tuple[Any, type] | None:
    """What stands beside a sequence, and its kind; none if it is nothing that may."""
    if isinstance(something, Sequence):
        return something.sop, something.kind
    if hasattr(something, "item") and getattr(something, "ndim", 1) == 0:
        something = something.item()
    if isinstance(something, (bool, int, float)):
        return something, type(something)
    return None


def _operation(name: str, a: Any, b: Any) -> Any:
    left, right = _operand(a), _operand(b)
    if left is None or right is None:
        return NotImplemented
    (x, kind), (y, other) = left, right
    result = _kind(name, kind, other)
    if result is bool and name in ("add", "mul"):
        # Of booleans numpy's sum is "or", its product "and".
        name = "or" if name == "add" else "and"
    elif result is not bool:
        x, y = (
            where(each, 1, 0) if type_ is bool and isinstance(each, SOp) else each
            for each, type_ in ((x, kind), (y, other))
        )
    call = getattr(operator, f"__{name}__")
    return Sequence(call(x, y), result)


def _define(name: str) -> None:
    def plain(self: Sequence, other: Any) -> Any:
        return _operation(name, self, other)

    def reflected(self: Sequence, other: Any) -> Any:
        return _operation(name, other, self)

    def in_place(self: Sequence, other: Any) -> Any:
        result = _operation(name, self, other)
        if result is NotImplemented:
            return result
        if result.kind is not self.kind:
            raise TypeError(
                f"a sequence of kind {self.kind.__name__} cannot take {result.kind.__name__}"
            )
        # All who have the array see it change.
        self.sop = result.sop
        return self

    for prefix, method in (("", plain), ("r", reflected), ("i", in_place)):
        setattr(Sequence, f"__{prefix}{name}__", method)


def _define_relation(name: str) -> None:
    def method(self: Sequence, other: Any) -> Any:
        operand = _operand(other)
        if operand is None:
            return NotImplemented
        return Sequence(getattr(operator, name)(self.sop, operand[0]), bool)

    setattr(Sequence, f"__{name}__", method)


for _name in _OPERATORS:
    _define(_name)
for _name in ("eq", "ne", "lt", "le", "gt", "ge"):
    _define_relation(_name)


class Pairs:
    """A matrix of whom each position selects."""

    __slots__ = ("same", "selector")

    def __init__(self, selector: Selector, same: tuple[SOp, SOp] | None = None) -> None:
        self.selector = selector
        self.same = same
        """Key and query, if those are selected that are equal and no later ones."""

    def __and__(self, other: Pairs) -> Pairs:
        return Pairs(self.selector & other.selector)

    def __or__(self, other: Pairs) -> Pairs:
        return Pairs(self.selector | other.selector)

    def __xor__(self, other: Pairs) -> Pairs:
        return Pairs(self.selector ^ other.selector)

    def __invert__(self) -> Pairs:
        return Pairs(~self.selector)


def integers(x: Sequence) -> SOp:
    """The values as integers: without their fractions."""
    if x.kind is bool:
        return where(x.sop, 1, 0)
    return x.sop if x.kind is int else x.sop.map(int)
