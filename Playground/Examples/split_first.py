from raspy import *


def ralign(default="-", seq=tokens):
    padding = (key(seq) == query("_")).value(1).name("padding")
    return (key(indices + padding) == query(indices)).value(seq, default).name("ralign")


def split(separator, first, seq=tokens, default="0"):
    split_point = (key(seq) == query(separator)).value(indices).name("split")
    if first:
        return ralign(default, where(indices < split_point, seq, "_"))
    return where(indices > split_point, seq, default)


split("+", True)
