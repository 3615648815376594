"""The language: s-ops, selectors, keys and queries.

Writing a program only records it: each operator makes a small Python object. The engine gets it
when it is first run, drawn or compiled.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable
from types import CodeType
from typing import TYPE_CHECKING, Any, cast

from . import _display, _values
from ._functions import Function, function
from ._programs import (
    AGGREGATE,
    APPLY,
    BINARY,
    COMBINE,
    COMPARE,
    COMPLEMENT,
    CONSTANT,
    INDICES,
    IS_IN,
    LIST,
    NAMED,
    PREDICATE,
    RELATION,
    TOKENS,
    UNARY,
    WHERE,
    Program,
    Wire,
)
from ._values import Tokens, Value

if TYPE_CHECKING:
    from .model import Model
    from .output import Batch, Head, Matrix, Output, Trace

NEGATE, INVERT, ROUND = range(3)
ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER, AND, OR, XOR = range(10)
EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL = range(6)
S_AND, S_OR, S_XOR = range(3)
SUM, MEAN = range(2)
MIRRORED = (EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL)


_serials = itertools.count()


class Node:
    """An operation that was recorded: what it is, and of which others."""

    __slots__ = (
        "__weakref__",
        "_a",
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
        frame = sys._getframe(1)
        while frame.f_globals.get("__package__") == "swift_rasp" and frame.f_back is not None:
            frame = frame.f_back
        self._where: tuple[CodeType, int] | None = (frame.f_code, frame.f_lasti)

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
        return _from_wire, (wire.words, tuple(wire.constants), functions)

    _phrase = "a program"

    def _program(self, causal: bool = False) -> Program:
        """The engine's program of this, made once."""
        if self._programs is None:
            self._programs = {}
        program = self._programs.get(causal)
        if program is None:
            program = self._programs[causal] = Program(self, causal)
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
        from .output import Head

        layers = self._program().about["heads"]
        return [[Head(**head) for head in heads] for heads in layers]

    def trace(self, tokens: Tokens, *, causal: bool = False) -> Trace:
        """Everything that is computed on an input of at most 256 tokens: each operation's values.

        >>> from swift_rasp import indices
        >>> [node.values for node in (indices * 2).trace("abc").nodes]
        [[0, 1, 2], [2, 2, 2], [0, 2, 4]]
        """
        from .output import Trace

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


class SOp(Node):
    """A sequence operation: a program that maps n tokens to n values.

    Made of :data:`tokens`, :data:`indices` and constants with operators, and with attention:
    :func:`key`, :func:`query` and :meth:`Selector.value`. Where an s-op is expected, a scalar or a
    text of one character stands at every position; a longer text or a list is a constant sequence.

    >>> from swift_rasp import key, query, tokens, indices
    >>> length = (key(1) == query(1)).value(1).name("length")
    >>> flip = (key(length - indices - 1) == query(indices)).value(tokens)
    >>> flip("hello")
    ['o', 'l', 'l', 'e', 'h']
    >>> flip.layers
    2
    """

    __slots__ = ()
    _phrase = "an s-op"

    # Running

    def __call__(self, tokens: Any, *, causal: bool = False) -> Any:
        """The values on an input, an :class:`Output`.

        A column of pandas, polars or pyarrow gives a column of the same kind, a list a row.

        >>> from swift_rasp import indices
        >>> indices("abc")
        [0, 1, 2]
        """
        from .output import Output

        module = type(tokens).__module__.partition(".")[0]
        if module in ("pandas", "polars", "pyarrow"):
            from .arrow import over

            return over(self, causal=causal)(tokens)
        return Output(self, tokens, causal)

    def input(self, tokens: Tokens, *, causal: bool = False) -> Output:
        """The values on an input: ``tokens.input([5, 2, 4])``."""
        return cast("Output", self(tokens, causal=causal))

    def run_batch(
        self, sequences: Iterable[Tokens], *, causal: bool = False, threads: int = 1
    ) -> Batch:
        """The values on each of many inputs, for the cost of few.

        >>> from swift_rasp import tokens
        >>> list(tokens.run_batch(["ab", [1, 2, 3]]))
        [['a', 'b'], [1, 2, 3]]
        """
        from .output import Batch

        return Batch(self, sequences, causal, threads)

    def compile(
        self,
        vocabulary: Tokens,
        max_length: int,
        *,
        causal: bool = False,
        allow_failures: bool = False,
        parameter_limit: int | None = None,
    ) -> Model:
        """The program as weights of a transformer, exact on inputs of up to ``max_length`` tokens.

        Raises :class:`Refused` with every reason that was found.

        >>> from swift_rasp import key, query, tokens
        >>> histogram = (key(tokens) == query(tokens)).value(1)
        >>> histogram.compile("abc", max_length=5).predict("abca")
        [2, 1, 1, 2]
        """
        from .model import Model

        return Model(self, vocabulary, max_length, causal, allow_failures, parameter_limit)

    # Elementwise

    def __add__(self, other: Any) -> SOp:
        return _binary(ADD, self, other)

    def __radd__(self, other: Any) -> SOp:
        return _binary(ADD, other, self)

    def __sub__(self, other: Any) -> SOp:
        return _binary(SUBTRACT, self, other)

    def __rsub__(self, other: Any) -> SOp:
        return _binary(SUBTRACT, other, self)

    def __mul__(self, other: Any) -> SOp:
        return _binary(MULTIPLY, self, other)

    def __rmul__(self, other: Any) -> SOp:
        return _binary(MULTIPLY, other, self)

    def __truediv__(self, other: Any) -> SOp:
        return _binary(DIVIDE, self, other)

    def __rtruediv__(self, other: Any) -> SOp:
        return _binary(DIVIDE, other, self)

    def __floordiv__(self, other: Any) -> SOp:
        return _binary(FLOOR_DIVIDE, self, other)

    def __rfloordiv__(self, other: Any) -> SOp:
        return _binary(FLOOR_DIVIDE, other, self)

    def __mod__(self, other: Any) -> SOp:
        return _binary(MODULO, self, other)

    def __rmod__(self, other: Any) -> SOp:
        return _binary(MODULO, other, self)

    def __pow__(self, other: Any) -> SOp:
        return _binary(POWER, self, other)

    def __rpow__(self, other: Any) -> SOp:
        return _binary(POWER, other, self)

    def __and__(self, other: Any) -> SOp:
        return _binary(AND, self, other)

    def __rand__(self, other: Any) -> SOp:
        return _binary(AND, other, self)

    def __or__(self, other: Any) -> SOp:
        return _binary(OR, self, other)

    def __ror__(self, other: Any) -> SOp:
        return _binary(OR, other, self)

    def __xor__(self, other: Any) -> SOp:
        return _binary(XOR, self, other)

    def __rxor__(self, other: Any) -> SOp:
        return _binary(XOR, other, self)

    def __neg__(self) -> SOp:
        return SOp(UNARY, (self,), NEGATE)

    def __invert__(self) -> SOp:
        return SOp(UNARY, (self,), INVERT)

    def __eq__(self, other: Any) -> SOp:  # type: ignore[override]
        return _relation(EQUAL, self, other)

    def __ne__(self, other: Any) -> SOp:  # type: ignore[override]
        return _relation(NOT_EQUAL, self, other)

    def __lt__(self, other: Any) -> SOp:
        return _relation(LESS, self, other)

    def __le__(self, other: Any) -> SOp:
        return _relation(LESS_OR_EQUAL, self, other)

    def __gt__(self, other: Any) -> SOp:
        return _relation(GREATER, self, other)

    def __ge__(self, other: Any) -> SOp:
        return _relation(GREATER_OR_EQUAL, self, other)

    __hash__ = object.__hash__

    def round(self) -> SOp:
        """The values rounded half to even, as integers.

        >>> from swift_rasp import indices
        >>> (indices / 2).round()("abcd")
        [0, 0, 1, 2]
        """
        return SOp(UNARY, (self,), ROUND)

    __round__ = round

    def has(self, values: Iterable[Any]) -> SOp:
        """True where the value is one of these.

        >>> from swift_rasp import tokens
        >>> tokens.has("aeiou")("rasp")
        [False, True, False, False]
        """
        return SOp(IS_IN, (self,), 0, tuple(_values.value(each) for each in values))

    def map(self, call: Callable[[Any], Any], name: str | None = None) -> SOp:
        """A pure function of the value at each position.

        It is called about once a distinct value, not once a position, and in any order.

        >>> from swift_rasp import tokens
        >>> tokens.map(str.upper)("rasp")
        ['R', 'A', 'S', 'P']
        """
        return SOp(APPLY, (self,), 0, (function(call, name),))

    @staticmethod
    def zip(call: Callable[..., Any], *sops: Any, name: str | None = None) -> SOp:
        """A pure function of the values of several s-ops, position by position.

        >>> from swift_rasp import SOp, tokens, indices
        >>> SOp.zip(lambda token, i: token * i, tokens, indices)("abc")
        ['', 'b', 'cc']
        """
        operands = tuple(sop(each) for each in sops)
        return SOp(APPLY, operands, 0, (function(call, name),))

    def name(self, name: str) -> SOp:
        """The s-op, with a name for its attention heads that have none yet."""
        if type(name) is not str:
            raise TypeError(f"a name is a str, not a {type(name).__name__}")
        return SOp(NAMED, (self,), 0, (_values.checked_text(name),))


class Selector(Node):
    """A boolean matrix: for each query position (row) the key positions (columns) it attends to.

    >>> from swift_rasp import key, query, tokens, indices
    >>> before = key(indices) < query(indices)
    >>> same = key(tokens) == query(tokens)
    >>> (before & same).value(1)("hello")
    [0, 0, 0, 1, 0]
    """

    __slots__ = ()
    _phrase = "a selector"

    def __call__(self, tokens: Tokens, *, causal: bool = False) -> Matrix:
        """The matrix on an input of at most 256 tokens.

        >>> from swift_rasp import key, query, indices
        >>> (key(indices) < query(indices))("abc")
          0 1 2
        0 · · ·
        1 ■ · ·
        2 ■ ■ ·
        """
        from .output import Matrix

        return Matrix(self, tokens, causal)

    def _combined(self, op: int, other: Any) -> Selector:
        if not isinstance(other, Selector):
            return cast("Selector", NotImplemented)
        return Selector(COMBINE, (self, other), op)

    def __and__(self, other: Any) -> Selector:
        return self._combined(S_AND, other)

    def __or__(self, other: Any) -> Selector:
        return self._combined(S_OR, other)

    def __ne__(self, other: Any) -> Selector:  # type: ignore[override]
        return self._combined(S_XOR, other)

    __xor__ = __ne__

    def __eq__(self, other: Any) -> Selector:  # type: ignore[override]
        different = self._combined(S_XOR, other)
        return different if different is NotImplemented else ~different

    __hash__ = object.__hash__

    def __invert__(self) -> Selector:
        return Selector(COMPLEMENT, (self,))

    def value(self, value: Any, default: Any = 0) -> SOp:
        """Attention: at each query position the sum of the selected values.

        Where nothing is selected the default stands; one selected value stands for itself, whatever
        its kind. The sum of integers is exact, one with floats is rounded once.

        >>> from swift_rasp import key, query, tokens, indices
        >>> (key(indices) == query(indices - 1)).value(tokens, default="_")("abc")
        ['_', 'a', 'b']
        """
        return self._aggregate(SUM, value, default)

    def mean(self, value: Any, default: Any = 0) -> SOp:
        """Attention as :meth:`value`, but several values are averaged, as in the paper.

        >>> from swift_rasp import key, query, indices
        >>> (key(indices) <= query(indices)).mean(indices)("abc")
        [0, 0.5, 1.0]
        """
        return self._aggregate(MEAN, value, default)

    @property
    def width(self) -> SOp:
        """At each query position the number of keys that are selected."""
        return self.value(1)

    def _aggregate(self, reduction: int, value: Any, default: Any) -> SOp:
        fallback = _values.value(default, "the default")
        return SOp(AGGREGATE, (self, sop(value)), reduction, (fallback,))


class _Side:
    """An s-op as key or as query."""

    __slots__ = ("sop",)
    _name = ""

    def __init__(self, sop: SOp) -> None:
        self.sop = sop

    def _compared(self, relation: int, other: Any) -> Selector:
        if isinstance(self, Key) and isinstance(other, Query):
            return Selector(COMPARE, (self.sop, other.sop), relation)
        if isinstance(self, Query) and isinstance(other, Key):
            return Selector(COMPARE, (other.sop, self.sop), MIRRORED[relation])
        if isinstance(other, _Side):
            raise TypeError(f"a selector compares a key with a query, not two of {self._name}")
        return cast("Selector", NotImplemented)

    def __eq__(self, other: Any) -> Selector:  # type: ignore[override]
        return self._compared(EQUAL, other)

    def __ne__(self, other: Any) -> Selector:  # type: ignore[override]
        return self._compared(NOT_EQUAL, other)

    def __lt__(self, other: Any) -> Selector:
        return self._compared(LESS, other)

    def __le__(self, other: Any) -> Selector:
        return self._compared(LESS_OR_EQUAL, other)

    def __gt__(self, other: Any) -> Selector:
        return self._compared(GREATER, other)

    def __ge__(self, other: Any) -> Selector:
        return self._compared(GREATER_OR_EQUAL, other)

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return _display.representation(self.sop)

    def figure(self, tokens: Tokens | None = None) -> _display.Figure:
        """The values on an input, as they stand beside a matrix."""
        return _display.figure(self.sop, f"{self._name} figure", tokens, False)

    def __str__(self) -> str:
        return _display.drawing(self.sop, f"{self._name} drawing", None, False)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return _display.mimebundle(self.sop, f"{self._name} figure")


class Key(_Side):
    """An s-op in the role of the key: its values stand at the columns of a selector."""

    __slots__ = ()
    _name = "key"


class Query(_Side):
    """An s-op in the role of the query: its values stand at the rows of a selector."""

    __slots__ = ()
    _name = "query"


SOpLike = SOp | Value | Iterable[Value]
"""What stands for an s-op: one, a scalar, a text, a list."""


def sop(something: Any) -> SOp:
    """What stands for an s-op as one.

    A scalar or a text of one character is a constant; a longer text or a list a constant sequence,
    which fits inputs of its length alone. For a constant of several characters, see
    :func:`constant`.
    """
    if isinstance(something, SOp):
        return something
    if isinstance(something, (Node, _Side)):
        kind = type(something).__name__.lower()
        raise TypeError(f"an s-op is needed here, not a {kind}")
    if isinstance(something, str) and len(something) != 1:
        return raw(something)
    if isinstance(something, (list, tuple)) or getattr(something, "ndim", 0) == 1:
        return raw(something)
    return constant(something)


def constant(value: Value) -> SOp:
    """A value at every position.

    >>> from swift_rasp import constant
    >>> constant("ab")("xyz")
    ['ab', 'ab', 'ab']
    """
    return SOp(CONSTANT, (), 0, (_values.value(value, "a constant"),))


def raw(values: Iterable[Any]) -> SOp:
    """A constant sequence, which fits inputs of its length alone.

    >>> from swift_rasp import raw
    >>> raw([1, 2, 3])("abc")
    [1, 2, 3]
    """
    return SOp(LIST, (), 0, tuple(_values.value(each) for each in values))


def key(sop_like: Any) -> Key:
    """An s-op as key."""
    return Key(sop(sop_like))


def query(sop_like: Any) -> Query:
    """An s-op as query."""
    return Query(sop(sop_like))


def where(condition: Any, a: Any, b: Any) -> SOp:
    """``a`` where the condition is true, ``b`` elsewhere. Both are computed at every position.

    >>> from swift_rasp import where, tokens
    >>> where((tokens == "h") | (tokens == "l"), tokens, "q")("hello")
    ['h', 'q', 'l', 'l', 'q']
    """
    return SOp(WHERE, (sop(condition), sop(a), sop(b)))


def select(
    key: Any, query: Any, predicate: Callable[[Any, Any], Any], name: str | None = None
) -> Selector:
    """The selector of a pure function of the key's and the query's value.

    The functions of ``operator``, such as ``operator.eq``, are as fast as comparing key and query.

    >>> from swift_rasp import select, indices
    >>> select(indices, indices, lambda k, q: k + 1 == q).value(indices)("abcd")
    [0, 0, 1, 2]
    """
    keys = key.sop if isinstance(key, Key) else sop(key)
    queries = query.sop if isinstance(query, Query) else sop(query)
    relation = _RELATIONS.get(predicate)
    if relation is not None:
        return Selector(COMPARE, (keys, queries), relation)
    return Selector(PREDICATE, (keys, queries), 0, (function(predicate, name),))


def aggregate(selector: Selector, value: Any, default: Any = 0, name: str | None = None) -> SOp:
    """:meth:`Selector.value` as a function, with a name for the head."""
    result = selector.value(value, default)
    return result if name is None else result.name(name)


def _binary(op: int, a: Any, b: Any) -> SOp:
    if isinstance(a, (Selector, _Side)) or isinstance(b, (Selector, _Side)):
        return cast("SOp", NotImplemented)
    return SOp(BINARY, (sop(a), sop(b)), op)


def _relation(relation: int, a: Any, b: Any) -> SOp:
    if isinstance(b, (Selector, _Side)):
        return cast("SOp", NotImplemented)
    return SOp(RELATION, (sop(a), sop(b)), relation)


def _from_wire(
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


def _relations() -> dict[Any, int]:
    import operator as python

    return {
        python.eq: EQUAL,
        python.ne: NOT_EQUAL,
        python.lt: LESS,
        python.le: LESS_OR_EQUAL,
        python.gt: GREATER,
        python.ge: GREATER_OR_EQUAL,
    }


_RELATIONS = _relations()

tokens = SOp(TOKENS)
"""The input: at each position its token."""

indices = SOp(INDICES)
"""At each position its number, counted from 0."""

__all__ = ["Function", "Key", "Query", "SOp", "SOpLike", "Selector"]
