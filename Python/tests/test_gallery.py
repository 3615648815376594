"""What the original implementation answers, line by line."""

import json
import os
from pathlib import Path

import pytest

from swift_rasp import indices, key, query, tokens, where
from swift_rasp.gallery import (
    add,
    after,
    atoi,
    before,
    cumsum,
    cumsum_from_end,
    first,
    flip,
    histogram,
    index,
    minimum,
    previous,
    ralign,
    same,
    shift,
    slide,
    sort,
    split,
    window,
)

SHARED = Path(os.environ.get("RASP_SHARED", Path(__file__).parents[3] / "shared"))
GOLDEN = SHARED / "golden" / "raspy.jsonl"

PROGRAMS = {
    "flip": flip,
    "histogram": histogram,
    "window": window,
    "cumsum": cumsum,
    "cumsum_from_end": cumsum_from_end,
    "index": index,
    "shift": shift,
    "minimum": minimum,
    "sort": sort,
    "first": first,
    "ralign": ralign,
    "split": lambda separator, is_first: split(separator, bool(is_first)),
    "slide_marked": lambda mark: slide(tokens != mark),
    "add": add,
    "affine": lambda: tokens * 2 - 1,
    "minus_plus_indices": lambda: tokens - 5 + indices,
    "equals": lambda token: tokens == token,
    "not_equals": lambda token: tokens != token,
    "equals_or_at": lambda token, i: (tokens == token) | (indices == i),
    "keep_or": lambda a, b, other: where((tokens == a) | (tokens == b), tokens, other),
    "dashes_to_numbers": lambda: atoi(where(tokens == "-", "0", tokens)) + 2,
    "divided": lambda divisor: tokens / divisor,
    "modulo": lambda divisor: tokens % divisor,
}
SELECTORS = {
    "same": same,
    "before": before,
    "after": after,
    "before & same": before & same,
    "before | same": before | same,
    "previous": previous,
    "not after and not same index": ~after & ~(key(indices) == query(indices)),
    "same xor before (as (a|b) & (key != query | key >= query))": (same | before)
    & ((key(tokens) != query(tokens)) | (key(indices) >= query(indices))),
}


@pytest.mark.skipif(not GOLDEN.exists(), reason=f"{GOLDEN} is not there")
def test_every_golden_line():
    lines = [json.loads(line) for line in GOLDEN.read_text().splitlines()]
    for line in lines:
        if "selector" in line:
            found = SELECTORS[line["selector"]](line["input"])
            assert found == [[bool(cell) for cell in row] for row in line["matrix"]], line
            continue
        program = PROGRAMS[line["program"]](*line["arguments"])
        found = program(line["input"])
        assert found == line["output"], line
        assert list(map(type, found)) == list(map(type, line["output"])), line
        assert program.layers == line["layers"], line
    assert len(lines) == 396


def test_the_article():
    assert add()("683+345") == [0, 0, 0, 1, 0, 2, 8]
    assert add().layers == 6
    assert flip()("hello") == list("olleh")
    assert sort()([3, 1, 2]) == [1, 2, 3]
