# abc 7 plain
one = (key(indices) == query(indices - 1)).value(tokens, "-").name("one")
two = (key(indices) == query(indices - 1)).value(one, "-").name("two")
two
