# abcd 6 plain
ab = (key(tokens) == query("a")).value(1) + (key(tokens) == query("b")).value(1)
cd = (key(tokens) == query("c")).value(1) + (key(tokens) == query("d")).value(1)
ab == cd
