"""Programs as the engine has them: encoded, sent once, asked."""

from __future__ import annotations

import contextvars
import json
import os
import threading
from array import array
from collections.abc import Callable
from operator import attrgetter
from types import CodeType
from typing import TYPE_CHECKING, Any

from . import _values, errors
from ._blocks import Block
from ._engine import engine
from ._functions import Function, raised

if TYPE_CHECKING:
    from ._node import Node

TOKENS, INDICES, CONSTANT, LIST, UNARY, BINARY, RELATION, WHERE = range(8)
IS_IN, APPLY, COMPARE, PREDICATE, COMBINE, AGGREGATE, NAMED, HANDLE, COMPLEMENT = range(8, 17)


PLAIN = frozenset((TOKENS, INDICES, UNARY, BINARY, RELATION, WHERE, COMPARE, COMBINE, COMPLEMENT))
"""Operations that are told by a number alone."""

VALUED = frozenset((CONSTANT, NAMED, AGGREGATE))
"""Operations with a constant."""

LONG = 1 << 12
"""Runs on more tokens can be interrupted: what grows with their square takes a while."""

MUCH = 1 << 17
"""So can runs of more operations, counted at each token."""


class Wire:
    """A graph as the engine reads it: words, constants, functions and programs that it has."""

    def __init__(self, root: Node) -> None:
        self.nodes = ordered(root)
        self.constants: list[Any] = []
        self.functions: list[Function] = []
        self.programs: list[TextProgram] = []
        self._places: dict[tuple[type, Any], int] = {}
        numbers: dict[Node, int] = {}
        words: list[int] = []
        for number, node in enumerate(self.nodes):
            numbers[node] = number
            op, operands, a, b = node._op, node._operands, node._a, 0
            if op in VALUED:
                b = self._constant(node._values[0])
            elif op not in PLAIN:
                a, b = self._parameters(node)
            # Most operations have two operands.
            if len(operands) == 2:
                words += (op, a, b, 2, numbers[operands[0]], numbers[operands[1]])
            else:
                words += (op, a, b, len(operands), *[numbers[operand] for operand in operands])
        self.words = array("i", words).tobytes()

    def _parameters(self, node: Node) -> tuple[int, int]:
        op = node._op
        if op in (LIST, IS_IN):
            first = len(self.constants)
            self.constants.extend(node._values)
            return first, len(node._values)
        if op in (APPLY, PREDICATE):
            function = node._values[0]
            self.functions.append(function)
            return function.number, self._constant(function.name)
        if op == HANDLE:
            self.programs.append(node._values[0])
            return len(self.programs) - 1, 0
        raise AssertionError(f"the operation {op} has no parameters")

    def _constant(self, value: Any) -> int:
        key = _values.identity(value)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.constants)
            self.constants.append(value)
        return place


def ordered(root: Node) -> list[Node]:
    """The nodes that a node is made of, in the order in which they were made: operands first."""
    seen = {root}
    pending = [root]
    while pending:
        for operand in pending.pop()._operands:
            if operand not in seen:
                seen.add(operand)
                pending.append(operand)
    return sorted(seen, key=_serial)


_serial = attrgetter("_serial")


class TextLock:
    """Held while texts, or programs that came of them, run: one at a time, for a text may change
    the variables that functions of another see."""

    def __init__(self) -> None:
        self._renew()
        if hasattr(os, "register_at_fork"):
            # Who held it is not in the new process.
            os.register_at_fork(after_in_child=self._renew)

    def _renew(self) -> None:
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


texts_lock = TextLock()


class TextProgram:
    """What a text gave: a program that the engine has and that others are made of."""

    __slots__ = ("_engine", "handle")

    def __init__(self, handle: int) -> None:
        self._engine = engine()
        self.handle = handle

    def __del__(self) -> None:
        self._engine.release(self.handle)


class Program:
    """A program that the engine has; it goes with the last who uses it."""

    __slots__ = ("__weakref__", "_about", "_engine", "_kept", "_size", "handle")

    def __init__(self, wire: Wire, constants: bytes, is_causal: bool) -> None:
        self._engine = engine()
        self.handle = 0
        self._about: dict[str, Any] | None = None
        self._kept = (wire.functions, wire.programs)
        self._size = len(wire.nodes)
        handles = [program.handle for program in wire.programs]
        block = self._engine.program(wire.words, constants, handles, is_causal)
        if block.is_fault:
            raise errors.error(json.loads(block.text))
        self.handle = block.length

    def __del__(self) -> None:
        if getattr(self, "handle", 0):
            self._engine.release(self.handle)

    def ask(self, root: Node | None, *request: Any) -> Block:
        """The engine's answer to a request."""
        words = _values.dump(request)

        def call() -> Block:
            return self._engine.ask(self.handle, words)

        call = self.locked(call)
        return guarded(interruptible(call) if request[0] == "compile" else call, root)

    def run(
        self,
        root: Node,
        column: _values.Column,
        starts: bytes | int | None = None,
        sequences: int = -1,
    ) -> Block:
        """The program's values on a column."""
        kind, data, count, table, _ = column
        texts = self._kept[1]
        if not texts and count <= LONG and count * self._size <= MUCH:
            first = len(raised.exceptions)
            block = self._engine.run(self.handle, kind, data, count, table, starts, sequences)
            if block.is_fault or raised.stop is not None or len(raised.exceptions) > first:
                return guarded(lambda: block, root, first)
            return block

        def call() -> Block:
            return self._engine.run(self.handle, kind, data, count, table, starts, sequences)

        # What functions of texts take nobody knows.
        return guarded(interruptible(self.locked(call)), root)

    def locked(self, call: Callable[[], Block]) -> Callable[[], Block]:
        """The call, alone with texts if the program is made of what they gave."""
        if not self._kept[1]:
            return call

        def locked() -> Block:
            with texts_lock:
                return call()

        return locked

    @property
    def about(self) -> dict[str, Any]:
        """Layers and heads."""
        if self._about is None:
            self._about = json.loads(self.ask(None, "about").text)
        return self._about


RECENT = 32
"""So many programs are kept for those who write the same one anew."""

SMALL = 1 << 16
"""Only programs of fewer bytes are."""

_recent: dict[tuple[bytes, bytes, bool], Program] = {}


def program(root: Node, is_causal: bool) -> Program:
    """The engine's program of a node: a recent one if that is the same."""
    wire = Wire(root)
    constants = _values.dump(wire.constants)
    is_plain = not wire.programs and all(function.is_plain for function in wire.functions)
    if not is_plain or len(wire.words) + len(constants) > SMALL:
        return Program(wire, constants, is_causal)
    key = (wire.words, constants, is_causal)
    # Each step is whole, whatever other threads do meanwhile.
    found = _recent.pop(key, None) or Program(wire, constants, is_causal)
    _recent[key] = found
    if len(_recent) > RECENT:
        oldest = next(iter(_recent.copy()), key)
        _recent.pop(oldest, None)
    return found


def guarded(call: Callable[[], Block], root: Node | None, first: int | None = None) -> Block:
    """The block that a call of the engine gives; its fault is raised, or what a function raised.

    Exceptions of functions from the ``first`` on are of this call.
    """
    if first is None:
        first = len(raised.exceptions)
    try:
        block = call()
        if raised.stop is not None:
            stop = raised.stop
            if first == 0:
                raised.stop = None
            raise stop
        if block.is_fault:
            raise exception(json.loads(block.text), root)
        return block
    finally:
        del raised.exceptions[first:]


def interruptible(call: Callable[[], Block]) -> Callable[[], Block]:
    """The call on a thread of its own, so that Ctrl-C is heard while it lasts.

    Texts and their functions end soon then. Anything else that the engine has begun it ends
    unheard, but calls no function any more.
    """
    if threading.current_thread() is not threading.main_thread():
        return call
    return lambda: _on_a_thread(call)


def _on_a_thread(call: Callable[[], Block]) -> Block:
    blocks: list[Block] = []
    thrown: list[BaseException] = []
    context = contextvars.copy_context()
    mine = raised.__dict__
    given_up = threading.Event()

    def work() -> None:
        # What functions raise on that thread is looked for on this one.
        raised.__dict__.update(mine)
        raised.given_up = given_up
        try:
            blocks.append(context.run(call))
        except BaseException as error:
            thrown.append(error)
        mine["stop"] = raised.stop

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        worker.join()
    except BaseException:
        given_up.set()
        raise
    if thrown:
        raise thrown[0]
    return blocks[0]


def exception(fault: dict[str, Any], root: Node | None) -> BaseException:
    """The exception of a fault: that which a function raised, or one of ours."""
    where = origin(fault, root)
    number = fault.pop("exception", None)
    if number is None or number >= len(raised.exceptions):
        return errors.error(fault, where)
    original: BaseException = raised.exceptions[number]
    if hasattr(original, "add_note"):
        arguments = ", ".join(map(repr, fault["values"]))
        original.add_note(f"in {fault['function']} of {arguments}")
        for note in (*fault["details"], where):
            if note:
                original.add_note(note)
    return original


def error_of(fault: dict[str, Any], root: Node | None) -> errors.RaspError:
    """The error of one sequence of a batch. What a function raised is told by its text."""
    where = origin(fault, root)
    fault.pop("exception", None)
    return errors.error(fault, where)


def origin(fault: dict[str, Any], root: Node | None) -> str | None:
    """Where Python wrote the operation at fault."""
    place = fault.get("place")
    if place is not None and fault["kind"] != "text":
        return f"from: {place['file']}, line {place['line']}: {place['text'].strip()}"
    number = fault.get("node")
    if number is None or root is None:
        return None
    nodes = ordered(root)
    where = nodes[number]._where if number < len(nodes) else None
    if where is None:
        return None
    import linecache

    line = line_number(*where)
    text = linecache.getline(where[0].co_filename, line).strip()
    return f"from: {where[0].co_filename}, line {line}" + (f": {text}" if text else "")


def line_number(code: CodeType, instruction: int) -> int:
    """The line of an instruction."""
    for start, end, line in code.co_lines() if hasattr(code, "co_lines") else ():
        if start <= instruction < end and line is not None:
            return int(line)
    return code.co_firstlineno


__all__ = ["Program", "Wire", "exception", "guarded", "program"]
