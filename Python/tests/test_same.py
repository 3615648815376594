"""Programs that are written anew are the engine's same program, if they are."""

import re

import pytest

from swift_rasp import _programs, indices, key, query, tokens

offset = 1


def shifted():
    """A program with a function of no values of its own."""
    return (key(indices) == query(indices - 1)).value(tokens.map(lambda x: x + "!"), "_")


def scaled(factor):
    """A program with a function that holds a value."""
    return tokens.map(lambda x: x * factor)


def test_the_same_text_of_a_program_is_one_program():
    assert shifted()._program() is shifted()._program()
    assert shifted()._program() is not shifted()._program(causal=True)
    assert (tokens + 1)._program() is not (tokens + 1.0)._program()
    assert (tokens + 1)._program() is not (tokens + True)._program()
    assert tokens.map(lambda x: x)._program() is not tokens.map(lambda x: x)._program()


def test_functions_that_hold_values_are_their_own():
    assert [scaled(factor)([2]) for factor in (1, 2, 3)] == [[2], [4], [6]]
    assert scaled(2)._program() is not scaled(2)._program()
    programs = [tokens.map(lambda x, factor=factor: x * factor) for factor in (1, 2)]
    assert [program([2]) for program in programs] == [[2], [4]]


def test_a_function_sees_variables_as_they_are():
    global offset

    def moved():
        return tokens.map(lambda x: x + offset)

    assert moved()([1]) == [2]
    offset = 10
    assert moved()([1]) == [11]
    offset = 1


def test_only_recent_programs_are_kept():
    for turn in range(3 * _programs.RECENT):
        (tokens + turn)([1])
    assert len(_programs._recent) == _programs.RECENT
    large = [turn % 7 for turn in range(_programs.SMALL)]
    assert (tokens + large)._program() is not (tokens + large)._program()
    first = (tokens + 0)._program()
    assert first.handle
    assert (tokens + 0)._program() is first


def test_a_fault_points_at_the_line_that_was_written_last():
    first = tokens + 5
    again = tokens + 5
    assert again._program() is first._program()
    for program, line in ((first, "first = tokens + 5"), (again, "again = tokens + 5")):
        with pytest.raises(TypeError, match=re.escape(line)):
            program("a")
