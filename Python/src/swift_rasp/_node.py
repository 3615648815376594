"""Operations as they are recorded: each a small Python object, of those before it."""

from __future__ import annotations

import itertools
import sys
from types import CodeType
from typing import TYPE_CHECKING, Any, TypeVar

from . import _display, _values
from ._programs import APPLY, PREDICATE, VALUED, Program, Wire
from ._programs import program as engine_program
from ._values import Tokens

if TYPE_CHECKING:
    from .graph import SOp
    from .trace import Head, Trace

NEGATE, INVERT, ROUND = range(3)
ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER, AND, OR, XOR = range(10)
EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL = range(6)
S_AND, S_OR, S_XOR = range(3)
SUM, MEAN, ONLY = range(3)
MIRRORED = (EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL)


_serials = itertools.count()


class Node:
    """An operation that was recorded: what it is, and of which others."""

    __slots__ = (
        "__weakref__",
        "_a",
        "_is_shared",
        "_op",
        "_operands",
        "_programs",
        "_serial",
        "_values",
        "_where",
    )

    def __init__(
        self, op: int, operands: tuple[Node, ...] = (), a: int = 0, values: tuple[Any, ...] = ()
    ) -> None:
        self._op = op
        self._operands = operands
        self._a = a
        self._values = values
        self._programs: dict[bool, Program] | None = None
        self._serial = next(_serials)
        self._where: tuple[CodeType, int] | None = None
        self._is_shared = False

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError(
            f"{self._phrase} has no truth value before it is run:"
            " use where(...), & and | instead of if, and, or"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        wire = Wire(self)
        if wire.programs:
            raise TypeError(
                "a program that was read from a text cannot be pickled; pickle the text"
            )
        functions = tuple((each.call, each.name) for each in wire.functions)
        from ._pickle import from_wire

        return from_wire, (wire.words, tuple(wire.constants), functions)

    _phrase = "a program"

    def _program(self, causal: bool = False) -> Program:
        """The engine's program of this, made once."""
        if self._programs is None:
            self._programs = {}
        program = self._programs.get(causal)
        if program is None:
            program = self._programs[causal] = engine_program(self, causal)
        return program

    @property
    def layer(self) -> int:
        """The number of attention layers, found without running."""
        return int(self._program().about["layer"])

    @property
    def layers(self) -> int:
        """The same as :attr:`layer`."""
        return self.layer

    @property
    def heads(self) -> list[list[Head]]:
        """The attention heads of each layer; those of layer 1 are at index 0.

        >>> from swift_rasp import key, query, tokens
        >>> (key(tokens) == query(tokens)).value(1).name("histogram").heads
        [[Head(layer=1, name='histogram', selects='key(tokens) == query(tokens)', moves='1')]]
        """
        from .trace import Head

        layers = self._program().about["heads"]
        return [[Head(**head) for head in heads] for heads in layers]

    def trace(self, tokens: Tokens, *, causal: bool = False) -> Trace:
        """Everything that is computed on an input of at most 256 tokens: each operation's values.

        >>> from swift_rasp import indices
        >>> [node.values for node in (indices * 2).trace("abc").nodes]
        [[0, 1, 2], [2, 2, 2], [0, 2, 4]]
        """
        from .trace import Trace

        return Trace(self, tokens, causal)

    def figure(self, tokens: Tokens | None = None, *, causal: bool = False) -> _display.Figure:
        """The figure on an input, as an SVG, which notebooks show; ``str`` of it is its text."""
        return _display.figure(self, "figure", tokens, causal)

    def drawing(self, tokens: Tokens | None = None, *, causal: bool = False) -> str:
        """The figure on an input, as a text.

        >>> from swift_rasp import key, query, indices
        >>> print((key(indices) < query(indices)).drawing("abc"))
          0 1 2
        0 · · ·
        1 ■ · ·
        2 ■ ■ ·
        """
        return _display.drawing(self, "drawing", tokens, causal)

    def explain(self, tokens: Tokens | int) -> str:
        """How each head would be evaluated on an input, or on one of so many tokens.

        >>> from swift_rasp import key, query, tokens
        >>> print((key(tokens) == query(tokens)).value(1).name("histogram").explain(1_000))
        histogram: (key(tokens) == query(tokens)).value(1)
          selects  [tokens = tokens]
          method   sums by group
          cost     n
        """
        length = tokens if isinstance(tokens, int) else len(_values.values_list(tokens))
        return self._program().ask(self, "plan", length).text.decode().rstrip("\n")

    def explore(self, tokens: Tokens | None = None, *, causal: bool = False) -> Any:
        """The live figure of the page, in a notebook: change the input, point at a cell to see what
        meets there, click a result to see where it came from, step through the layers.

        Needs ``pip install "swift-rasp[explore]"``.
        """
        try:
            from swift_rasp_explorer import Explorer
        except ImportError as error:
            raise ImportError('explore() needs: pip install "swift-rasp[explore]"') from error
        from . import options

        return Explorer(self, options.example if tokens is None else tokens, causal)

    @property
    def text(self) -> str:
        """The program, a line an operation.

        >>> from swift_rasp import tokens
        >>> print((tokens + tokens).text)
        %0 = tokens
        %1 = add %0, %0
        output %1
        """
        return self._program().ask(self, "text").text.decode().rstrip("\n")

    def __repr__(self) -> str:
        return _display.representation(self)

    def __str__(self) -> str:
        return self.drawing()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return _display.mimebundle(self)


_frame = sys._getframe
_PACKAGE = __package__
_N = TypeVar("_N", bound=Node)

RECENT = 1 << 11
"""So many nodes are known again, at least, when a program is written anew."""

_recent: dict[tuple[Any, ...], Node] = {}
_older: dict[tuple[Any, ...], Node] = {}


def recorded(
    kind: type[_N],
    op: int,
    operands: tuple[Node, ...],
    a: int = 0,
    values: tuple[Any, ...] = (),
    depth: int = 2,
) -> _N:
    """A node that a caller of the package has written, which remembers the place.

    All callers nearer than the depth are within the package.

    What the same place has written before, of the same operands, is the same node: then a program
    that is written anew for each input needs to be encoded and sent once.
    """
    # The first frame outside of this package.
    frame = _frame(depth)
    while frame.f_globals.get("__package__") == _PACKAGE and frame.f_back is not None:
        frame = frame.f_back
    code, instruction = frame.f_code, frame.f_lasti
    mark = values and _mark(op, values[0])
    # Who is in the table holds operands, code and function, so that their ids stay theirs.
    key: tuple[Any, ...]
    if len(operands) == 2:
        x, y = operands
        is_shared = x._is_shared and y._is_shared
        key = (op, a, mark, id(code), instruction, id(x), id(y))
    else:
        is_shared = all(operand._is_shared for operand in operands)
        key = (op, a, mark, id(code), instruction, *map(id, operands))
    if is_shared and mark is not None:
        known = _recent.get(key)
        if known is None:
            known = _kept(key, kind(op, operands, a, values), (code, instruction))
        return known  # type: ignore[return-value]
    node = kind(op, operands, a, values)
    node._where = code, instruction
    return node


def _mark(op: int, value: Any) -> Any:
    """What tells the value of a node from others; ``None`` if it is not to be kept."""
    if op in VALUED:
        return _values.identity(value)
    if op in (APPLY, PREDICATE):
        return id(value) if value.is_plain else None
    return None


def _kept(key: tuple[Any, ...], fresh: Node, where: tuple[CodeType, int]) -> Node:
    """The node of a key that is not among the recent ones: an older one, or the fresh one."""
    global _recent, _older
    if len(_recent) >= RECENT:
        _older, _recent = _recent, {}
    known = _older.get(key)
    if known is None:
        known = fresh
        known._where = where
        known._is_shared = True
    _recent[key] = known
    return known


class Side:
    """An s-op as key or as query."""

    __slots__ = ("sop",)
    _name = ""

    def __init__(self, sop: SOp) -> None:
        self.sop = sop

    def __repr__(self) -> str:
        return _display.representation(self.sop)

    def figure(self, tokens: Tokens | None = None) -> _display.Figure:
        """The values on an input, as they stand beside a matrix."""
        return _display.figure(self.sop, f"{self._name} figure", tokens, False)

    def __str__(self) -> str:
        return _display.drawing(self.sop, f"{self._name} drawing", None, False)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return _display.mimebundle(self.sop, f"{self._name} figure")
