"""Cells of a notebook in a dialect: ``%load_ext swift_rasp``, then ``%%rasp`` at the head of one.

``%%rasp`` is a cell of RASP, ``%%rasp raspy`` one of another dialect; words behind it are the input
that values are shown on. Cells of a dialect share a :class:`Session`. Programs that a cell mentions
by a name become Python's under that name.
"""

from __future__ import annotations

import re
from typing import Any

from .errors import RaspSyntaxError
from .texts import DIALECTS, Session


class Cells:
    """The sessions of a shell, by their dialects."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._sessions: dict[str, Session] = {}
        self._language: dict[str, frozenset[str]] = {}

    def __call__(self, line: str, cell: str) -> None:
        """Runs a cell, and shows its value."""
        from IPython.display import display

        dialect, _, example = line.strip().partition(" ")
        session = self._session(dialect or "rasp")
        if example:
            session.example = example.strip()
        value = session.run(cell, name="cell")
        self._shell.push(self._programs(session, cell))
        if value is not None:
            display(session.mimebundle(value), raw=True)

    def _session(self, dialect: str) -> Session:
        if dialect not in DIALECTS:
            raise ValueError(f"there is no dialect {dialect!r}; there are {', '.join(DIALECTS)}")
        if dialect not in self._sessions:
            session = self._sessions[dialect] = Session(dialect)
            self._language[dialect] = frozenset(session.names)
        return self._sessions[dialect]

    def _programs(self, session: Session, cell: str) -> dict[str, Any]:
        """The programs among the names of a cell, without the language's own."""
        mentioned = set(re.findall(r"\w+", cell)) - self._language[session.dialect]
        programs = {}
        for name in mentioned.intersection(session.names):
            try:
                programs[name] = session[name]
            except RaspSyntaxError:
                continue  # A function, or a plain value.
        return programs


def register(shell: Any) -> None:
    """Gives a shell of IPython ``%%rasp``."""
    shell.register_magic_function(Cells(shell).__call__, "cell", "rasp")
