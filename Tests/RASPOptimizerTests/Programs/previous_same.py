# abc 7 leftmost
alike = key(tokens) == query(tokens)
number = (alike & (key(indices) < query(indices))).value(1).name("number")
(alike & (key(number) == query(number - 1))).value(indices, -1)
