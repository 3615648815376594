from raspy import *


def index(i, seq=tokens):
    return (key(indices) == query(i)).value(seq).name("index")


index(1)
