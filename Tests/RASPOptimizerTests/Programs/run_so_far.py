# ab 9 leftmost
before = (key(indices) == query(indices - 1)).value(tokens, "").name("before")
runs = (key(indices) <= query(indices)).value(where(before != tokens, 1, 0)).name("runs")
((key(runs) == query(runs)) & (key(indices) <= query(indices))).value(1)
