from raspy import *


def window(size=3, seq=tokens):
    recent = key(indices) >= query(indices - size + 1)
    up_to_here = key(indices) <= query(indices)
    return (recent & up_to_here).value(seq).name("window")


window()
