"""Programs that are written as text: in RASPy, RASP, C-RASP or B-RASP.

>>> from swift_rasp import read
>>> flip = read("reverse = aggregate(select(indices, length - 1 - indices, ==), tokens);", "rasp")
>>> flip("hello")
['o', 'l', 'l', 'e', 'h']
"""

from __future__ import annotations

import json
import sys
from typing import Any, cast

from . import _display, _values, options
from ._blocks import Block
from ._engine import engine
from ._programs import HANDLE, TextProgram, guarded, interruptible, texts_lock
from ._values import Tokens, Value
from .errors import RaspSyntaxError, error
from .graph import Selector, SOp
from .matrix import Matrix
from .output import Output

DIALECTS = ("raspy", "rasp", "crasp", "brasp")
"""The dialects, by what they are called here."""


class Shown(str):
    """A value that is no program, as its dialect writes it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Session:
    """Runs texts of a dialect one after the other; each sees the names that those before defined.

    The dialects are ``raspy``, ``rasp``, ``crasp`` and ``brasp``. What is wrong with a text is a
    :class:`RaspSyntaxError`, with its place.

    >>> from swift_rasp import Session
    >>> session = Session("crasp")
    >>> session.run('V = # "("')
    [0, 0, 0, 0, 0]
    >>> session["V"]("(()")
    [1, 2, 2]
    """

    def __init__(self, dialect: str = "raspy", example: Tokens | None = None) -> None:
        if dialect not in DIALECTS:
            raise ValueError(f"there is no dialect {dialect!r}; there are {', '.join(DIALECTS)}")
        self.dialect = dialect
        self._engine = engine()
        self._handle = self._engine.session(dialect.encode()).length
        self.example = _values.values_list(options.example if example is None else example)

    def __del__(self) -> None:
        if getattr(self, "_handle", 0):
            self._engine.release(self._handle)

    def run(self, text: str, name: str = "<text>") -> Any:
        r"""The value of a text's last line: an :class:`SOp` or :class:`Selector`, an
        :class:`Output` or :class:`Matrix` if the text ran it, any other value as it is written,
        ``None`` if there is none.

        What the text prints is printed.

        >>> Session().run("print('so')\nindices('abc')")
        so
        [0, 1, 2]
        """
        return self._value("run", name, text)

    def program(self, text: str, name: str = "<text>") -> SOp | Selector:
        """The program that a text's value is. If there is none the error says what to do."""
        value = self._value("program", name, text)
        if isinstance(value, Output):
            return value.sop
        return value.selector if isinstance(value, Matrix) else cast("SOp | Selector", value)

    def __getitem__(self, name: str) -> SOp | Selector:
        return self.program(name)

    def _value(self, question: str, name: str, text: str) -> Any:
        try:
            block = self._ask(question, name, text)
        except RaspSyntaxError as fault:
            sys.stdout.write(fault.fault["printed"])
            raise
        reply = json.loads(block.text)
        sys.stdout.write(reply["printed"])
        if reply["kind"] == "nothing":
            return None
        if reply["kind"] == "text":
            return Shown(reply["text"].rstrip("\n"))
        kind = SOp if reply["kind"] == "sop" else Selector
        node = kind(HANDLE, (), 0, (TextProgram(block.length),))
        return node if reply["input"] is None else node(reply["input"])

    def check(self, text: str, name: str = "<text>") -> list[RaspSyntaxError]:
        r"""Everything that is wrong with a text, as far as that shows without an input.

        >>> [fault.lineno for fault in Session().check("tokens.vlaue(1)\nindcies")]
        [1, 2]
        """
        faults = json.loads(self._ask("check", name, text).text)
        return [cast("RaspSyntaxError", error(fault)) for fault in faults]

    def is_incomplete(self, text: str) -> bool:
        """Whether a text is the beginning of one."""
        return bool(json.loads(self._ask("incomplete", text).text))

    @property
    def names(self) -> list[str]:
        """The names that have a value."""
        names: list[str] = json.loads(self._ask("names").text)
        return names

    @property
    def example(self) -> list[Value]:
        """The input that values are shown on, which a text may set."""
        tokens: list[Value] = json.loads(self._ask("example").text)
        return tokens

    @example.setter
    def example(self, tokens: Tokens) -> None:
        self._ask("set example", *_values.values_list(tokens))

    def mimebundle(self, value: Any) -> dict[str, str]:
        """What a notebook shows of a value that a text gave: programs on the example."""
        if isinstance(value, (SOp, Selector)):
            return _display.mimebundle(value, tokens=self.example)
        if isinstance(value, (Output, Matrix)):
            return value._repr_mimebundle_()
        return {} if value is None else {"text/plain": repr(value)}

    def _ask(self, *request: Any) -> Block:
        words = _values.dump(request)

        def call() -> Block:
            with texts_lock:
                return self._engine.ask(self._handle, words)

        return guarded(interruptible(call) if request[0] in ("run", "program") else call, None)

    def __repr__(self) -> str:
        return f"<a session of {self.dialect}>"


def read(text: str, dialect: str = "raspy", name: str = "<text>") -> SOp | Selector:
    """The program that a text of a dialect is.

    >>> read("(key(tokens) == query(tokens)).value(1)")("hello")
    [1, 1, 2, 2, 1]
    """
    return Session(dialect).program(text, name)


__all__ = ["DIALECTS", "Session", "Shown", "read"]
