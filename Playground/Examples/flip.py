from raspy import *

length = (key(1) == query(1)).value(1).name("length")


def flip(seq=tokens):
    return (key(length - indices - 1) == query(indices)).value(seq).name("flip")


flip()
