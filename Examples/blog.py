from raspy import *


def shift(i=1, default="_", seq=tokens):
    x = (key(indices) == query(indices - i)).value(seq, default)
    return x.name("shift")


shift()
