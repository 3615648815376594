from raspy import *

before = key(indices) < query(indices)


def rank(seq=tokens):
    tie_before = before & (key(seq) == query(seq))
    smaller = key(seq) < query(seq)
    return (tie_before | smaller).value(1).name("rank")


# Position i reads the value whose rank is i.
(key(rank()) == query(indices)).value(tokens).name("sort")
