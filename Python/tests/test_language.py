"""Programs give what the language says, and say what is wrong with them."""

import pickle

import pytest

import swift_rasp as rasp
from swift_rasp import SOp, constant, indices, key, query, select, tokens, where

EXAMPLES = [
    (tokens, "abc", ["a", "b", "c"]),
    (tokens, [1, 2.0, "a", True, None], [1, 2.0, "a", True, None]),
    (tokens, [], []),
    (tokens, "", []),
    (tokens, "äö€😀", ["ä", "ö", "€", "😀"]),
    (indices * 2 + 1, "abc", [1, 3, 5]),
    (10 - indices, "abc", [10, 9, 8]),
    (indices / 2, "abc", [0.0, 0.5, 1.0]),
    (7 // (indices + 1), "abc", [7, 3, 2]),
    ((indices + 1) % 2, "abc", [1, 0, 1]),
    (2**indices, "abcd", [1, 2, 4, 8]),
    (-indices, "ab", [0, -1]),
    (~(tokens == "a"), "ab", [False, True]),
    ((tokens == "a") | (indices > 1), "abc", [True, False, True]),
    ((tokens == "a") ^ (indices >= 0), "ab", [False, True]),
    ((indices <= 1) & (indices < 1), "abc", [True, False, False]),
    (tokens != "a", "ab", [False, True]),
    ((indices / 2).round(), "abcd", [0, 0, 1, 2]),
    (round(indices / 2), "abcd", [0, 0, 1, 2]),
    (tokens.has("ac"), "abc", [True, False, True]),
    (where(tokens == "h", tokens, "q"), "hello", ["h", "q", "q", "q", "q"]),
    (where(indices > 0, [1, 2, 3], "xyz"), "abc", ["x", 2, 3]),
    (tokens.map(ord), "abc", [97, 98, 99]),
    (tokens.map(lambda x: None if x == "a" else x), "ab", [None, "b"]),
    (SOp.zip(lambda a, b: a * b, tokens, indices), "abc", ["", "b", "cc"]),
    (SOp.zip(lambda: 5), "ab", [5, 5]),
    (rasp.constant("ab"), "xy", ["ab", "ab"]),
    ((key(tokens) == query(tokens)).value(1), "hello", [1, 1, 2, 2, 1]),
    ((query(indices) > key(indices)).value(1), "abc", [0, 1, 2]),
    ((key(indices) <= query(indices)).mean(indices), "abc", [0, 0.5, 1.0]),
    ((key(indices) == query(indices - 1)).value(tokens, "_"), "abc", ["_", "a", "b"]),
    (select(indices, indices, lambda k, q: k > q).width, "abc", [2, 1, 0]),
    (select(tokens, "a", lambda k, q: k == q).width, "aba", [2, 2, 2]),
    (
        ((key(tokens) == query("a")) & ~(key(indices) == query(indices))).value(1),
        "aab",
        [1, 1, 2],
    ),
    (((key(0) == query(0)) != (key(indices) < query(indices))).width, "ab", [2, 1]),
    (((key(0) == query(0)) == (key(indices) < query(indices))).width, "ab", [0, 1]),
]


@pytest.mark.parametrize(("program", "given", "expected"), EXAMPLES)
def test_values_and_kinds(program, given, expected):
    found = list(program(given))
    assert found == expected
    assert [type(value) for value in found] == [type(value) for value in expected]


@pytest.mark.parametrize(("program", "given", "expected"), EXAMPLES)
def test_a_batch_gives_the_same(program, given, expected):
    batch = program.run_batch([given, given])
    assert list(batch) == [expected, expected]
    assert program.run_batch([given] * 5, threads=2) == [expected] * 5


def test_a_pickled_program_is_the_same_program():
    for program, given, expected in EXAMPLES:
        try:
            data = pickle.dumps(program)
        except (pickle.PicklingError, AttributeError):
            continue  # A lambda cannot be pickled, which is Python's rule.
        assert list(pickle.loads(data)(given)) == expected


def test_a_deep_program_neither_overflows_nor_takes_long():
    deep = indices
    for _ in range(50_000):
        deep = deep + 1
    assert deep("ab") == [50_000, 50_001]
    shared = indices
    for _ in range(40):
        shared = shared + shared
    assert shared("ab") == [0, 2**40]
    assert list(pickle.loads(pickle.dumps(deep))("a")) == [50_000]


def test_layers_heads_and_names():
    length = (key(1) == query(1)).value(1).name("length")
    flip = (key(length - indices - 1) == query(indices)).value(tokens).name("flip")
    assert (flip.layer, flip.layers) == (2, 2)
    assert [[head.name for head in layer] for layer in flip.heads] == [["length"], ["flip"]]
    assert flip("ab").heads[1][0].moves == "tokens"


def test_a_causal_program_sees_only_what_is_before():
    count = (key(0) == query(0)).value(1)
    assert count("abc", causal=True) == [1, 2, 3]
    assert count("abc") == [3, 3, 3]


def test_what_is_shown():
    assert repr(tokens + "!") == "['h!', 'e!', 'l!', 'l!', 'o!']"
    assert "fails on 'hello'" in repr(tokens + 1)
    bundle = indices._repr_mimebundle_()
    assert bundle["text/plain"] == "[0, 1, 2, 3, 4]"
    assert bundle["image/svg+xml"].startswith("<svg ")
    assert "<svg " in bundle["text/html"]
    assert set((tokens + 1)._repr_mimebundle_()) == {"text/plain"}
    matrix = (key(indices) < query(indices))("ab")
    assert matrix == [[False, False], [True, False]]
    assert "image/svg+xml" in matrix._repr_mimebundle_()
    assert "h" in key(tokens).figure("h")
    assert str(query(indices)).split() == ["query", "0", "1", "2", "3", "4"]


def test_the_example_can_be_set(monkeypatch):
    monkeypatch.setattr(rasp.options, "example", [3, 1])
    assert repr(tokens) == "[3, 1]"


def test_trace():
    trace = (key(tokens) == query(tokens)).value(1).name("count").trace("aab")
    head = trace.heads[0]
    assert (head.name, head.layer) == ("count", 1)
    assert trace.values == [2, 2, 1]
    assert trace.nodes[head.selector].matrix == [[True, True, False]] * 2 + [[False, False, True]]
    with pytest.raises(rasp.RaspValueError, match="limited to 256 tokens"):
        tokens.trace("a" * 257)


def test_keys_and_queries_are_no_sops():
    for wrong in (lambda: key(1) == key(1), lambda: key(key(1)), lambda: tokens + key(1)):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(TypeError, match="use where"):
        bool(tokens == "a")
    with pytest.raises(TypeError):
        (key(1) == query(1)) & tokens
    with pytest.raises(TypeError, match="not a selector"):
        tokens + sum_of_selector()


def sum_of_selector():
    return rasp.sop(key(1) == query(1))


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (2**63, OverflowError),
        (float("nan"), ValueError),
        (float("inf"), ValueError),
        (object(), TypeError),
        ({}, TypeError),
        ("\ud800", ValueError),
        (b"a", TypeError),
    ],
)
def test_what_is_no_value(wrong, kind):
    with pytest.raises(kind):
        rasp.constant(wrong)
    with pytest.raises(kind):
        tokens([wrong])
    with pytest.raises(kind):
        tokens([wrong, "a"])
    with pytest.raises(kind):
        tokens.has([wrong])
    with pytest.raises(kind):
        (key(1) == query(1)).value(1, wrong)
    with pytest.raises(kind):
        tokens.map(lambda x: wrong)("ab")


def test_the_largest_integers():
    assert tokens([2**63 - 1, -(2**63)]) == [2**63 - 1, -(2**63)]


def test_the_same_lines_write_the_same_program_anew():
    def program(default, name="moved"):
        doubled = tokens.map(lambda x: x + x)
        return (key(indices) == query(indices - 1)).value(doubled, default).name(name)

    def written():
        return [program(default) for default in ("_", 1, 1.0, True, 0.0, -0.0, None)]

    first, second = written(), written()
    assert all(a is b for a, b in zip(first, second, strict=True))
    assert len(set(map(id, first))) == len(first)
    shown = [repr(each("ab")[0]) for each in second]
    assert shown == ["'_'", "1", "1.0", "True", "0.0", "-0.0", "None"]
    assert program("_", "other") is not first[0]


def test_functions_that_hold_values_make_programs_of_their_own():
    def program(offset):
        return indices.map(lambda x: x + offset) * 2

    assert program(1)("ab") == [2, 4]
    assert program(5)("ab") == [10, 12]
    assert program(1) is not program(1)


def test_two_lines_that_write_the_same_keep_their_places():
    failing = [
        (tokens + 1) * 2,
        (tokens + 1) * 2,
    ]
    assert failing[0] is not failing[1]
    lines = []
    for each in failing:
        with pytest.raises(TypeError) as caught:
            each("a")
        lines.append(int(str(caught.value).rpartition("line ")[2].partition(":")[0]))
    assert lines[1] == lines[0] + 1


def test_constants_of_one_program_keep_the_sign_of_zero():
    either = where(indices == 0, constant(0.0), constant(-0.0))
    assert list(map(repr, either("ab"))) == ["0.0", "-0.0"]


def test_what_is_known_again_is_bounded():
    from swift_rasp import _node

    for number in range(3 * _node.RECENT):
        (indices + number % 7).name(f"n{number}")
    assert len(_node._recent) <= _node.RECENT
    assert len(_node._older) <= _node.RECENT
