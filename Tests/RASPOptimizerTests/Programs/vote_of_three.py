# ab 9 plain
one = (key(indices) == query(indices - 1)).value(where(tokens == "b", 1, 0)).name("one")
two = (key(indices) == query(indices - 2)).value(where(tokens == "b", 1, 0)).name("two")
where(tokens == "b", 1, 0) + one + two > 1
