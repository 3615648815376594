"""Sends random words, codes, texts and requests to the engine: it must answer, and not end.

python checks/fuzz.py [HOW_MANY] [SEED]     by default 10,000,000 of them, words and bytes counted
"""

from __future__ import annotations

import json
import random
import sys
from array import array

from swift_rasp._engine import engine

ARITIES = (0, 0, 0, 0, 1, 2, 2, 3, 1, 1, 2, 2, 2, 2, 1, 0, 1)
CONSTANTS = [
    b'["a", 1, 2.5, true, null, "b"]',
    b"[]",
    b"[0, 0]",
    b"[",
    b"[[]]",
    b"\xff",
    b"[1e999]",
]
REQUESTS = [
    b'["about"]',
    b'["text"]',
    b'["plan", 9]',
    b'["trace", 1, "a"]',
    b'["figure", "h", "i"]',
    b'["drawing", null]',
    b'["view", "h", "i"]',
    b'["cell", 0, 1, 1, "h", "i"]',
    b'["cell", -1, 9223372036854775807, 0, "h"]',
    b'["output", -1, 1, "h", "i"]',
    b'["output", 0, -1, "h"]',
    b'["compile", 2, true, 100000, "a", 1]',
]


FRAGMENTS = {
    "raspy": "tokens indices key( query( ) == .value( .map( lambda x: x select( def f(x):\n return "
    "1 'a' + , [ ] ( f x = \n where( print( for in if else",
    "rasp": 'tokens indices select( aggregate( , ) == 1 "a" + ; def f(a) { return } a x = length '
    "set example load { } for in range(",
    "crasp": '# "a" Q_a x = >= + 1 & | ! ( ) \n if',
    "brasp": "A B (i) = leftmost rightmost j [ < i , 1 ] Q_a(j) : 0 & | ! \n",
}
"""What texts of the dialects are made of, with a space after each."""


def words(generator: random.Random) -> list[int]:
    """Words that are mostly those of a program."""
    found = [0, 0, 0, 0]
    for node in range(1, generator.randint(2, 8)):
        code = generator.randrange(len(ARITIES))
        count = ARITIES[code] if generator.random() < 0.97 else generator.randint(0, 4)
        found += [code, small(generator), small(generator), count]
        found += [generator.randrange(node) for _ in range(count)]
    if generator.random() < 0.2:
        found[generator.randrange(len(found))] = generator.randint(-(2**31), 2**31 - 1)
    return found[: -generator.randint(1, 4)] if generator.random() < 0.05 else found


def small(generator: random.Random) -> int:
    """Mostly the number of something that is there."""
    return generator.randint(0, 5) if generator.random() < 0.95 else generator.randint(-9, 10**9)


def column(generator: random.Random) -> tuple[int, bytes, int, bytes]:
    """A column of any kind, that may be broken."""
    kind, count = generator.randint(-1, 6), generator.randint(0, 20)
    table = generator.choice([b'["a", 1, 1, null]', b"[]", b"{}", b""])
    if kind == 0:
        return (
            kind,
            array("i", [generator.randint(-1, 4) for _ in range(count)]).tobytes(),
            count,
            table,
        )
    if kind in (1, 2):
        return kind, generator.randbytes(8 * count), count, b""
    return kind, generator.randbytes(8 * count), count, b""


def text(generator: random.Random, dialect: str) -> str:
    """Words of a dialect, one after the other."""
    fragments = FRAGMENTS[dialect].split(" ")
    return " ".join(generator.choices(fragments, k=generator.randint(0, 12)))


def texts(generator: random.Random) -> tuple[int, int, int]:
    """Sends texts to a session and runs what they give: what was sent, calls, programs."""
    target = engine()
    dialect = generator.choice(list(FRAGMENTS))
    session = target.session(dialect.encode()).length
    sent = programs = 0
    count = generator.randint(1, 6)
    handles = []
    for _ in range(count):
        question = generator.choice(["run", "run", "program", "check", "incomplete"])
        request = json.dumps([question, text(generator, dialect), text(generator, dialect)])
        block = target.ask(session, request.encode())
        sent += len(request)
        if block.is_fault or block.length == 0:
            continue
        programs += 1
        handles.append(block.length)
        target.run(block.length, 4, b"ab", 2, b"", None, -1)
    if generator.random() < 0.5:
        target.release(session)
        session = 0
    made = target.program(array("i", [15, 0, 0, 0, 4, 1, 0, 1, 0]).tobytes(), b"[]", handles, False)
    for handle in handles:
        target.release(handle)
    if not made.is_fault:
        target.run(made.length, 4, b"ab", 2, b"", None, -1)
        target.release(made.length)
    if session:
        target.release(session)
    return sent, 2 * count + 1, programs


def main(wanted: int, seed: int) -> None:
    """Prints how much was sent, and how much of it was a program."""
    generator = random.Random(seed)
    target = engine()
    sent = programs = calls = 0
    while sent < wanted:
        if generator.random() < 0.1:
            more = texts(generator)
            sent, calls, programs = sent + more[0], calls + more[1], programs + more[2]
        numbers = words(generator)
        data = array("i", numbers).tobytes()
        block = target.program(
            data, generator.choice(CONSTANTS[:1] * 20 + CONSTANTS), [], generator.random() < 0.5
        )
        sent += len(numbers)
        calls += 1
        if block.is_fault:
            continue
        programs += 1
        for _ in range(4):
            kind, memory, count, table = column(generator)
            ends = sorted(generator.randint(0, count) for _ in range(2))
            starts = generator.choice([None, [0, *ends, count], [0, count], [0, -1, count], [1, 9]])
            memory_of = None if starts is None else array("q", starts).tobytes()
            sequences = -1 if starts is None else len(starts) - 1
            target.run(block.length, kind, memory, count, table, memory_of, sequences)
            sent += count + len(table)
            calls += 1
        request = generator.choice(REQUESTS) if generator.random() < 0.5 else b""
        if not request:
            request = generator.randbytes(generator.randint(0, 20))
        answer = target.ask(block.length, request)
        if request.startswith(b'["compile"') and not answer.is_fault:
            target.run(answer.length, 4, b"aa", 2, b"", None, -1)
            target.release(answer.length)
        sent += len(request)
        calls += 1
        target.release(block.length)
    print(f"{sent:,} words, values and bytes in {calls:,} calls, {programs:,} programs")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000, int((sys.argv + ["1", "1"])[2]))
