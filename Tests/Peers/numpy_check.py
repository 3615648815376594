"""`rasp run --format npy` beside numpy: what it reads, what it writes, and the values themselves.

Usage: numpy_check.py RASP
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy

RASP = sys.argv[1]
random = numpy.random.default_rng(1)


def run(program, array, folder):
    source, result = folder / "in.npy", folder / "out.npy"
    numpy.save(source, array)
    subprocess.run(
        [RASP, "run", program, "--format", "npy", str(source), "-o", str(result)], check=True
    )
    piped = subprocess.run(
        [RASP, "run", program, "--format", "npy"],
        input=source.read_bytes(),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    assert piped == result.read_bytes(), "standard output and -o differ"
    return numpy.load(result)


def histogram(row):
    return numpy.array([numpy.count_nonzero(row == value) for value in row], dtype=numpy.int64)


def window(row):
    return numpy.array([row[max(0, i - 2) : i + 1].sum() for i in range(len(row))])


ORACLES = {
    "histogram": histogram,
    "flip": lambda row: row[::-1],
    "sort": numpy.sort,
    "cumsum": numpy.cumsum,
    "window": window,
    "minimum": lambda row: numpy.repeat(numpy.sort(row)[:1], len(row)),
}


def arrays(shape):
    for type_ in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"):
        limit = min(numpy.iinfo(type_).max, 10**12)
        yield random.integers(max(numpy.iinfo(type_).min, -(10**12)), limit, shape, type_)
    yield random.integers(-64, 64, shape).astype("f4") / 8
    yield random.integers(-64, 64, shape) / 8
    yield random.integers(0, 2, shape).astype(bool)
    yield random.choice(numpy.array(["a", "bc", "", "é", "𝕏"]), shape)


def main():
    count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for shape in [(0,), (1,), (7,), (300,), (0, 5), (3, 0), (40, 9), (5, 100)]:
            for array in arrays(shape):
                for program, oracle in ORACLES.items():
                    if program in ("cumsum", "window") and array.dtype.kind in "Ub":
                        continue  # text has no sum, and a sum of one Boolean is that Boolean
                    found = run(program, array, folder)
                    rows = array if array.ndim == 2 else [array]
                    wanted = [oracle(row) for row in rows]
                    if array.ndim == 1:
                        wanted = wanted[0]
                    assert found.shape == array.shape, (program, array.dtype, found.shape)
                    wanted = numpy.array(wanted).reshape(array.shape)
                    assert numpy.array_equal(found, wanted), (program, array, found, wanted)
                    count += 1
    print(f"numpy: {count} arrays through files, 0 differ")


main()
