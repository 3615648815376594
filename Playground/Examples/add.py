from raspy import *

before = key(indices) < query(indices)


def cumsum(seq=tokens):
    up_to_here = before | (key(indices) == query(indices))
    return up_to_here.value(seq).name("cumsum")


def shift(i=1, default="_", seq=tokens):
    return (key(indices) == query(indices - i)).value(seq, default).name("shift")


def ralign(default="-", seq=tokens):
    padding = (key(seq) == query("_")).value(1).name("padding")
    return (key(indices + padding) == query(indices)).value(seq, default).name("ralign")


def split(separator, first, seq=tokens, default="0"):
    split_point = (key(seq) == query(separator)).value(indices).name("split")
    if first:
        return ralign(default, where(indices < split_point, seq, "_"))
    return where(indices > split_point, seq, default)


def slide(match, seq=tokens):
    number = cumsum(match)
    following = (key(number) == query(number + 1)) & (key(match) == query(True))
    return where(match, seq, following.value(seq).name("slide"))


def atoi(seq=tokens):
    return seq.map(lambda c: ord(c) - ord("0"))


def add(seq=tokens):
    # Digit by digit, without carries.
    x = (atoi(split("+", True, seq)) + atoi(split("+", False, seq))).name("sums")
    # 1: passes a carry on, 0: stops it, <: does as the column to its right.
    carry = shift(-1, "0", where(x > 9, "1", where(x == 9, "<", "0")).name("carries"))
    return (x + atoi(slide(carry != "<", carry))) % 10


add()
