"""The language: s-ops and selectors.

Writing a program only records it: each operator makes a small Python object. The engine gets it
when it is first run, drawn or compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from . import _values
from ._functions import function
from ._node import (
    ADD,
    AND,
    DIVIDE,
    EQUAL,
    FLOOR_DIVIDE,
    GREATER,
    GREATER_OR_EQUAL,
    INVERT,
    LESS,
    LESS_OR_EQUAL,
    MEAN,
    MODULO,
    MULTIPLY,
    NEGATE,
    NOT_EQUAL,
    ONLY,
    OR,
    POWER,
    ROUND,
    S_AND,
    S_OR,
    S_XOR,
    SUBTRACT,
    SUM,
    XOR,
    Node,
    Side,
    recorded,
)
from ._programs import (
    AGGREGATE,
    APPLY,
    BINARY,
    COMBINE,
    COMPLEMENT,
    CONSTANT,
    INDICES,
    IS_IN,
    LIST,
    NAMED,
    RELATION,
    TOKENS,
    UNARY,
)
from ._values import Tokens, Value
from .output import Output

if TYPE_CHECKING:
    from .batch import Batch
    from .matrix import Matrix
    from .model import Model


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
        kind = type(tokens)
        if kind is str or kind is list:
            return Output(self, tokens, causal)
        module = kind.__module__.partition(".")[0]
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
        from .batch import Batch

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
        return recorded(SOp, UNARY, (self,), NEGATE)

    def __invert__(self) -> SOp:
        return recorded(SOp, UNARY, (self,), INVERT)

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
        return recorded(SOp, UNARY, (self,), ROUND)

    __round__ = round

    def has(self, values: Iterable[Any]) -> SOp:
        """True where the value is one of these.

        >>> from swift_rasp import tokens
        >>> tokens.has("aeiou")("rasp")
        [False, True, False, False]
        """
        return recorded(SOp, IS_IN, (self,), 0, tuple(_values.value(each) for each in values))

    def map(self, call: Callable[[Any], Any], name: str | None = None) -> SOp:
        """A pure function of the value at each position.

        It is called about once a distinct value, not once a position, and in any order.

        >>> from swift_rasp import tokens
        >>> tokens.map(str.upper)("rasp")
        ['R', 'A', 'S', 'P']
        """
        return recorded(SOp, APPLY, (self,), 0, (function(call, name),))

    @staticmethod
    def zip(call: Callable[..., Any], *sops: Any, name: str | None = None) -> SOp:
        """A pure function of the values of several s-ops, position by position.

        >>> from swift_rasp import SOp, tokens, indices
        >>> SOp.zip(lambda token, i: token * i, tokens, indices)("abc")
        ['', 'b', 'cc']
        """
        operands = tuple(sop(each) for each in sops)
        return recorded(SOp, APPLY, operands, 0, (function(call, name),))

    def name(self, name: str) -> SOp:
        """The s-op, with a name for its attention heads that have none yet."""
        if type(name) is not str:
            raise TypeError(f"a name is a str, not a {type(name).__name__}")
        return recorded(SOp, NAMED, (self,), 0, (_values.checked_text(name),))


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
        from .matrix import Matrix

        return Matrix(self, tokens, causal)

    def _combined(self, op: int, other: Any) -> Selector:
        if not isinstance(other, Selector):
            return cast("Selector", NotImplemented)
        return recorded(Selector, COMBINE, (self, other), op, (), 3)

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
        return recorded(Selector, COMPLEMENT, (self,))

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

    def only(self, value: Any, default: Any = 0) -> SOp:
        """The one value that all selected positions have: a promise, which running checks.

        The compiler builds on it. Selected positions with two different values are an error.

        >>> from swift_rasp import key, query, tokens
        >>> (key(tokens) == query(tokens)).only(tokens)("aba")
        ['a', 'b', 'a']
        """
        return self._aggregate(ONLY, value, default)

    @property
    def width(self) -> SOp:
        """At each query position the number of keys that are selected."""
        return self.value(1)

    def _aggregate(self, reduction: int, value: Any, default: Any) -> SOp:
        fallback = _values.value(default, "the default")
        return recorded(SOp, AGGREGATE, (self, sop(value)), reduction, (fallback,), 3)


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
    if type(something) is int:
        return constant(something)
    if isinstance(something, (Node, Side)):
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
    kind = type(value)
    if kind is bool:
        return _true if value else _false
    if kind is not int and not (kind is str and len(value) <= 1):  # type: ignore[arg-type]
        return _constant(value)
    known = _constants.get(value)
    if known is None:
        known = _constant(value)
        if len(_constants) < 1 << 10:
            known._is_shared = True
            _constants[value] = known
    return known


def _constant(value: Value) -> SOp:
    return SOp(CONSTANT, (), 0, (_values.value(value, "a constant"),))


_constants: dict[Value, SOp] = {}
"""The constants that programs are full of, each made once: integers and characters."""

_true, _false = _constant(True), _constant(False)
_true._is_shared = _false._is_shared = True


def raw(values: Iterable[Any]) -> SOp:
    """A constant sequence, which fits inputs of its length alone.

    >>> from swift_rasp import raw
    >>> raw([1, 2, 3])("abc")
    [1, 2, 3]
    """
    return recorded(SOp, LIST, (), 0, tuple(_values.value(each) for each in values))


def _binary(op: int, a: Any, b: Any) -> SOp:
    if type(a) is not SOp:
        if isinstance(a, (Selector, Side)):
            return cast("SOp", NotImplemented)
        a = sop(a)
    if type(b) is not SOp:
        if isinstance(b, (Selector, Side)):
            return cast("SOp", NotImplemented)
        b = sop(b)
    return recorded(SOp, BINARY, (a, b), op, (), 3)


def _relation(relation: int, a: Any, b: Any) -> SOp:
    if isinstance(b, (Selector, Side)):
        return cast("SOp", NotImplemented)
    return recorded(SOp, RELATION, (sop(a), sop(b)), relation, (), 3)


tokens = SOp(TOKENS)
"""The input: at each position its token."""
tokens._is_shared = True

indices = SOp(INDICES)
"""At each position its number, counted from 0."""
indices._is_shared = True
