"""What may go wrong.

An exception that a function of yours raises is raised itself, with notes that say where. All else
is a :class:`RaspError`, and the exception that Python would raise, too: ``1 + "a"`` a
``TypeError``, ``1 / 0`` a ``ZeroDivisionError``.
"""

from __future__ import annotations

from typing import Any


class RaspError(Exception):
    """A program could not be run, drawn or compiled.

    ``fault`` has what is known about it: the kind, the operation, the head, the position.
    """

    def __init__(self, message: str, fault: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.fault: dict[str, Any] = fault or {}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.args[0], self.fault)

    @property
    def operation(self) -> str | None:
        """The operation at fault, as it would be written."""
        return self.fault.get("operation")

    @property
    def position(self) -> int | None:
        """The position at fault; that of the query, if it is where a query meets a key."""
        return self.fault.get("position", self.fault.get("query"))


class RaspTypeError(RaspError, TypeError):
    """An operation that has no meaning for the kinds of its values."""


class RaspValueError(RaspError, ValueError):
    """A value, or a length, that an operation does not take."""


class RaspZeroDivisionError(RaspError, ZeroDivisionError):
    """A division by zero."""


class RaspOverflowError(RaspError, OverflowError):
    """An integer of more than 64 bits."""


class RaspMemoryError(RaspError, MemoryError):
    """A program whose results take more memory than a run may use."""


class RaspSyntaxError(RaspError, SyntaxError):
    """What is wrong with a program text, and where: it cannot be read, or what it says cannot be
    done."""

    def __init__(self, message: str, fault: dict[str, Any] | None = None) -> None:
        super().__init__(message, fault)
        place = self.fault.get("place")
        if place is not None:
            self.filename, self.text = place["file"], place["text"]
            self.lineno, self.offset = place["line"], place["column"]
            self.end_lineno, self.end_offset = place["end_line"], place["end_column"]


class Refused(RaspError):
    """A program that was not compiled; ``reasons`` has each reason, with the s-op it is about."""

    @property
    def reasons(self) -> list[str]:
        """The reasons, a text each."""
        return [
            reason["message"] + (f"\n  in: {reason['operation']}" if reason["operation"] else "")
            for reason in self.fault.get("reasons", [])
        ]


class EngineError(RaspError):
    """A mistake in how the engine was called, which is one of this package."""


CLASSES: dict[str, type[RaspError]] = {
    "no_meaning": RaspTypeError,
    "no_order": RaspTypeError,
    "not_numbers": RaspTypeError,
    "not_a_sequence": RaspTypeError,
    "division_by_zero": RaspZeroDivisionError,
    "overflow": RaspOverflowError,
    "sum_overflow": RaspOverflowError,
    "too_much_memory": RaspMemoryError,
    "text": RaspSyntaxError,
    "refused": Refused,
    "call": EngineError,
}
"""The class of each kind of fault; all others are a :class:`RaspValueError`."""


def error(fault: dict[str, Any], origin: str | None = None) -> RaspError:
    """The exception of a fault."""
    lines = [fault["message"], *fault.get("details", [])]
    if fault.get("help"):
        lines.append(f"help: {fault['help']}")
    if origin:
        lines.append(origin)
    return CLASSES.get(fault["kind"], RaspValueError)("\n  ".join(lines), fault)
