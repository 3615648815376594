from raspy import *


def shift(i=1, default="_", seq=tokens):
    return (key(indices) == query(indices - i)).value(seq, default).name("shift")


shift()
