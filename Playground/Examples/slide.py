from raspy import *

before = key(indices) < query(indices)


def cumsum(seq=tokens):
    up_to_here = before | (key(indices) == query(indices))
    return up_to_here.value(seq).name("cumsum")


def slide(match, seq=tokens):
    number = cumsum(match)
    following = (key(number) == query(number + 1)) & (key(match) == query(True))
    return where(match, seq, following.value(seq).name("slide"))


slide(tokens != "<")
