# The programs of the golden lines, as dialect source; also run through the playground's module.
from raspy import *

length = (key(1) == query(1)).value(1).name("length")
before = key(indices) < query(indices)
after = key(indices) > query(indices)
same = key(tokens) == query(tokens)
previous = key(indices) == query(indices - 1)

def flip():
    return (key(length - indices - 1) == query(indices)).value(tokens)

def histogram():
    return same.value(1)

def window(size):
    recent = key(indices) >= query(indices - size + 1)
    return (recent & (key(indices) <= query(indices))).value(tokens)

def cumsum(seq=tokens):
    return (before | (key(indices) == query(indices))).value(seq).name("cumsum")

def cumsum_from_end():
    return cumsum(length - indices)

def index(i, seq=tokens):
    return (key(indices) == query(i)).value(seq)

def shift(i=1, default="_", seq=tokens):
    return (key(indices) == query(indices - i)).value(seq, default).name("shift")

def rank(seq):
    return ((before & (key(seq) == query(seq))) | (key(seq) < query(seq))).value(1)

def minimum(seq=tokens):
    return (key(rank(seq)) == query(0)).value(seq)

def sort(seq=tokens):
    return (key(rank(seq)) == query(indices)).value(seq)

def first(q, seq=tokens):
    return minimum(where(seq == q, indices, 99))

def ralign(default="-", seq=tokens):
    padding = (key(seq) == query("_")).value(1)
    return (key(indices + padding) == query(indices)).value(seq, default)

def split(v, get_first_part, seq=tokens, default="0"):
    split_point = (key(seq) == query(v)).value(indices)
    if get_first_part:
        return ralign(default, where(indices < split_point, seq, "_"))
    return where(indices > split_point, seq, default)

def slide(match, seq=tokens):
    number = cumsum(match)
    following = (key(number) == query(number + 1)) & (key(match) == query(True))
    return where(match, seq, following.value(seq))

def slide_marked(mark):
    return slide(tokens != mark)

def atoi(seq=tokens):
    return seq.map(lambda x: ord(x) - ord("0"))

def add(seq=tokens):
    x = atoi(split("+", True, seq)) + atoi(split("+", False, seq))
    carry = shift(-1, "0", where(x > 9, "1", where(x == 9, "<", "0")))
    return (x + atoi(slide(carry != "<", carry))) % 10

def affine(): return tokens * 2 - 1
def minus_plus_indices(): return tokens - 5 + indices
def equals(token): return tokens == token
def not_equals(token): return tokens != token
def equals_or_at(token, i): return (tokens == token) | (indices == i)
def keep_or(a, b, other): return where((tokens == a) | (tokens == b), tokens, other)
def dashes_to_numbers(): return atoi(where(tokens == "-", "0", tokens)) + 2
def divided(by): return tokens / by
def modulo(by): return tokens % by
