"""Threads, forks, signals and memory."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import swift_rasp as rasp
from swift_rasp import Session, gallery, indices, read, select, tokens


def stress(seed):
    """Runs, functions, errors and figures, mixed; what each must give is known."""
    add = gallery.add()
    for turn in range(seed, seed + 60):
        number = str(1_000 + turn)
        assert "".join(map(str, add(f"{number}+{number}")))[5:] == str(2 * int(number))
        assert (tokens + turn)([1, 2]) == [1 + turn, 2 + turn]
        assert tokens.map(lambda x, turn=turn: x * turn)([1, 2]) == [turn, 2 * turn]
        with pytest.raises(ZeroDivisionError):
            tokens.map(lambda x, turn=turn: 1 // (x - turn))([turn])
        with pytest.raises(rasp.RaspTypeError):
            (tokens + 1)("a")
        assert "<svg" in indices.figure("ab")
    return True


def test_eight_threads():
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(stress, range(8)))


def forked(queue):
    queue.put(list(gallery.histogram()("hello")))
    queue.put(list(tokens.map(str.upper)("ab")))


@pytest.mark.native
def test_a_fork_goes_on_with_the_engine():
    histogram = gallery.histogram()
    assert histogram("aa") == [2, 2]
    stop = threading.Event()

    def busy():
        while not stop.is_set():
            histogram("hello")

    worker = threading.Thread(target=busy)
    worker.start()
    try:
        context = multiprocessing.get_context("fork")
        for _ in range(5):
            queue = context.Queue()
            process = context.Process(target=forked, args=(queue,))
            process.start()
            assert queue.get(timeout=60) == [1, 1, 2, 2, 1]
            assert queue.get(timeout=60) == ["A", "B"]
            process.join(60)
            assert process.exitcode == 0
    finally:
        stop.set()
        worker.join()


def test_a_spawned_process_gets_the_program():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(gallery.histogram().input, ("hello",)) == [1, 1, 2, 2, 1]


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


RASPY = """
n = {turn}
def f(x): return x * n
a = tokens.map(f)
def g(k): return a.map(lambda x: x + k)
g(1)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="memory is read from /proc")
@pytest.mark.parametrize(
    ("count", "make"),
    [
        (10_000, lambda turn: (tokens + turn)([1, 2])),
        (10_000, lambda turn: tokens.map(lambda x: x + turn)([1, 2])),
        (2_000, lambda turn: select(indices, indices, lambda k, q: k < q + turn).width("abcd")),
        (2_000, lambda turn: repr((tokens + turn)._program() and tokens + turn)),
        (300, lambda turn: gallery.flip().figure("abc")),
        (10_000, lambda turn: (tokens == "a").compile("ab", 1 + turn % 2).predict("a")),
        (10_000, lambda turn: read(RASPY.format(turn=turn))([1])),
        (10_000, lambda turn: read(f"def f(a) {{ return a + {turn}; }} f(indices);", "rasp")("a")),
        (10_000, lambda turn: read(f'V = # "a"\nV >= {turn % 9}', "crasp")("a")),
        (10_000, lambda turn: read("A(i) = rightmost j [j < i, 1] Q_a(j) : 0", "brasp")("a")),
        (10_000, lambda turn: Session().check(f"indices.vlaue({turn})")),
        (1_000, lambda turn: read("indices.map(lambda x: x % 2)").compile("ab", 2).predict("a")),
    ],
    ids=[
        "sum",
        "map",
        "predicate",
        "repr",
        "figure",
        "model",
        "raspy",
        "rasp",
        "crasp",
        "brasp",
        "fault",
        "compiled-text",
    ],
)
def test_memory_stays_flat(count, make):
    """A leak of 400 bytes a turn would be seen in ten thousand, of 4,000 in a thousand."""
    for turn in range(count // 4):
        make(turn)
    before = resident()
    for turn in range(count):
        make(turn)
    assert resident() - before < 4_000_000


def test_an_exception_of_a_function_keeps_its_kind_in_a_long_run():
    def fail(x):
        if x == 999:
            raise LookupError("here")
        return x

    with pytest.raises(LookupError, match="here"):
        tokens.map(fail)(list(range(300_000)))


LASTING = r'''
import time
from swift_rasp import *
from swift_rasp import gallery

deep = indices
for turn in range(20_000):
    deep = (deep + turn) % 1_000_003

LOOP = """
def f(x):
  for i in range(9_999): pass
  return x
indices.map(f)
"""

def count():
    while True:
        try:
            read("n = 0\nwhile n >= 0: n = n + 1")
        except RaspSyntaxError:
            pass
'''


@pytest.mark.native
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(
    "work",
    [
        "tokens.map(lambda x: time.sleep(0.01) or x)(list(range(100_000)))",
        "deep('a' * 100_000)",
        "read(LOOP)('a' * 4_000)",
        "count()",
        "select(indices, indices, lambda k, q: time.sleep(0.001) or k < q).width('a' * 1000)",
        "gallery.add().compile('0123456789+', 15).verify(samples=10_000_000)",
    ],
)
def test_ctrl_c_ends_what_lasts(work):
    code = (
        f"{LASTING}\n"
        "tokens('a')\nprint('ready', flush=True)\n"
        f"try:\n    {work}\n    print('ended')\n"
        "except KeyboardInterrupt:\n    print('interrupted', flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "ready\n"
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
    finally:
        process.kill()
        process.communicate()


def test_pickles_carry_no_engine():
    program = gallery.add()
    data = pickle.dumps(program)
    assert len(data) < 6_000
    assert pickle.loads(data)("1+2") == [0, 0, 3]
