"""Random snippets of plain Python (`snippets.py`) in the RASPy dialect beside this Python.

Compared are the value's `repr`, or the class of the exception. A difference counts as listed if
Docs/reliability.md names its kind and the kind is seen to be there when Python runs the snippet.
A snippet that differs otherwise is printed, shortened, and the exit status is 1.

Usage: snippets_check.py RASP [COUNT]       RASP_SEED is the seed
"""

from __future__ import annotations

import ast
import collections
import io
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TypeVar

import listed
from snippets import Snippets

BATCH = 2000
SHOWN = 40
"""How many snippets that differ are printed."""
PATIENCE = 2
"""Seconds that Python may take for a snippet."""
MEMORY = 1 << 31

CLASSES = {
    "BaseException", "Exception", "ArithmeticError", "OverflowError", "ZeroDivisionError",
    "AssertionError", "AttributeError", "ImportError", "ModuleNotFoundError", "LookupError",
    "IndexError", "KeyError", "NameError", "UnboundLocalError", "RuntimeError",
    "NotImplementedError", "StopIteration", "TypeError", "ValueError",
}  # fmt: skip
"""The classes of exceptions that the dialect knows."""

LIMITS = re.compile(r"longer than the limit|nested more than|more than \d+ (elements|steps)|steps")
"""What messages of limits say."""
Result = tuple[str, str]
"""`value` and its text, `error` and its class, or `stopped` and why."""
Case = tuple[str, Result]
"""A snippet and the dialect's result."""
T = TypeVar("T")


def program(body: str) -> str:
    """A function with this body."""
    return f"def f():\n{body}\n"


def normal(text: str) -> str:
    """A text in which functions and iterators have no names and addresses of their own."""
    text = re.sub(r"\bf\.<locals>\.|<lambda>|<genexpr>", "", text)
    text = re.sub(r"<(bound |built-in )?(method|function)\b[^<>]*>", "<function>", text)
    return re.sub(r"<[a-z_]+ (object|iterator) *(at 0x[0-9a-f]+)?>", "<iterator>", text)


# Python


def give_up(_signal: int, _frame: object) -> None:
    """Ends a snippet that takes too long."""
    raise TimeoutError


def result(run: Callable[[], object]) -> Result:
    """What a function gives or raises, unless it takes too long."""
    try:
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        return "value", normal(repr(run()))
    except (MemoryError, TimeoutError, RecursionError) as error:
        return "stopped", type(error).__name__
    except BaseException as error:
        return "error", next(
            kind.__name__ for kind in type(error).mro() if kind.__name__ in CLASSES
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def python_result(body: str) -> Result:
    """What Python makes of a snippet."""
    space: dict[str, object] = {}

    def run() -> object:
        exec(compile(program(body), "snippet", "exec"), space)
        function = space["f"]
        assert callable(function)
        return function()

    return result(run)


def answer(cases: list[T], task: Callable[[T], Result], pipe: Connection) -> None:
    """Runs a task on each case and sends the results, in a process with bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, give_up)
    warnings.simplefilter("ignore")
    sys.stdout = io.StringIO()
    for case in cases:
        try:
            pipe.send(task(case))
        except TimeoutError:  # just behind the end of the task
            pipe.send(("stopped", "TimeoutError"))


def in_python(cases: list[T], task: Callable[[T], Result]) -> list[Result]:
    """The results of a task, in order; what hangs inside of one operation is killed."""
    results: list[Result] = []
    while len(results) < len(cases):
        receiver, sender = multiprocessing.Pipe(duplex=False)
        rest = cases[len(results) :]
        process = multiprocessing.Process(target=answer, args=(rest, task, sender))
        process.start()
        sender.close()
        try:
            while len(results) < len(cases):
                if not receiver.poll(4 * PATIENCE):
                    raise EOFError
                results.append(receiver.recv())
        except EOFError:
            results.append(("stopped", "killed"))
        process.kill()
        process.join()
        receiver.close()
    return results


# The dialect


def entry(number: int, body: str) -> str:
    """An entry of a conversation that says what a snippet gives."""
    indented = "".join(f"    {line}\n" for line in program(body).splitlines() if line.strip())
    return (
        f"try:\n{indented}    print('@{number} value', repr(f()))\n"
        f"except BaseException as error:\n    print('@{number} error', type(error).__name__)\n"
    )


def in_dialect(rasp: str, bodies: list[str]) -> list[Result]:
    """The results of `rasp repl`, in order."""
    script = "".join(entry(number, body) for number, body in enumerate(bodies))
    process = subprocess.run([rasp, "repl"], input=script.encode(), capture_output=True)
    found: dict[int, Result] = {}
    for line in process.stdout.decode().splitlines():
        said = re.fullmatch(r"@(\d+) (value|error) (.*)", line)
        if said is None:
            raise SystemExit(f"error: rasp said {line!r}")
        found[int(said[1])] = (said[2], normal(said[3]))
    # What could not be read or was stopped has said so, one message after the other.
    messages = re.findall(r"^error: (.*)$", process.stderr.decode(), re.MULTILINE)
    missing = [number for number in range(len(bodies)) if number not in found]
    if len(bodies) > 1 and len(messages) != len(missing):
        # A message that is not one line; each is asked for alone.
        messages = [in_dialect(rasp, [bodies[number]])[0][1] for number in missing]
    if len(bodies) == 1:
        messages = messages[: len(missing)]
    if process.returncode != 0 or len(messages) != len(missing):
        last = bodies[max(found, default=-1) + 1 :][:1]
        raise SystemExit(f"error: rasp ended with {process.returncode}\n" + "\n".join(last))
    for number, message in zip(missing, messages, strict=True):
        found[number] = ("stopped", message)
    return [found[number] for number in range(len(bodies))]


# Differences


def reason(case: Case) -> Result:
    """Why the dialect's result of a snippet may differ, as the task of a process."""
    body, mine = case
    if mine[0] == "stopped" and LIMITS.search(mine[1]):
        return "listed", "limits"
    watcher, run = listed.watched(program(body))
    other = result(run)
    if other == mine:
        return "listed", "other rules"
    if watcher.has_sets and sorted(other[1]) == sorted(mine[1]):
        return "listed", "order of sets"
    powers = "**" in body or "pow(" in body
    if powers and (mine, other) == (("error", "ValueError"), ("error", "OverflowError")):
        return "listed", "complex numbers"  # too large for Python too
    if "[...]" in other[1] or "{...}" in other[1]:
        return "listed", "collections that hold themselves"
    return "listed", "limits" if other[0] == "stopped" else watcher.reason or ""


def differences(rasp: str, bodies: list[str], counts: collections.Counter[str]) -> list[str]:
    """The snippets that differ for no listed reason; all others are counted."""
    ours, theirs = in_dialect(rasp, bodies), in_python(bodies, python_result)
    different = []
    for body, mine, other in zip(bodies, ours, theirs, strict=True):
        if mine == other:
            counts["equal values" if mine[0] == "value" else "equal errors"] += 1
        elif other[0] == "stopped":
            counts["listed: limits"] += 1
        else:
            different.append((body, mine))
    unlisted = []
    for (body, _), (_, why) in zip(different, in_python(different, reason), strict=True):
        if why:
            counts[f"listed: {why}"] += 1
        else:
            counts["different"] += 1
            unlisted.append(body)
    return unlisted


def smaller(body: str) -> Iterator[str]:
    """Snippets with a part of an expression, or without a statement, of this one."""
    tree = ast.parse(program(body))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    for index in range(len(function.body) - 1):
        kept = function.body[:index] + function.body[index + 1 :]
        yield "\n".join("    " + line for part in kept for line in ast.unparse(part).splitlines())
    if len(function.body) == 1 and isinstance(function.body[0], ast.Return):
        for node in ast.walk(function.body[0]):
            if isinstance(node, ast.expr) and not isinstance(node, ast.Slice | ast.Starred):
                yield f"    return {ast.unparse(node)}"


def shrunk(rasp: str, body: str) -> str:
    """The smallest snippet found within this one that differs still."""
    for _ in range(20):
        parts = [part for part in dict.fromkeys(smaller(body)) if len(part) < len(body)]
        parts = [part for part in parts if is_readable(part)]
        unlisted = differences(rasp, parts, collections.Counter()) if parts else []
        if not unlisted:
            return body
        body = min(unlisted, key=len)
    return body


def is_readable(body: str) -> bool:
    """Whether Python can read the body; a part of a format may be no expression by itself."""
    try:
        compile(program(body), "snippet", "exec")
    except SyntaxError:
        return False
    return True


def show(rasp: str, body: str) -> None:
    """A snippet that differs, and what both make of it."""
    small = shrunk(rasp, body)
    print(small)
    print(f"  rasp:   {' '.join(in_dialect(rasp, [small])[0])}")
    print(f"  Python: {' '.join(in_python([small], python_result)[0])}", flush=True)


def main() -> None:
    """Compares as many snippets as are wanted."""
    rasp = sys.argv[1]
    total = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    snippets = Snippets(int(os.environ.get("RASP_SEED", "1")))
    warnings.simplefilter("ignore")
    counts: collections.Counter[str] = collections.Counter()
    unlisted: list[str] = []
    for start in range(0, total, BATCH):
        bodies = [snippets.snippet() for _ in range(min(BATCH, total - start))]
        unlisted += differences(rasp, bodies, counts)
    print(f"fuzzed: {sum(counts.values())} snippets of Python")
    for name, count in sorted(counts.items()):
        print(f"  {count:>10,} {name}")
    for body in unlisted[:SHOWN]:
        show(rasp, body)
    sys.exit(1 if unlisted else 0)


if __name__ == "__main__":
    main()
