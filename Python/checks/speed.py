"""Times the package beside RASPy, in one run. By hand, on a calm machine:

    python checks/speed.py FOLDER     where FOLDER holds RASPy's package `raspy`

Ratios are medians of interleaved rounds, CPU time of the process.
"""

from __future__ import annotations

import ast
import importlib.util
import random
import statistics
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pyarrow

import swift_rasp
from swift_rasp import gallery, indices, key, query, select, tokens
from swift_rasp.arrow import over

EXAMPLE = Path(__file__).parents[1] / "tests" / "test_raspy.py"


def load_raspy(folder: str) -> types.ModuleType:
    """RASPy's own module, without its drawing."""
    spec = importlib.util.spec_from_file_location("theirs", Path(folder) / "raspy" / "rasp.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["theirs"] = module
    spec.loader.exec_module(module)
    return module


def programs(names: dict[str, Any]) -> dict[str, Any]:
    """The programs of the tests, written for RASPy, by the names of a module."""
    for statement in ast.parse(EXAMPLE.read_text()).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            text = str(statement.value.value)
    lines = [line for line in text.splitlines() if not line.startswith("from raspy")]
    found = dict(names)
    exec("\n".join(lines), found)
    return found


def seconds(call: Callable[[], Any], least: float = 0.02) -> float:
    """The CPU time of a call."""
    count = 1
    while True:
        start = time.process_time()
        for _ in range(count):
            call()
        taken = time.process_time() - start
        if taken >= least or count >= 10_000:
            return taken / count
        count = max(count + 1, int(count * least / max(taken, 1e-6)))


def compare(name: str, theirs: Callable[[], Any], ours: Callable[[], Any], rounds: int = 5) -> None:
    """Prints both times and how many times as fast ours is."""
    ratios, a, b = [], [], []
    for _ in range(rounds):
        a.append(seconds(theirs))
        b.append(seconds(ours))
        ratios.append(a[-1] / b[-1])
    print(
        f"{name:46} {1e3 * statistics.median(a):9.3f} ms {1e3 * statistics.median(b):9.3f} ms"
        f"   {statistics.median(ratios):8.1f} times as fast"
    )


def main(folder: str) -> None:
    """Prints the table."""
    raspy = load_raspy(folder)
    theirs = programs(vars(raspy))
    ours = programs(vars(swift_rasp))
    generator = random.Random(1)
    for length in (15, 100, 1_000):
        left = length // 2
        number = "".join(generator.choices("0123456789", k=length))
        text = number[:left] + "+" + number[left + 1 :]
        mine = ours["add"]()

        compare(
            f"add, {length} tokens, program kept",
            kept(theirs["add"](), text),
            lambda text=text, mine=mine: mine(text).values,
            3 if length > 500 else 5,
        )
    compare(
        "add, 15 tokens, built anew",
        lambda: theirs["add"]()("1234567+7654321").val,
        lambda: ours["add"]()("1234567+7654321").values,
    )
    hello = "".join(generator.choices("abcdef", k=1_000))
    mapped, mine_mapped = theirs["tokens"].map(lambda x: x + x), tokens.map(lambda x: x + x)
    compare("map, 1,000 tokens", kept(mapped, hello), lambda: mine_mapped(hello).values)
    placed = theirs["indices"].map(lambda x: x * 2)
    mine_placed = indices.map(lambda x: x * 2)
    compare("map of positions, 1,000", kept(placed, hello), lambda: mine_placed(hello).values)
    for length in (15, 1_000):
        text = hello[:length]
        pairs = raspy.select(theirs["indices"], theirs["indices"], lambda k, q: k < q)
        counts = pairs.value(1)
        mine_counts = select(indices, indices, lambda k, q: k < q).value(1)
        compare(
            f"predicate of positions, {length} tokens",
            kept(counts, text),
            lambda text=text, mine_counts=mine_counts: mine_counts(text).values,
            3 if length > 500 else 5,
        )
    alone()


def kept(program: Any, text: Any) -> Callable[[], Any]:
    """A call of a program of RASPy that computes, though the program is kept."""

    def call() -> Any:
        for sop in graph(program):
            sop.cache.clear()
        return program(text).val

    return call


def graph(program: Any) -> list[Any]:
    """The s-ops that closures of a program of RASPy hold."""
    found, pending, seen = [], [program], set()
    while pending:
        thing = pending.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if hasattr(thing, "cache"):
            found.append(thing)
        for value in vars(thing).values() if hasattr(thing, "__dict__") else ():
            closure = getattr(value, "__closure__", None) or ()
            for cell in closure:
                content = cell.cell_contents
                pending.extend(content if isinstance(content, (tuple, list)) else [content])
        pending.extend(
            value
            for name, value in getattr(thing, "__dict__", {}).items()
            if name in ("f", "s", "sop") and not callable(getattr(value, "__code__", None))
        )
    return found


def alone() -> None:
    """What has nothing to stand beside it."""
    histogram = (key(tokens) == query(tokens)).value(1)
    million = numpy.random.default_rng(1).integers(0, 1_000, 1_000_000)
    times = []
    for _ in range(7):
        start = time.process_time()
        histogram(million).numpy()
        times.append(time.process_time() - start)
    print(f"histogram, numpy int64, 1,000,000: {1e3 * min(times):.1f} ms CPU")
    column = pyarrow.array([f"{i:07}+{(i * 7919) % 10**7:07}" for i in range(1_000_000)])
    run = over(gallery.add(), threads=2)
    start, wall = time.process_time(), time.perf_counter()
    run(column)
    taken, passed = time.process_time() - start, time.perf_counter() - wall
    print(f"add, 1,000,000 strings of 15: {taken:.2f} s CPU, {passed:.2f} s wall on two threads")


if __name__ == "__main__":
    main(sys.argv[1])
