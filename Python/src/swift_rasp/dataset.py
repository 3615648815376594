"""Labelled examples of programs, for training studies.

>>> from swift_rasp import key, query, tokens
>>> from swift_rasp.dataset import Dataset
>>> histogram = (key(tokens) == query(tokens)).value(1)
>>> data = Dataset(histogram, "abc", train=100, test=10, lengths=(1, 8), test_lengths=(9, 12))
>>> len(data.train), len(data.test), max(len(row["tokens"]) for row in data.train) <= 8
(100, 10, True)
>>> row = data.train[0]
>>> row["labels"] == list(histogram(row["tokens"]))
True
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Sequence
from typing import Any

from . import _values
from ._values import Tokens, Value
from .graph import SOp
from .model import write_files

Row = dict[str, Any]


class Split(Sequence[Row]):
    """Examples: ``tokens``, ``positions`` and ``labels`` of each."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def __getitem__(self, place: Any) -> Any:
        return self.rows[place]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def json_lines(self) -> str:
        """The examples, a JSON object a line."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.rows)

    def table(self) -> Any:
        """The examples as an Arrow table. Values of one column must be of one kind."""
        import pyarrow

        return pyarrow.Table.from_pylist(self.rows)


class Dataset:
    """Random inputs of a program, split in two, each with what the program gives as labels.

    - ``lengths``, ``test_lengths``: the least and the most tokens of an input; the same for both
      unless tests are to be longer, say.
    - ``offsets``: where positions start, the least and the most: shifted positions teach a model
      places that short inputs never reach.
    - ``label``: the s-op whose values are the labels; the program itself if it is not given.
    - ``at``: ``"every"`` position has a label, or only the ``"last"``.
    - ``causal``: whether positions see only what is before them.
    - ``distinct``: whether no input comes twice, so that no test was trained on. Raises
      ``ValueError`` if there are not enough.

    Inputs on which the program fails are drawn again, up to a hundred times as often as examples
    are wanted. The same arguments and seed give the same examples.
    """

    def __init__(
        self,
        program: SOp,
        vocabulary: Tokens,
        *,
        train: int,
        test: int,
        lengths: tuple[int, int] = (1, 16),
        test_lengths: tuple[int, int] | None = None,
        offsets: tuple[int, int] = (0, 0),
        label: SOp | None = None,
        at: str = "every",
        causal: bool = False,
        distinct: bool = True,
        seed: int = 0,
    ) -> None:
        self._label = program if label is None else label
        self._program = program
        self._vocabulary = _values.values_list(vocabulary)
        self._causal = causal
        self._last = at == "last"
        self._offsets = offsets
        self._seen: set[tuple[tuple[type, Value], ...]] | None = set() if distinct else None
        if not self._vocabulary:
            raise ValueError("the vocabulary is empty")
        if at not in ("every", "last"):
            raise ValueError(f"labels are at 'every' position or the 'last', not {at!r}")
        for name, count in (("train", train), ("test", test)):
            if count < 0:
                raise ValueError(f"{name} is {count}: it must be 0 or more")
        lowest = 1 if self._last else 0
        for name, bounds, least in (
            ("lengths", lengths, lowest),
            ("test_lengths", test_lengths or lengths, lowest),
            ("offsets", offsets, 0),
        ):
            if not least <= bounds[0] <= bounds[1]:
                raise ValueError(f"{name} are {bounds}: a least and a most, from {least} on")
        generator = random.Random(seed)
        self.train = Split(self._rows(generator, train, lengths))
        """The examples to learn from."""
        self.test = Split(self._rows(generator, test, test_lengths or lengths))
        """The examples to test with."""

    def _rows(self, generator: random.Random, count: int, lengths: tuple[int, int]) -> list[Row]:
        rows: list[Row] = []
        tries = 0
        while len(rows) < count:
            wanted = count - len(rows)
            if tries > 100 * count:
                raise ValueError(
                    f"only {len(rows)} of {count} examples were found: the program fails on most"
                    " inputs, or there are too few different ones"
                )
            tries += wanted
            inputs = [self._input(generator, lengths) for _ in range(wanted)]
            rows += self._labelled(generator, [given for given in inputs if self._is_new(given)])
        return rows

    def _input(self, generator: random.Random, lengths: tuple[int, int]) -> list[Value]:
        return generator.choices(self._vocabulary, k=generator.randint(*lengths))

    def _is_new(self, tokens: list[Value]) -> bool:
        if self._seen is None:
            return True
        key = tuple((type(token), token) for token in tokens)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _labelled(self, generator: random.Random, inputs: list[list[Value]]) -> list[Row]:
        found: list[list[list[Value] | None]] = [
            sop.run_batch(inputs, causal=self._causal).results()
            for sop in {id(sop): sop for sop in (self._program, self._label)}.values()
        ]
        rows = []
        for tokens, first, labels in zip(inputs, found[0], found[-1], strict=True):
            if first is None or labels is None:
                continue
            offset = generator.randint(*self._offsets)
            positions = list(range(offset, offset + len(tokens)))
            label: Any = labels[-1] if self._last else labels
            rows.append({"tokens": tokens, "positions": positions, "labels": label})
        return rows

    def save(self, folder: str | os.PathLike[str], form: str = "jsonl") -> None:
        """Writes ``train`` and ``test`` as ``jsonl`` or ``parquet``.

        ``datasets.load_dataset("json", data_files={"train": "…/train.jsonl", …})`` reads them, or
        ``"parquet"`` accordingly.
        """
        if form not in ("jsonl", "parquet"):
            raise ValueError(f"there are the forms 'jsonl' and 'parquet', not {form!r}")
        for name, split in (("train", self.train), ("test", self.test)):
            if form == "jsonl":
                write_files(folder, {f"{name}.jsonl": split.json_lines().encode()})
            else:
                write_files(folder, {f"{name}.parquet": _parquet(split.table())})

    def to_datasets(self) -> Any:
        """The examples as a ``datasets.DatasetDict``."""
        import datasets

        return datasets.DatasetDict(
            {
                name: datasets.Dataset(split.table())
                for name, split in (("train", self.train), ("test", self.test))
            }
        )


def _parquet(table: Any) -> bytes:
    import pyarrow
    import pyarrow.parquet

    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data


__all__ = ["Dataset", "Row", "Split"]
