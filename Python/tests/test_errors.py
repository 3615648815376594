"""Errors name the thing, point at it, and are the ones that Python would raise."""

import pickle

import pytest

import swift_rasp as rasp
from swift_rasp import indices, key, query, raw, select, tokens


@pytest.mark.parametrize(
    ("program", "given", "kind", "text"),
    [
        (tokens + 1, "a", TypeError, '+ has no meaning for "a" and 1'),
        (tokens < 3, "h", TypeError, 'no order between "h" and 3'),
        (1 / indices, "a", ZeroDivisionError, "division by zero: 1 / 0"),
        (tokens * 2, [2**62], OverflowError, "does not fit in 64 bits"),
        (2.0**tokens, [1e9], ValueError, "not a finite number"),
        (raw([1, 2]), "abc", ValueError, "the lengths must be equal"),
        ((key(0) == query(0)).value(tokens), "ab", TypeError, "not all numbers"),
        (tokens, [float("inf")], ValueError, "not a finite number"),
    ],
)
def test_faults(program, given, kind, text):
    with pytest.raises(rasp.RaspError) as caught:
        program(given)
    assert isinstance(caught.value, kind)
    assert text in str(caught.value)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), type(copy), copy.fault) == (
        str(caught.value),
        type(caught.value),
        caught.value.fault,
    )


def test_an_error_points_at_operation_position_and_line():
    program = (tokens + 1).map(str)
    with pytest.raises(rasp.RaspTypeError) as caught:
        program([1, "a"])
    error = caught.value
    assert error.operation == "tokens + 1"
    assert error.position == 1
    assert "test_errors.py, line" in str(error)
    assert "program = (tokens + 1).map(str)" in str(error)


class OurError(Exception):
    pass


def fail(x, y=0):
    if x == "b":
        raise OurError("no b")
    return True


@pytest.mark.parametrize(
    "program",
    [
        tokens.map(fail),
        rasp.SOp.zip(fail, tokens, indices),
        select(tokens, indices, fail).value(1),
        select(tokens, tokens, lambda k, q: fail(k)).value(1),
    ],
)
@pytest.mark.parametrize("length", [3, 100, 2_000])
def test_what_a_function_raises_is_raised_itself(program, length):
    given = "a" * (length - 1) + "b"
    with pytest.raises(OurError, match="no b") as caught:
        program(given)
    notes = "\n".join(getattr(caught.value, "__notes__", []))
    if hasattr(caught.value, "__notes__"):
        assert "'b'" in notes
        assert f"position {length - 1}" in notes
    assert list(program("aa"))


def test_what_a_function_gives_is_checked_where_it_is_called():
    with pytest.raises(TypeError, match="what pair gives is a tuple"):

        def pair(x):
            return (x, x)

        tokens.map(pair)("abc")
    with pytest.raises(ValueError, match="nan"):
        tokens.map(lambda x: float("nan"))("abc")
    with pytest.raises(TypeError, match="a function is needed"):
        tokens.map(3)


def test_interrupts_pass_through_functions():
    def stop(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tokens.map(stop)("abc")
    assert tokens("ab") == ["a", "b"]


def test_a_function_may_run_programs():
    inner = (key(tokens) == query(tokens)).value(1)
    outer = tokens.map(lambda text: sum(inner(text)))
    assert outer(["aab", "abc"]) == [5, 3]
    failing = tokens.map(lambda x: (tokens + 1)(x)[0])
    with pytest.raises(rasp.RaspTypeError):
        failing("ab")


def test_the_faults_of_a_batch_leave_the_others_alone():
    batch = (tokens + 1).run_batch([[1], "ab", [], [3, 4], [1, "x"]])
    assert batch[0] == [2]
    assert batch[2] == []
    assert batch[3] == [4, 5]
    assert sorted(batch.faults) == [1, 4]
    assert batch.faults[4].position == 1
    with pytest.raises(rasp.RaspTypeError):
        batch[1]
    with pytest.raises(IndexError):
        batch[5]
    raising = tokens.map(fail).run_batch(["a", "ab", "b"])
    assert sorted(raising.faults) == [1, 2]
    assert "no b" in str(raising.faults[1])


def test_wrong_arguments():
    with pytest.raises(ValueError, match="thread"):
        tokens.run_batch(["a"], threads=0)
    with pytest.raises(TypeError):
        tokens.name(3)
    with pytest.raises(TypeError):
        tokens(5)
