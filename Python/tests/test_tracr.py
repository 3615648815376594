"""Programs of Tracr, by objects that have the names and attributes of Tracr's."""

import pytest

import swift_rasp as rasp
from swift_rasp.tracr import from_tracr


class Expression:
    def __init__(self, **attributes):
        self.annotations = {}
        self.__dict__.update(attributes)
        self.children = [v for v in attributes.values() if isinstance(v, Expression)]


class Comparison:
    def __init__(self, name):
        self.name = name
        self.value = name

    def __call__(self, k, q):
        return {"EQ": k == q, "LT": k < q}[self.name]


def kind(name, *attributes):
    def init(self, *values, **others):
        Expression.__init__(self, **dict(zip(attributes, values, strict=False)), **others)

    return type(name, (Expression,), {"__init__": init})


tokens = kind("TokensType")()
indices = kind("IndicesType")()
length = kind("LengthType")()
Map = kind("Map", "f", "inner")
SequenceMap = kind("SequenceMap", "f", "fst", "snd")
LinearSequenceMap = type("LinearSequenceMap", (SequenceMap,), {})
Full = kind("Full", "fill")
ConstantSOp = kind("ConstantSOp", "value", "check_length")
Select = kind("Select", "keys", "queries", "predicate")
ConstantSelector = kind("ConstantSelector", "value", "check_length")
SelectorWidth = kind("SelectorWidth", "selector")
SelectorAnd = kind("SelectorAnd", "fst", "snd")
SelectorOr = kind("SelectorOr", "fst", "snd")
SelectorNot = kind("SelectorNot", "inner")
Aggregate = kind("Aggregate", "selector", "sop", "default")

EQ, LT, TRUE, FALSE = map(Comparison, ("EQ", "LT", "TRUE", "FALSE"))
everything = Select(tokens, tokens, TRUE)
opposite = SequenceMap(lambda n, i: n - i - 1, SelectorWidth(everything), indices)
pair = SequenceMap(lambda a, b: (a, b), tokens, indices)


@pytest.mark.parametrize(
    ("program", "given", "expected"),
    [
        (length, "abc", [3, 3, 3]),
        (SelectorWidth(Select(tokens, tokens, EQ)), "hello", [1, 1, 2, 2, 1]),
        (Aggregate(Select(indices, opposite, EQ), tokens, None), "abc", ["c", "b", "a"]),
        (Aggregate(Select(indices, indices, LT), tokens, None), "ab", [None, "a"]),
        (
            Map(lambda x: x + 1, Aggregate(Select(indices, indices, LT), indices, None)),
            "ab",
            [None, 1],
        ),
        (Aggregate(everything, indices, 0), "abc", [1.0, 1.0, 1.0]),
        (Aggregate(Select(tokens, tokens, FALSE), indices, 7), "ab", [7, 7]),
        (LinearSequenceMap(lambda x, y: 2 * x - y, indices, Full(1)), "abc", [-1, 1, 3]),
        (ConstantSOp([1, 2], True), "ab", [1, 2]),
        (SelectorWidth(Select(indices, indices, lambda k, q: k == q + 1)), "abc", [1, 1, 0]),
        (SelectorWidth(ConstantSelector([[1, 1], [0, 0]], True)), "ab", [2, 0]),
        (
            SelectorWidth(SelectorNot(SelectorAnd(everything, Select(tokens, tokens, EQ)))),
            "aab",
            [1, 1, 2],
        ),
        (
            SelectorWidth(SelectorOr(Select(tokens, Full("a"), EQ), Select(tokens, tokens, EQ))),
            "ab",
            [1, 2],
        ),
        (SequenceMap(lambda ab, c: f"{ab[0]}{ab[1]}{c}", pair, length), "xy", ["x02", "y12"]),
        (SelectorWidth(Select(pair, pair, LT)), "ba", [1, 0]),
    ],
)
def test_values_and_kinds(program, given, expected):
    found = list(from_tracr(program)(given))
    assert found == expected
    assert list(map(type, found)) == list(map(type, expected))


def test_names_selectors_and_sharing():
    named = SelectorWidth(Select(tokens, tokens, EQ))
    named.annotations = {"name": "hist"}
    assert from_tracr(named).heads[0][0].name == "hist"
    assert isinstance(from_tracr(everything), rasp.Selector)
    deep = tokens
    for _ in range(3_000):
        deep = Map(lambda x: x, deep)
    assert from_tracr(deep)("ab") == ["a", "b"]


def test_what_has_no_counterpart():
    with pytest.raises(TypeError, match="gives is a tuple"):
        from_tracr(pair)("ab")
    for wrong in (ConstantSOp([1], False), ConstantSelector([[1]], False)):
        with pytest.raises(TypeError, match="check_length"):
            from_tracr(wrong)
    with pytest.raises(TypeError, match="no program of Tracr"):
        from_tracr(3)
    with pytest.raises(TypeError, match="no program of Tracr"):
        from_tracr(kind("Other")())
    with pytest.raises(ValueError, match="lengths must be equal"):
        from_tracr(ConstantSelector([[1]], True))
        from_tracr(SelectorWidth(ConstantSelector([[1]], True)))("ab")


def test_compiling():
    program = from_tracr(Aggregate(Select(indices, opposite, EQ), tokens, None))
    assert program.compile("ab", 4).predict("abb") == ["b", "b", "a"]
