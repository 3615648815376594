"""Compares programs of the real ``np_rasp`` with what ``from_raspl`` makes of them. By hand:

    python checks/raspl.py FOLDER     where FOLDER holds the sources of ml-np-rasp

Values and their kinds are compared on random inputs; the additions of its examples are run token
by token. Three functions of its library cannot be run there either, and must fail in both.
"""

from __future__ import annotations

import functools
import importlib
import random
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy

from swift_rasp.raspl import from_raspl

RUNS = 200


def load(folder: str, name: str) -> Any:
    """A module of the package or of its examples."""
    for part in ("src", "examples"):
        path = str(Path(folder) / part)
        if path not in sys.path:
            sys.path.insert(0, path)
    # A progress bar, which need not be installed.
    for bar in ("tqdm", "tqdm.auto"):
        sys.modules.setdefault(bar, types.ModuleType(bar)).trange = range  # type: ignore[attr-defined]
    return importlib.import_module(name)


def changed(x: Any) -> Any:
    """A sequence that is changed in place."""
    y = x + 1
    z = y
    y += x > 0
    z -= 3
    return y + z


def library(lib: Any) -> dict[str, Callable[[Any], Any]]:
    """Programs of the library, some with other arguments or in others."""
    shifted = functools.partial(lib.shift_right, n=1)
    kqv = lib.kqv
    return {
        "shift_right": lambda x: lib.shift_right(x, 2, default=7),
        "shift_right by none": lambda x: lib.shift_right(x, 0),
        "cumsum": lib.cumsum,
        "cumsum of booleans": lambda x: lib.cumsum(x > 1),
        "where": lambda x: lib.where(x > 1, x, lib.full(x, 9)),
        "mask": lambda x: lib.mask(x, x < 2, -1),
        "maximum": lib.maximum,
        "minimum": lib.minimum,
        "num_prev": lambda x: lib.num_prev(x, shifted(x)),
        "has_seen": lambda x: lib.has_seen(x, lib.full(x, 1)),
        "firsts": lambda x: lib.firsts(x, x),
        "firsts of one": lambda x: lib.firsts(x, lib.full(x, 2)),
        "lasts": lambda x: lib.lasts(x, shifted(x)),
        "lasts of one": lambda x: lib.lasts(x, lib.full(x, 2), default=-3),
        "index_select": lambda x: lib.index_select(x, x),
        "first_true": lib.first_true,
        "first_true of booleans": lambda x: lib.first_true(x > 1),
        "binary_mode": lib.binary_mode,
        "induct": lambda x: lib.induct(x, x, 1),
        "induct two behind": lambda x: lib.induct(x, x, 2, default=5),
        "induct_kqv": lambda x: lib.induct_kqv(x, x, x * 2 + 1, 1),
        "induct_prev": lambda x: lib.induct_prev(x, x, -1),
        "argmax": lib.argmax,
        "argmin": lib.argmin,
        "mode": lib.mode,
        "max": lambda x: kqv(x, shifted(x), x * x - 3 * x, lib.leq, -5, "max"),
        "min": lambda x: kqv(x, shifted(x), x * x - 3 * x, lib.gt, -5, "min"),
        "mean": lambda x: kqv(x, shifted(x), x * x - 5 * x, lib.geq, -5),
        "mean of booleans": lambda x: kqv(x, x, x > 1, lib.geq),
        "max of booleans": lambda x: kqv(x, x, x > 1, lib.geq, reduction="max"),
        "later keys": lambda x: lib.aggr(
            lib.select(x, x, lib.equals, causal=False), lib.indices(x), reduction="max"
        ),
        "pairs": lambda x: lib.sel_width(
            ~lib.select(x, x, lib.equals)
            | lib.select(x, lib.indices(x), lib.lt) & lib.select(x, x, lambda k, q: k - q == 1)
        ),
        "in place": changed,
        "booleans": lambda x: ((x > 0) + (x > 1)) * 1 + ((x > 0) * (x < 3)) - 1 * (~(x == 2)),
        "bits": lambda x: (~x & 3) | (x > 1) ^ x,
        "floats": lambda x: lib.tok_map(x / 2 - 1.2, lambda value: value),
        "kinds": lambda x: (x / 3 - 1).astype(int) + (x > 1).astype(int),
        "a function that gives floats": lambda x: lib.tok_map(x, lambda value: value / 2 - 1.5),
        "a function of numpy's booleans": lambda x: lib.tok_map(x > 1, lambda value: ~value),
    }


def outcome(call: Callable[[], Any]) -> Any:
    """The values with their kinds, or that there are none."""
    try:
        values = call()
    except Exception:
        return None
    return [(type(each), each) for each in values]


def compare(name: str, program: Callable[[Any], Any], inputs: list[Any]) -> tuple[int, int]:
    """How many runs gave the same, and how many failed in both."""
    try:
        ours: Any = from_raspl(program)
    except Exception:
        ours = None
    same = failed = 0
    for given in inputs:
        theirs = outcome(lambda given=given: program(given).tolist())  # type: ignore[misc]
        mine = outcome(lambda given=given: ours(given).values)  # type: ignore[misc]
        if theirs != mine:
            raise SystemExit(f"{name} of {given.tolist()}: {theirs}, here {mine}")
        same += theirs is not None
        failed += theirs is None
    return same, failed


def inputs(name: str) -> list[Any]:
    """Random sequences; those for counting end with one that is being counted."""
    found = []
    for _ in range(RUNS):
        given = [random.randint(-1, 4) for _ in range(random.randint(1, 24))]
        if name.startswith("count"):
            start = random.randint(0, 5)
            given += [-1, start, start + 4, *range(start, start + random.randint(0, 4))]
        found.append(numpy.array(given))
    return found


def additions(folder: str) -> int:
    """Adds numbers token by token, forwards and backwards, and counts the tokens."""
    add, prompts, count = load(folder, "add"), load(folder, "test_add"), 0
    for reverse in (True, False):
        program = functools.partial(add.next_tok_addition, reverse=reverse)
        ours = from_raspl(program)
        for _ in range(100):
            a, b = random.randrange(10**5), random.randrange(10**5)
            given = prompts.format_prompt(a, b, prompts.get_pad_len(a, b))
            while given[-1] != add.END_RESPONSE:
                theirs = program(given)
                if theirs.tolist() != ours(given).values:
                    raise SystemExit(f"addition of {given.tolist()}: {theirs}, here {ours(given)}")
                given = numpy.concatenate((given, theirs[-1:]))
                count += 1
            assert prompts.output2result(given, reverse=reverse) == a + b
    return count


def main(folder: str) -> None:
    """Prints the counts."""
    random.seed(1)
    numpy.seterr(all="ignore")
    lib, count = load(folder, "np_rasp"), load(folder, "count")
    programs = library(lib) | {"count": count.count, "count_lib": count.count_lib}
    same = failed = 0
    for name, program in programs.items():
        results = compare(name, program, inputs(name))
        same, failed = same + results[0], failed + results[1]
        if results[1]:
            print(f"{name}: fails in both, {results[1]} of {RUNS} times")
    print(f"{len(programs)} programs, {same + failed} runs: {same} the same, {failed} fail in both")
    print(f"additions: {additions(folder)} tokens, all the same")


if __name__ == "__main__":
    main(sys.argv[1])
