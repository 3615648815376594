"""Programs of RASP-L, functions that are written with ``np_rasp``, as ours.

>>> from swift_rasp.raspl import from_raspl                  # doctest: +SKIP
>>> from np_rasp import has_seen, full                       # doctest: +SKIP
>>> def seen(x): return has_seen(x, full(x, 1))              # doctest: +SKIP
>>> from_raspl(seen)([0, 1, 0])                              # doctest: +SKIP
[0, 1, 1]

The core of ``np_rasp`` computes with arrays: it asks for their length and walks over them, so that
it cannot be given a sequence that has no values yet. But all that is written with it calls the core
by names. A program is run here once, with copies of its functions in which these names mean
functions that record. The functions themselves stay as they are.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import CellType, FunctionType, ModuleType
from typing import Any

from . import graph
from ._raspl_arrays import Sequence
from ._raspl_core import RECORDED
from .graph import SOp

CORE = "np_rasp.core"


def from_raspl(program: Callable[..., Any], *arguments: Any, **options: Any) -> SOp:
    """A function of a sequence that is written with ``np_rasp``, as an s-op.

    The arguments behind the sequence are passed on: ``from_raspl(shift_right, 2)``. Integers
    are of 64 bits, and what is beyond is an ``OverflowError``; so is an input of more than 512
    tokens where a maximum of other values than positions is taken. A division by zero is a
    ``ZeroDivisionError``. A program that looks into its sequence by other means than the core's is
    a ``TypeError``.
    """
    traced = _Copies().of(program)(Sequence(graph.tokens), *arguments, **options)
    if not isinstance(traced, Sequence):
        raise TypeError(f"the program gives a {type(traced).__name__}, not a sequence")
    return traced.sop


class _Copies:
    """Functions with the names of the core bound anew, each copied once."""

    def __init__(self) -> None:
        self._names: dict[int, dict[str, Any]] = {}
        self._functions: dict[int, Any] = {}

    def of(self, thing: Any) -> Any:
        """What stands for something that a name may mean; itself if it has nothing of the core."""
        if isinstance(thing, FunctionType):
            if thing.__module__ == CORE and thing.__name__ in RECORDED:
                return RECORDED[thing.__name__]
            return self._function(thing)
        if isinstance(thing, functools.partial):
            return functools.partial(self.of(thing.func), *thing.args, **thing.keywords)
        if isinstance(thing, ModuleType) and _has_core(vars(thing)):
            module = ModuleType(thing.__name__)
            module.__dict__.update(self._bound(vars(thing)))
            return module
        return thing

    def _function(self, function: FunctionType) -> Any:
        cells = [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
        if not _has_core(function.__globals__) and not any(map(_may_use_core, cells)):
            return function
        known = self._functions.get(id(function))
        if known is None:
            names = self._bound(function.__globals__)
            closure = function.__closure__ and tuple(map(self._cell, function.__closure__))
            known = FunctionType(
                function.__code__, names, function.__name__, function.__defaults__, closure
            )
            known.__kwdefaults__ = function.__kwdefaults__
            self._functions[id(function)] = known
        return known

    def _cell(self, cell: CellType) -> CellType:
        if not _is_filled(cell) or not _may_use_core(cell.cell_contents):
            return cell
        return CellType(self.of(cell.cell_contents))

    def _bound(self, names: dict[str, Any]) -> dict[str, Any]:
        bound = self._names.get(id(names))
        if bound is None:
            bound = self._names[id(names)] = {}
            bound.update({name: self.of(value) for name, value in names.items()})
        return bound


def _has_core(names: dict[str, Any]) -> bool:
    return any(_is_core(value) for value in names.values())


def _is_core(value: Any) -> bool:
    if isinstance(value, ModuleType):
        return value.__name__.partition(".")[0] == CORE.partition(".")[0]
    return isinstance(value, FunctionType) and value.__module__ == CORE


def _may_use_core(value: Any) -> bool:
    if isinstance(value, functools.partial):
        return _may_use_core(value.func)
    return _is_core(value) or (isinstance(value, FunctionType) and _has_core(value.__globals__))


def _is_filled(cell: CellType) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


__all__ = ["from_raspl"]
