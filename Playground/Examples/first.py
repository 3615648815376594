from raspy import *

before = key(indices) < query(indices)


def rank(seq=tokens):
    tie_before = before & (key(seq) == query(seq))
    smaller = key(seq) < query(seq)
    return (tie_before | smaller).value(1).name("rank")


def minimum(seq=tokens):
    return (key(rank(seq)) == query(0)).value(seq).name("min")


def first(q, seq=tokens):
    return minimum(where(seq == q, indices, 99))


first("l")
