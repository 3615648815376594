# ab 9 plain
a = (key(tokens) == query("a")).value(1).name("a")
b = (key(tokens) == query("b")).value(1).name("b")
before = (key(indices) == query(indices - 1)).value(tokens, "a").name("before")
wrong = (key(1) == query(1)).value(where((before == "b") & (tokens == "a"), 1, 0)).name("wrong")
(wrong == 0) & (a == b)
