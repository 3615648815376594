"""Programs over columns of data give what they give row by row."""

import pickle

import numpy as np
import pandas
import polars
import pyarrow as pa
import pytest

import swift_rasp as rasp
from swift_rasp import indices, key, query, tokens
from swift_rasp.arrow import over

HISTOGRAM = (key(tokens) == query(tokens)).value(1)
TEXTS = ["hello", "", "aa", "äöä", "x" * 100, "😀a😀"]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]
)
def test_texts(kind):
    column = (
        pa.array(TEXTS, kind) if not pa.types.is_dictionary(kind) else pa.array(TEXTS).cast(kind)
    )
    assert over(HISTOGRAM)(column).to_pylist() == [list(HISTOGRAM(text)) for text in TEXTS]


def test_slices_chunks_and_nulls():
    column = pa.array(["zz", None, *TEXTS, None])
    expected = [None if text is None else list(HISTOGRAM(text)) for text in column.to_pylist()]
    assert over(HISTOGRAM)(column).to_pylist() == expected
    assert over(HISTOGRAM)(column.slice(1, 4)).to_pylist() == expected[1:5]
    chunked = pa.chunked_array([column.slice(0, 3), column.slice(3)])
    assert over(HISTOGRAM)(chunked).to_pylist() == expected
    assert over(HISTOGRAM)(pa.array([], pa.string())).to_pylist() == []
    assert over(HISTOGRAM)(pa.array([None, None])).to_pylist() == [None, None]


def test_many_rows_on_threads():
    texts = [f"{number:04}" for number in range(150_000)]
    found = over(HISTOGRAM, threads=2)(pa.array(texts))
    assert len(found) == len(texts)
    for number in (0, 65_535, 65_536, 149_999):
        assert found[number].as_py() == list(HISTOGRAM(texts[number]))


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([[1, 2, 1], [], [5]], pa.list_(pa.int64())),
        ([[1, 2, 1], [], [5]], pa.large_list(pa.int8())),
        ([[1.5, 2.0], [1.5, 1.5]], pa.list_(pa.float32())),
        ([["ab", "c", "ab"], ["c"], []], pa.list_(pa.string())),
        ([[True, False, True]], pa.list_(pa.bool_())),
        ([[1, None, 1]], pa.list_(pa.int64())),
        ([[1, 2], [3, 3]], pa.list_(pa.int64(), 2)),
    ],
)
def test_lists(rows, kind):
    column = pa.array(rows, kind)
    assert over(HISTOGRAM)(column).to_pylist() == [list(HISTOGRAM(row)) for row in rows]
    assert over(HISTOGRAM)(column.slice(1)).to_pylist() == [
        list(HISTOGRAM(row)) for row in rows[1:]
    ]


def test_kinds_of_results():
    column = pa.array(["ab", "c"])
    assert over(indices / 2)(column).type.value_type == pa.float64()
    assert over(tokens == "a")(column).to_pylist() == [[True, False], [False]]
    assert over(tokens)(column).to_pylist() == [["a", "b"], ["c"]]
    shift = (key(indices) == query(indices - 1)).value(tokens, None)
    assert over(shift)(column).to_pylist() == [[None, "a"], [None]]
    with pytest.raises(TypeError, match="several kinds"):
        over(rasp.where(indices == 0, tokens, 1))(column)


def test_faults():
    column = pa.array([[0], [1], [2]])
    with pytest.raises(rasp.RaspZeroDivisionError):
        over(6 // tokens)(column)
    assert over(6 // tokens, errors="null")(column).to_pylist() == [None, [6], [3]]
    with pytest.raises(TypeError, match="texts or lists"):
        over(tokens)(pa.array([1, 2]))
    with pytest.raises(TypeError, match="a column"):
        over(tokens)("abc")
    for wrong in ({"threads": 0}, {"errors": "hide"}):
        with pytest.raises(ValueError):
            over(tokens, **wrong)


def test_pandas():
    series = pandas.Series(TEXTS, index=range(10, 10 + len(TEXTS)), name="text")
    found = HISTOGRAM(series)
    assert (found.name, list(found.index)) == ("text", list(series.index))
    assert [list(row) for row in found] == [list(HISTOGRAM(text)) for text in TEXTS]


def test_polars():
    series = polars.Series("text", TEXTS)
    found = HISTOGRAM(series)
    assert found.name == "text"
    assert found.to_list() == [list(HISTOGRAM(text)) for text in TEXTS]


def test_a_pickled_function_of_columns():
    copy = pickle.loads(pickle.dumps(over(HISTOGRAM)))
    assert copy(pa.array(["aa"])).to_pylist() == [[2, 2]]


@pytest.mark.parametrize(
    "array",
    [
        np.array([3, 1, 3]),
        np.array([3, 1, 3], dtype=np.int8),
        np.array([3, 1, 3], dtype=np.uint64),
        np.array([0.5, 1.0, 0.5]),
        np.array([0.5, 1.0, 0.5], dtype=np.float32),
        np.array([True, False, True]),
        np.array(["a", "bc", "a"]),
        np.array(["a", 1, "a"], dtype=object),
        np.arange(6)[::2] % 4,
    ],
)
def test_numpy(array):
    assert HISTOGRAM(array) == HISTOGRAM(array.tolist())
    assert tokens(array) == array.tolist()
    assert list(tokens(array).numpy()) == array.tolist()
    assert np.asarray(HISTOGRAM(array)).tolist() == list(HISTOGRAM(array))
    with pytest.raises(ValueError, match="dimension"):
        tokens(np.zeros((2, 2)))
