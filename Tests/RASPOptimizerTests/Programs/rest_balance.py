# ab 9 plain
a = (key(1) == query(1)).value(where(tokens == "a", 1, 0)).name("a")
b = (key(1) == query(1)).value(where(tokens == "b", 1, 0)).name("b")
a_before = (key(indices) < query(indices)).value(where(tokens == "a", 1, 0)).name("a_before")
b_before = (key(indices) < query(indices)).value(where(tokens == "b", 1, 0)).name("b_before")
(a - a_before) - (b - b_before)
