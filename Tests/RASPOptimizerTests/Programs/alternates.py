# ab 9 plain
before = (key(indices) == query(indices - 1)).value(tokens, "").name("before")
wrong = (key(indices) <= query(indices)).value(where(before == tokens, 1, 0)).name("wrong")
wrong == 0
