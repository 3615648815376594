from raspy import *

before = key(indices) < query(indices)


def cumsum(seq=tokens):
    up_to_here = before | (key(indices) == query(indices))
    return up_to_here.value(seq).name("cumsum")


cumsum()
