# abc 8 plain
a = (key(tokens) == query("a")).value(1).name("a")
b = (key(tokens) == query("b")).value(1).name("b")
a > b
