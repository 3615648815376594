"""Runs kinds of random tests with fresh seeds until the time is up (`Scripts/fuzz`).

A kind is a command; its seed is in the environment as RASP_SEED. What it compared it says in lines
`fuzzed: COUNT WHAT`. A run that ends with a status other than 0, or does not end, has failed: its
output is kept, with the command that repeats it.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import os
import random
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

FAILURES = Path(".build-fuzz/failures")
PATIENCE = 1200
"""Seconds after which a run hangs."""

SUITES = {
    "evaluators": (
        "both evaluators, every plan, batches, typed columns",
        r"RASPTests\.(AgreementTests|PositionAgreementTests|ExtremumTests|ArticleTests)",
    ),
    "forms": (
        "normal forms of selectors, JSON, programs as text",
        r"RASPTests\.(NormalFormTests|JSONRoundTripTests|ProgramReaderTests)",
    ),
    "compiler": (
        "compiled weights and their facts against the evaluator",
        r"RASPCompilerTests\.(RandomProgramTests|SelectorTests|FactTests|PickTests|TableTests)",
    ),
    "optimizer": ("shorter programs against long ones", r"RASPOptimizerTests\.RandomProgramTests"),
    "exports": (
        "model files written, read and damaged, and other formats",
        r"RASPExportTests\.(ModelFileTests|BrokenModelTests|StockCheckpointTests"
        r"|StockVocabularyTests)",
    ),
    "dialects": (
        "texts that nobody would write, and B-RASP against loops",
        r"(RASPyTests|RASPClassicTests)\.FuzzTests|RASPSyntaxTests\.LineFuzzTests"
        r"|RASPBooleanTests\.RandomProgramTests",
    ),
    "interface": (
        "calls of the C interface, requests of the page",
        r"RASPBridgeTests\.InterfaceTests|RASPPlaygroundTests\.RequestFuzzTests",
    ),
}

PAGE = Path(".build-playground/site/index.html")
"""What the kind `page` needs; asked for by name it is built."""


FOLDERS = ["KillTests.test_killed_at_random", "DamagedModelTests"]


@dataclass
class Kind:
    """A kind of random test."""

    name: str
    summary: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass
class Tally:
    """What the runs of a kind have done so far."""

    runs: int = 0
    failures: int = 0
    counts: collections.Counter[str] = field(default_factory=collections.Counter)


def kinds(binaries: Path) -> list[Kind]:
    """All kinds there are."""
    tests = [str(binaries / "swift-raspPackageTests.xctest"), "--testing-library", "swift-testing"]
    suites = [
        Kind(name, summary, [*tests, "--filter", rf"^({pattern})[./]"])
        for name, (summary, pattern) in SUITES.items()
    ]
    rasp = str(binaries / "rasp")

    def python(script: str, *arguments: str) -> list[str]:
        return [sys.executable, script, *arguments]

    return [
        *suites,
        Kind(
            "kept",
            "inputs that Scripts/fuzz-coverage found and that were kept",
            [str(binaries / "fuzz-target"), "Tests/Fuzz/Corpus"],
        ),
        Kind(
            "snippets",
            "plain Python in the RASPy dialect beside CPython",
            python("Tests/Peers/snippets_check.py", rasp, "5000"),
        ),
        Kind(
            "folders",
            "runs killed while they write, damaged model folders",
            python("Tests/Files/test_files.py", rasp, "", *FOLDERS),
            {"RASP_KILLS": "50", "RASP_MODELS": "300"},
        ),
        Kind(
            "streams",
            "signals in the midst of lines",
            python("Tests/Files/test_streams.py", rasp, "SignalTests"),
        ),
        Kind(
            "server",
            "malformed requests to the server",
            python("Tests/Files/test_server.py", rasp, "ServerTest.test_malformed_requests"),
        ),
        Kind(
            "page",
            "links of the page and requests to its module, in Chromium",
            ["Scripts/playground-test", "test_fuzz"],
        ),
    ]


class Fuzzer:
    """Runs kinds in turn, several at a time."""

    def __init__(self, chosen: list[Kind], seconds: float, seed: int) -> None:
        self.chosen = chosen
        self.end = time.monotonic() + seconds
        self.seeds = random.Random(seed)
        self.lock = threading.Lock()
        self.tallies = {kind.name: Tally() for kind in chosen}
        self.turn = 0

    def work(self) -> None:
        """Runs one after the other until the time is up."""
        while True:
            with self.lock:
                if self.turn >= len(self.chosen) and time.monotonic() >= self.end:
                    return
                kind = self.chosen[self.turn % len(self.chosen)]
                self.turn += 1
                seed = self.seeds.randrange(1, 1 << 62)
            self.attempt(kind, seed)

    def attempt(self, kind: Kind, seed: int) -> None:
        """One run."""
        environment = {**kind.environment, **os.environ, "RASP_SEED": str(seed)}
        process = subprocess.Popen(
            kind.command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=PATIENCE)
            end = f"status {process.returncode}" if process.returncode else ""
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            end = f"no end after {PATIENCE} seconds"
        counts = re.findall(r"^\.*fuzzed: (\d+) (.+)$", output, re.MULTILINE)
        with self.lock:
            tally = self.tallies[kind.name]
            tally.runs += 1
            for count, what in counts:
                tally.counts[what] += int(count)
            if end:
                tally.failures += 1
                self.keep(kind, seed, end, output)

    def keep(self, kind: Kind, seed: int, end: str, output: str) -> None:
        """Writes what a run that failed has said, without the tests that passed."""
        FAILURES.mkdir(parents=True, exist_ok=True)
        path = FAILURES / f"{kind.name}-{seed}.txt"
        said = [line for line in output.splitlines() if not re.search(r" (started|passed)\b", line)]
        command = f"RASP_SEED={seed} {shlex.join(kind.command)}"
        path.write_text("\n".join([f"# {end}", f"# {command}", *said[-400:], ""]))
        print(f"FAILED: {kind.name} with seed {seed}: {path}", flush=True)

    def total(self) -> int:
        """How much was compared."""
        return sum(sum(tally.counts.values()) for tally in self.tallies.values())

    def line(self, start: float) -> str:
        """How far it is."""
        minutes = (time.monotonic() - start) / 60
        failures = sum(tally.failures for tally in self.tallies.values())
        runs = " ".join(f"{name} {tally.runs}" for name, tally in self.tallies.items())
        return f"{minutes:6.1f} min: {self.total():,} compared, {failures} failures; runs: {runs}"

    def report(self) -> None:
        """The counts of each kind."""
        for name, tally in self.tallies.items():
            print(f"{name}: {tally.runs} runs, {tally.failures} failures")
            for what, count in sorted(tally.counts.items()):
                print(f"  {count:>12,} {what}")


def chosen(names: list[str], known: list[Kind]) -> list[Kind]:
    """The kinds of these names, all if there are none; ends with a suggestion if one is wrong."""
    by_name = {kind.name: kind for kind in known}
    for name in names:
        if name not in by_name:
            near = difflib.get_close_matches(name, by_name, 1)
            hint = f"did you mean `{near[0]}`?" if near else "there are " + ", ".join(by_name)
            sys.exit(f"error: no kind is called `{name}`: {hint}")
    if names:
        return [by_name[name] for name in names]
    if PAGE.exists():
        return known
    print("page: left out, as Scripts/playground has not built it")
    return [kind for kind in known if kind.name != "page"]


def main() -> None:
    """Reads the command line, runs, reports."""
    parser = argparse.ArgumentParser(prog="Scripts/fuzz")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--binaries", type=Path, default=Path(".build/debug"))
    parser.add_argument("minutes", type=float, nargs="?", default=10)
    parser.add_argument("kind", nargs="*")
    options = parser.parse_args()
    known = kinds(options.binaries.absolute())
    if options.list:
        for kind in known:
            print(f"{kind.name:<12} {kind.summary}")
        return
    start, seed = time.monotonic(), int(os.environ.get("RASP_FUZZ_SEED", time.time_ns()))
    print(f"RASP_FUZZ_SEED={seed}", flush=True)
    fuzzer = Fuzzer(chosen(options.kind, known), options.minutes * 60, seed)
    jobs = int(os.environ.get("RASP_FUZZ_JOBS", os.cpu_count() or 1))
    workers = [threading.Thread(target=fuzzer.work, daemon=True) for _ in range(jobs)]
    for worker in workers:
        worker.start()
    minute = start + 60
    while any(worker.is_alive() for worker in workers):
        time.sleep(0.5)
        if time.monotonic() >= minute:
            print(fuzzer.line(start), flush=True)
            minute += 60
    print(fuzzer.line(start))
    fuzzer.report()
    if any(tally.failures for tally in fuzzer.tallies.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
