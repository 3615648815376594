"""What running a program on many inputs gives."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, overload

from . import _blocks, _values
from ._blocks import TEXT, Block
from ._programs import error_of
from ._values import Column, Tokens, Value

if TYPE_CHECKING:
    from .errors import RaspError
    from .graph import SOp


class Batch(Sequence["list[Value]"]):
    """A program's values on many inputs: a list of lists, in the inputs' order.

    An input that the program fails on leaves the others alone; asking for its values raises its
    error, which ``faults`` has too.

    >>> from swift_rasp import tokens
    >>> batch = (tokens + 1).run_batch([[1, 2], "a"])
    >>> batch[0], sorted(batch.faults)
    ([2, 3], [1])
    """

    def __init__(
        self, sop: SOp, sequences: Iterable[Tokens], causal: bool = False, threads: int = 1
    ) -> None:
        self.sop = sop
        """The program."""
        program = sop._program(causal)
        parts = _parts(list(sequences), threads)

        def run(part: list[Tokens]) -> RunPart:
            column, starts = joined(part)
            return run_part(sop, program, column, starts)

        if threads > 1 and len(parts) > 1:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(threads) as pool:
                self._parts = list(pool.map(run, parts))
        else:
            self._parts = [run(part) for part in parts]
        self._firsts = [0, *accumulate(part.count for part in self._parts)]

    @property
    def faults(self) -> dict[int, RaspError]:
        """The errors of inputs that the program fails on, by the inputs' numbers."""
        return {
            first + number: error
            for first, part in zip(self._firsts, self._parts, strict=False)
            for number, error in part.faults.items()
        }

    def results(self) -> list[list[Value] | None]:
        """The values of each sequence, ``None`` for one that failed."""
        faults = self.faults
        return [None if number in faults else self[number] for number in range(len(self))]

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, place: int) -> list[Value]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[Value]]: ...
    def __getitem__(self, place: int | slice) -> list[Value] | list[list[Value]]:
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        number = range(len(self))[place]
        for first, part in zip(self._firsts, self._parts, strict=False):
            if number < first + part.count:
                return part[number - first]
        raise IndexError(place)

    def __iter__(self) -> Iterator[list[Value]]:
        for part in self._parts:
            for number in range(part.count):
                yield part[number]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Batch, list)):
            return list(self) == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<a batch of {len(self)} sequences, {len(self.faults)} of them faults>"


class RunPart:
    """The values of neighbouring sequences of a batch."""

    def __init__(self, block: Block, starts: Sequence[int], faults: dict[int, RaspError]) -> None:
        self.block = block
        self.starts = starts
        self.faults = faults
        self.count = len(starts) - 1
        self._values: list[Value] | None = None

    def __getitem__(self, number: int) -> list[Value]:
        if number in self.faults:
            raise self.faults[number]
        if self._values is None:
            self._values = _values.values(self.block)
        return self._values[self.starts[number] : self.starts[number + 1]]


def run_part(
    sop: SOp, program: Any, column: Column, starts: bytes | int, count: int = -1
) -> RunPart:
    """Runs a program on the sequences of a column."""
    count = len(starts) // 8 - 1 if isinstance(starts, bytes) else count
    block = program.run(sop, column, starts, count)
    width = struct.calcsize("iqd?"[block.kind])
    place = _blocks.padded(block.length * width)
    ends = memoryview(block.data)[place:].cast("q")
    faults = {number: error_of(fault, sop) for number, fault in _values.faults(block)}
    return RunPart(block, ends, faults)


def joined(sequences: Sequence[Tokens]) -> tuple[Column, bytes]:
    """Sequences as one column, and where each starts: in bytes, if they are texts."""
    if all(type(sequence) is str for sequence in sequences):
        texts = [sequence.encode() for sequence in sequences]  # type: ignore[union-attr]
        data = b"".join(texts)
        starts = array("q", [0, *accumulate(map(len, texts))])
        return Column(TEXT, data, len(data), b""), starts.tobytes()
    lists = [_values.values_list(sequence) for sequence in sequences]
    starts = array("q", [0, *accumulate(map(len, lists))])
    flat = [value for values in lists for value in values]
    return _values.values_column(flat), starts.tobytes()


def _parts(sequences: list[Tokens], threads: int) -> list[list[Tokens]]:
    if threads < 1:
        raise ValueError(f"there must be at least 1 thread, not {threads}")
    size = max(1, min(1 << 16, -(-len(sequences) // threads)))
    return [sequences[first : first + size] for first in range(0, len(sequences), size)]
