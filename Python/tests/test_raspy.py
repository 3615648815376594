"""Code that was written for RASPy runs unchanged: values, kinds, layers, and the names it uses."""

import pytest

PROGRAM = """
from raspy import *
from raspy.rasp import Seq, Sel, SOp, Key, Query, Selector

before = key(indices) < query(indices)
same = key(tokens) == query(tokens)
length = (key(1) == query(1)).value(1)

def shift(i=1, default="_", seq=tokens):
    return (key(indices) == query(indices - i)).value(seq, default).name("shift")

def minimum(seq=tokens):
    sel1 = before & (key(seq) == query(seq))
    sel2 = key(seq) < query(seq)
    less = (sel1 | sel2).value(1)
    return (key(less) == query(0)).value(seq).name("min")

def first(q, seq=tokens):
    return minimum(where(seq == q, indices, 99))

def ralign(default="-", sop=tokens):
    c = (key(sop) == query("_")).value(1)
    return (key(indices + c) == query(indices)).value(sop, default).name("ralign")

def atoi(seq=tokens):
    return seq.map(lambda x: ord(x) - ord("0"))

def split(v, i, sop=tokens, default="0"):
    mid = (key(sop) == query(v)).value(indices)
    if i == 0:
        return ralign(default, where(indices < mid, sop, "_"))
    return where(indices > mid, sop, default)

def cumsum(seq=tokens):
    x = (before | (key(indices) == query(indices))).value(seq)
    return x.name("cumsum")

def slide(match, seq=tokens):
    x = cumsum(match)
    y = ((key(x) == query(x + 1)) & (key(match) == query(True))).value(seq)
    return where(match, seq, y).name("slide")

def add(sop=tokens):
    x = atoi(split("+", 0, sop)) + atoi(split("+", 1, sop))
    gte = where(x > 9, "1", where(x == 9, "<", "0"))
    carry = shift(-1, "0", gte)
    y = slide(carry != "<", carry)
    return (x + atoi(y)) % 10

flip = (key(length - indices - 1) == query(indices)).value(tokens)
"""


@pytest.fixture(scope="module")
def names():
    found = {}
    exec(PROGRAM, found)
    return found


def test_values_and_layers(names):
    tokens = names["tokens"]
    assert names["add"]()("683+345").toseq() == [0, 0, 0, 1, 0, 2, 8]
    assert names["add"]()("683+345").layer == 6
    assert names["flip"].input("hello").val == list("olleh")
    assert names["first"]("l")("hello") == [2] * 5
    assert names["shift"]()([1, 2, 3]) == ["_", 1, 2]
    assert names["cumsum"]().input([1, 2, 3]) == [1, 3, 6]
    assert tokens.input([5, 2]).bind == [5, 2]
    assert repr(names["indices"] + 1) == "[1, 2, 3, 4, 5]"


def test_kinds_of_objects(names):
    assert isinstance(names["flip"], names["SOp"])
    assert isinstance(names["same"], names["Selector"])
    assert isinstance(names["key"](1), names["Key"])
    assert isinstance(names["query"](1), names["Query"])
    assert isinstance(names["flip"]("ab"), names["Seq"])
    assert isinstance(names["same"]("ab"), names["Sel"])


def test_what_else_raspy_has(monkeypatch):
    from raspy import rasp

    assert rasp.identity is rasp.tokens
    assert rasp.repeat(3)("ab") == [3, 3]
    assert rasp.wrap("ab")("xy") == ["a", "b"]
    assert (rasp.mean([]), rasp.mean(["a"]), rasp.mean([1, 2])) == (0, "a", 3)
    assert rasp.show(True) == "1"
    assert rasp.aggregate(rasp.key(1) == rasp.query(1), 2, name="sum")("ab") == [4, 4]
    assert rasp.EXAMPLE == "hello"
    monkeypatch.setattr(rasp, "EXAMPLE", "ab")
    assert repr(rasp.tokens) == "['a', 'b']"


def test_figures(names):
    from raspy import visualize

    seq = names["flip"]("hello")
    assert visualize.draw_all(seq).startswith("<svg ")
    assert visualize.draw(seq.sels[0]).startswith("<svg ")
    assert visualize.draw_sel(names["same"]).startswith("<svg ")
    assert [sel.layer for sel in seq.sels] == [1, 2]
    assert seq._repr_svg_().startswith("<svg ")
    with pytest.raises(AttributeError, match="install chalk-diagrams"):
        visualize.rectangle  # noqa: B018
