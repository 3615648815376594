"""Programs that are written as text."""

import math
import pickle
import threading

import pytest

import swift_rasp as rasp
from swift_rasp import RaspSyntaxError, Session, key, query, read, tokens
from swift_rasp.texts import DIALECTS

FLIPS = {
    "raspy": "length = (key(1) == query(1)).value(1)\n"
    "(key(length - indices - 1) == query(indices)).value(tokens)",
    "rasp": "aggregate(select(indices, length - 1 - indices, ==), tokens)",
}


@pytest.mark.parametrize("dialect", FLIPS)
def test_a_text_is_a_program(dialect):
    flip = read(FLIPS[dialect], dialect)
    assert isinstance(flip, rasp.SOp)
    assert flip("hello") == list("olleh")
    assert flip.layers == 2
    assert flip.run_batch(["ab", "123"], threads=2) == [["b", "a"], list("321")]
    assert flip("abc", causal=True) != flip("abc")
    assert "<svg" in flip.figure("abc")
    model = flip.compile("ab", 3)
    assert model.predict("ab") == ["b", "a"]
    assert model.verify().mismatches == 0


def test_dialects_of_lines():
    assert read('V = # "("\nD = V >= # ")"', "crasp")("())") == [True, True, False]
    assert read("A(i) = rightmost j [j < i, 1] Q_a(j) : 0", "brasp")("ab") == [False, True]
    with pytest.raises(ValueError, match="there are raspy, rasp, crasp, brasp"):
        read("1", "python")
    assert set(DIALECTS) == {"raspy", "rasp", "crasp", "brasp"}


def test_programs_of_texts_and_of_python_are_made_of_each_other():
    session = Session()
    same = session.run("key(tokens) == query(tokens)")
    assert isinstance(same, rasp.Selector)
    shout = session.run("tokens.map(lambda x: x + '!')")
    assert (same & (key(shout) == query(shout))).value(1)("aab") == [2, 2, 1]
    assert (shout + tokens.map(str.upper))("ab") == ["a!A", "b!B"]
    assert shout.map(lambda x: x * 2)("a") == ["a!a!"]
    with pytest.raises(TypeError, match="pickle the text"):
        pickle.dumps(shout)


def test_a_program_outlives_its_session():
    shout = Session().run("n = 2\ndef twice(x): return x * n\ntokens.map(twice)")
    later = shout + "?"
    model = shout.compile("ab", 3)
    del shout
    for turn in range(20):
        Session().run(f"n = {turn}\ndef twice(x): return x * n\ntokens.map(twice)")
    assert later("ab") == ["aa?", "bb?"]
    assert model.verify().mismatches == 0


def test_a_session_keeps_names_and_shows_values(capsys):
    session = Session("raspy")
    assert session.run("def twice(s): return s + s") is None
    assert session.run("print('so')\ntwice(indices)")("abc") == [0, 2, 4]
    assert capsys.readouterr().out == "so\n"
    assert repr(session.run("1 + 1")) == "2"
    output = session.run("twice(indices)('ab')")
    assert isinstance(output, rasp.Output)
    assert (output, output.input) == ([0, 2], ["a", "b"])
    matrix = session.run("(key(1) == query(indices))('ab')")
    assert isinstance(matrix, rasp.Matrix)
    assert matrix == [[False, False], [True, True]]
    assert "twice" in session.names
    assert session.is_incomplete("def f():")
    assert not session.is_incomplete("1")
    assert session.program("twice(indices)('ab')")("a") == [0]


def test_the_example_is_the_sessions_own():
    session = Session("rasp", example="abc")
    assert session.example == ["a", "b", "c"]
    session.run('set example "xy"')
    assert session.example == ["x", "y"]
    shown = session.mimebundle(session["indices"])
    assert shown["text/plain"] == "[0, 1]"
    assert shown["image/svg+xml"].startswith("<svg")
    assert Session().example == list("hello")


@pytest.mark.parametrize(
    ("dialect", "text", "line", "column", "message"),
    [
        ("raspy", "a = 1\nb = (2 + ", 2, 5, "is never closed"),
        ("raspy", "ä = tokens.vlaue(1)", 1, 12, "no method 'vlaue'"),
        ("raspy", "def f(): return tokens\nf", 2, 1, "has not been called"),
        ("raspy", "x = 1", 1, 6, "there is no program"),
        ("rasp", "a = indices;\nb = a + x;", 2, 9, "Undefined variable: x"),
        ("crasp", "V = ?", 1, 5, "has no meaning here"),
    ],
)
def test_a_fault_has_its_place(dialect, text, line, column, message):
    with pytest.raises(RaspSyntaxError, match=message) as caught:
        read(text, dialect, name="program.txt")
    fault = caught.value
    assert (fault.filename, fault.lineno, fault.offset) == ("program.txt", line, column)
    assert fault.text == text.split("\n")[line - 1]
    copy = pickle.loads(pickle.dumps(fault))
    assert (str(copy), copy.lineno, copy.fault) == (str(fault), line, fault.fault)


def test_a_run_that_fails_says_the_line_of_the_text():
    program = read("a = tokens\na + 1", name="sum.py")
    with pytest.raises(rasp.RaspTypeError, match=r"from: sum.py, line 2: a \+ 1"):
        program("ab")
    failing = read("def f(x):\n  return 1 // 0\ntokens.map(f)", name="div.py")
    with pytest.raises(rasp.RaspError, match=r"from: div.py, line 2: return 1 // 0"):
        failing("ab")
    batch = program.run_batch(["a", [1]])
    assert batch[1] == [2]
    assert "sum.py, line 2" in str(batch.faults[0])
    # Python's part of the same program has Python's line.
    with pytest.raises(rasp.RaspTypeError, match=r"test_texts.py, line"):
        (program + "a")([1])
    refused = read("a = indices\nb = a / 3\nb ** b", name="power.py")
    with pytest.raises(rasp.Refused):
        refused.compile("ab", 500)


@pytest.mark.native
def test_mathematics_is_that_of_python():
    """The engine asks older versions of these functions of the C library."""
    given = [0.3, 1.0, 2.5, 17.25]
    for name in ("exp", "log", "log2", "sin"):
        program = read(f"import math\ntokens.map(math.{name})")
        assert program(given) == [getattr(math, name)(x) for x in given], name
    assert read("tokens ** 0.3")(given) == [x**0.3 for x in given]
    # Python has a lgamma of its own.
    found = read("import math\ntokens.map(math.lgamma)")(given)
    assert list(found) == pytest.approx([math.lgamma(x) for x in given], rel=1e-12)


def test_what_is_printed_before_a_fault_is_printed(capsys):
    with pytest.raises(RaspSyntaxError):
        Session().run("print('so far')\nx")
    assert capsys.readouterr().out == "so far\n"


def test_check_finds_all():
    faults = Session().check("tokens.vlaue(1)\nindcies", name="x.py")
    assert [(fault.lineno, fault.filename) for fault in faults] == [(1, "x.py"), (2, "x.py")]
    assert Session().check("tokens") == []


def test_threads_share_sessions():
    session = Session()
    session.run("n = 3\ndef times(x): return x * n")
    faults = []

    def work(seed):
        try:
            for turn in range(40):
                program = session.run("tokens.map(times)")
                assert program([seed]) == [3 * seed]
                assert session.run(f"tokens.map(lambda x: x + {turn})")([seed]) == [seed + turn]
                assert Session().run(f"indices + {seed}")("a") == [seed]
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
