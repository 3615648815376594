"""Programs over columns of data: Arrow, pandas, polars.

:func:`over` makes a function of columns of a program. It can be pickled, so PySpark and Ray send it
to their workers as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from . import _values
from ._blocks import BOOLEANS, CODES, DOUBLES, INTEGERS, TEXT, Block
from .batch import RunPart, run_part

if TYPE_CHECKING:
    from ._programs import Program
    from .graph import SOp

ROWS = 1 << 16
"""As many rows are run at a time, on one thread."""


class Over:
    """A program as a function of columns; :func:`over` makes it."""

    def __init__(self, sop: SOp, causal: bool, threads: int, errors: str) -> None:
        if threads < 1:
            raise ValueError(f"there must be at least 1 thread, not {threads}")
        if errors not in ("raise", "null"):
            raise ValueError(f"errors are 'raise' or 'null', not {errors!r}")
        self.sop = sop
        self.causal = causal
        self.threads = threads
        self.errors = errors

    def __call__(self, column: Any) -> Any:
        """The program's values on each row: a list a row, null for a row that is null."""
        module = type(column).__module__.partition(".")[0]
        if module == "pandas":
            return self._pandas(column)
        if module == "polars":
            import polars

            return polars.Series(column.name, self.arrow(column.to_arrow()))
        return self.arrow(column)

    def arrow(self, column: Any) -> Any:
        """The values on each row of an Arrow array, as a ``LargeListArray``."""
        import pyarrow

        if isinstance(column, pyarrow.ChunkedArray):
            if column.num_chunks == 0:
                return pyarrow.chunked_array([], pyarrow.large_list(pyarrow.null()))
            return pyarrow.chunked_array(self._unified([self.arrow(c) for c in column.chunks]))
        if not isinstance(column, pyarrow.Array):
            raise TypeError(f"a column of pandas, polars or pyarrow, not a {type(column).__name__}")
        pieces = [column.slice(first, ROWS) for first in range(0, len(column), ROWS)] or [column]
        program = self.sop._program(self.causal)
        if self.threads > 1 and len(pieces) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                results = list(pool.map(lambda piece: self._piece(program, piece), pieces))
        else:
            results = [self._piece(program, piece) for piece in pieces]
        return results[0] if len(results) == 1 else pyarrow.concat_arrays(self._unified(results))

    def _piece(self, program: Program, piece: Any) -> Any:
        import pyarrow

        column, offsets = _sequences(piece)
        part = run_part(self.sop, program, column, offsets)
        nulls = piece.is_null() if piece.null_count else None
        if part.faults:
            if self.errors == "raise":
                raise part.faults[min(part.faults)]
            failed = pyarrow.array([number in part.faults for number in range(part.count)])
            nulls = failed if nulls is None else pyarrow.compute.or_(nulls, failed)
        return pyarrow.LargeListArray.from_arrays(_offsets(part), _array(part.block), mask=nulls)

    @staticmethod
    def _unified(arrays: list[Any]) -> list[Any]:
        """Arrays of one type, where pieces without values have taken another."""
        types = {array.type: None for array in arrays if len(array.values)}
        if len(types) > 1:
            raise TypeError(f"rows have values of several kinds: {', '.join(map(str, types))}")
        common = next(iter(types), arrays[0].type)
        return [array.cast(common) if array.type != common else array for array in arrays]

    def _pandas(self, column: Any) -> Any:
        import pandas
        import pyarrow

        result = self.arrow(pyarrow.Array.from_pandas(column))
        return pandas.Series(
            pandas.arrays.ArrowExtensionArray(
                result
                if isinstance(result, pyarrow.ChunkedArray)
                else pyarrow.chunked_array([result])
            ),
            index=column.index,
            name=column.name,
        )


def over(
    sop: SOp, *, causal: bool = False, threads: int = 1, errors: str = "raise"
) -> Callable[[Any], Any]:
    """A program as a function of columns: Arrow arrays, series of pandas or polars.

    A row is a text, a token a character, or a list of values. The result has a list a row.
    ``errors`` says what becomes of a row that the program fails on: its error is raised, or the row
    is null.

    >>> import pyarrow
    >>> from swift_rasp import key, query, tokens
    >>> histogram = (key(tokens) == query(tokens)).value(1)
    >>> over(histogram)(pyarrow.array(["hello", None, "aa"])).to_pylist()
    [[1, 1, 2, 2, 1], None, [2, 2]]
    """
    return Over(sop, causal, threads, errors)


def _sequences(column: Any) -> tuple[_values.Column, bytes]:
    """The tokens of the rows, and where each row starts."""
    import pyarrow

    kind = column.type
    if pyarrow.types.is_null(kind):
        return _values.Column(INTEGERS, b"", 0, b""), bytes(8 * (len(column) + 1))
    if pyarrow.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pyarrow.types.is_string(kind) or _is_view(kind):
        column = column.cast(pyarrow.large_string())
        kind = column.type
    if pyarrow.types.is_large_string(kind):
        return _texts(column)
    if pyarrow.types.is_list(kind) or pyarrow.types.is_fixed_size_list(kind):
        column = column.cast(pyarrow.large_list(kind.value_type))
        kind = column.type
    if pyarrow.types.is_large_list(kind):
        return _lists(column)
    raise TypeError(f"rows must be texts or lists, not {kind}")


def _is_view(kind: Any) -> bool:
    import pyarrow

    return hasattr(pyarrow.types, "is_string_view") and bool(pyarrow.types.is_string_view(kind))


def _texts(column: Any) -> tuple[_values.Column, bytes]:
    _, offsets, data = column.buffers()
    places = memoryview(offsets).cast("B")[8 * column.offset :][: 8 * (len(column) + 1)].cast("q")
    first, last = places[0], places[-1]
    text: bytes | int = b"" if data is None or first == last else data.address + first
    return _values.Column(TEXT, text, last - first, b"", data), _from_zero(places, first)


def _lists(column: Any) -> tuple[_values.Column, bytes]:
    import pyarrow

    offsets = column.offsets
    first, last = offsets[0].as_py(), offsets[-1].as_py()
    values = column.values.slice(first, last - first)
    places = memoryview(offsets.buffers()[1]).cast("B")[8 * offsets.offset :]
    starts = _from_zero(places[: 8 * len(offsets)].cast("q"), first)
    kind = values.type
    if values.null_count == 0:
        if pyarrow.types.is_integer(kind) and kind != pyarrow.uint64():
            return _numbers(INTEGERS, values.cast(pyarrow.int64())), starts
        if pyarrow.types.is_floating(kind):
            return _numbers(DOUBLES, values.cast(pyarrow.float64())), starts
    if pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind):
        coded = values.dictionary_encode(null_encoding="encode")
        codes = _numbers(CODES, coded.indices.cast(pyarrow.int32()))
        return codes._replace(table=_values.dump(coded.dictionary.to_pylist())), starts
    return _values.values_column(values.to_pylist()), starts


def _numbers(kind: int, values: Any) -> _values.Column:
    width = values.type.bit_width // 8
    data = values.buffers()[1]
    address: bytes | int = data.address + width * values.offset if len(values) else b""
    return _values.Column(kind, address, len(values), b"", data)


def _from_zero(places: memoryview, first: int) -> bytes:
    if first == 0:
        return places.tobytes()
    from array import array

    return array("q", [place - first for place in places]).tobytes()


def _offsets(part: RunPart) -> Any:
    import pyarrow

    places = part.starts
    buffer = pyarrow.py_buffer(places if isinstance(places, (bytes, memoryview)) else bytes(places))
    return pyarrow.Array.from_buffers(pyarrow.int64(), part.count + 1, [None, buffer])


def _array(block: Block) -> Any:
    """The values of a block as an Arrow array."""
    import pyarrow

    data = pyarrow.py_buffer(block.data)
    if block.kind == BOOLEANS:
        bytes_ = pyarrow.Array.from_buffers(pyarrow.uint8(), block.length, [None, data])
        return bytes_.cast(pyarrow.bool_())
    if block.kind in (INTEGERS, DOUBLES):
        kind = pyarrow.int64() if block.kind == INTEGERS else pyarrow.float64()
        return pyarrow.Array.from_buffers(kind, block.length, [None, data])
    codes = pyarrow.Array.from_buffers(pyarrow.int32(), block.length, [None, data])
    table = _values.table(block)
    kinds = {type(value) for value in table if value is not None}
    if len(kinds) > 1:
        names = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise TypeError(
            f"the program gives values of several kinds ({names}), which no Arrow type has:"
            " make them one with where or map"
        )
    return pyarrow.array(table).take(codes)


__all__ = ["Over", "over"]
