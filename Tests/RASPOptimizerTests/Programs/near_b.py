# abc 7 leftmost
number = (key(indices) <= query(indices)).value(where(tokens == "b", 1, 0)).name("number")
at = ((key(number) == query(number)) & (key(tokens) == query("b"))).value(indices, -1).name("at")
where(at == -1, -1, indices - at)
