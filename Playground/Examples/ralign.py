from raspy import *


def ralign(default="-", seq=tokens):
    padding = (key(seq) == query("_")).value(1).name("padding")
    return (key(indices + padding) == query(indices)).value(seq, default).name("ralign")


ralign()
