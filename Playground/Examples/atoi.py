from raspy import *


def atoi(seq=tokens):
    return seq.map(lambda c: ord(c) - ord("0"))


atoi()
