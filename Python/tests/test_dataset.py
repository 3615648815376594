"""Labelled examples: right labels, lengths, splits, and the same for the same seed."""

import json

import pyarrow.parquet
import pytest

from swift_rasp import gallery, indices, key, query, tokens
from swift_rasp.dataset import Dataset

HISTOGRAM = gallery.histogram()


def test_labels_are_what_the_program_gives():
    data = Dataset(HISTOGRAM, "abc", train=300, test=50, lengths=(0, 9), seed=3)
    for row in [*data.train, *data.test]:
        assert row["labels"] == list(HISTOGRAM(row["tokens"]))
        assert row["positions"] == list(range(len(row["tokens"])))
    assert len({len(row["tokens"]) for row in data.train}) == 10


def test_splits_by_length_and_offsets():
    data = Dataset(
        HISTOGRAM,
        "ab",
        train=50,
        test=50,
        lengths=(2, 6),
        test_lengths=(20, 30),
        offsets=(5, 40),
        at="last",
        seed=1,
    )
    assert {len(row["tokens"]) for row in data.train} <= set(range(2, 7))
    assert {len(row["tokens"]) for row in data.test} <= set(range(20, 31))
    assert all(row["labels"] == HISTOGRAM(row["tokens"])[-1] for row in data.test)
    starts = {row["positions"][0] for row in data.train}
    assert min(starts) >= 5
    assert max(starts) <= 40
    assert len(starts) > 10


def test_another_label_and_causal_programs():
    before = (key(tokens) == query(tokens)).value(1)
    data = Dataset(before, "ab", train=20, test=0, label=indices, causal=True, seed=1)
    assert all(row["labels"] == row["positions"] for row in data.train)
    data = Dataset(before, "ab", train=20, test=0, causal=True, seed=1)
    assert all(row["labels"] == list(before(row["tokens"], causal=True)) for row in data.train)


def test_the_seed_decides():
    first = Dataset(HISTOGRAM, "abc", train=40, test=40, seed=1)
    again = Dataset(HISTOGRAM, "abc", train=40, test=40, seed=1)
    other = Dataset(HISTOGRAM, "abc", train=40, test=40, seed=2)
    assert (first.train.rows, first.test.rows) == (again.train.rows, again.test.rows)
    assert first.train.rows != other.train.rows


def test_no_input_comes_twice():
    data = Dataset(HISTOGRAM, "ab", train=6, test=8, lengths=(1, 3), seed=1)
    inputs = ["".join(row["tokens"]) for row in [*data.train, *data.test]]
    assert len(set(inputs)) == 14
    with pytest.raises(ValueError, match="too few different ones"):
        Dataset(HISTOGRAM, "ab", train=10, test=10, lengths=(1, 3), seed=1)
    assert len(Dataset(HISTOGRAM, "a", train=9, test=0, lengths=(1, 1), distinct=False).train) == 9


def test_inputs_that_fail_are_drawn_again():
    data = Dataset(6 // tokens, [0, 1, 2], train=30, test=0, lengths=(1, 4), seed=1)
    assert all(0 not in row["tokens"] for row in data.train)
    with pytest.raises(ValueError, match="fails on most"):
        Dataset(1 // (tokens - tokens), [1], train=1, test=0)


def test_files(tmp_path):
    data = Dataset(HISTOGRAM, "abc", train=20, test=5, seed=1)
    data.save(tmp_path)
    lines = (tmp_path / "train.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == data.train.rows
    data.save(tmp_path, "parquet")
    assert pyarrow.parquet.read_table(tmp_path / "test.parquet").to_pylist() == data.test.rows


@pytest.mark.parametrize(
    "wrong",
    [
        {"train": -1},
        {"lengths": (5, 2)},
        {"lengths": (0, 3), "at": "last"},
        {"offsets": (-1, 3)},
        {"at": "first"},
        {"vocabulary": ""},
    ],
)
def test_wrong_arguments(wrong, tmp_path):
    arguments = {"vocabulary": "ab", "train": 1, "test": 1} | wrong
    with pytest.raises(ValueError):
        Dataset(HISTOGRAM, arguments.pop("vocabulary"), **arguments)
    with pytest.raises(ValueError, match="forms"):
        Dataset(HISTOGRAM, "ab", train=1, test=1).save(tmp_path, "csv")
