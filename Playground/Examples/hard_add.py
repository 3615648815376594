from raspy import *

length = (key(1) == query(1)).value(1).name("length")
after = key(indices) > query(indices)


def atoi(seq=tokens):
    return seq.map(lambda c: ord(c) - ord("0"))


def add(seq=tokens):
    # Move the first number under the second.
    plus = (key(seq) == query("+")).value(indices).name("plus")
    moved = (key(indices) == query(indices - (length - plus))).value(seq, "0").name("align")
    x = (atoi(moved) + atoi(where(indices > plus, seq, "0"))).name("sums")
    # The carry is what the nearest column to the right makes that is no nine.
    decides = (key(x != 9) == query(True)) & after
    carry = decides.leftmost().value(where(x > 9, 1, 0)).name("carry")
    return (x + carry) % 10


add()
