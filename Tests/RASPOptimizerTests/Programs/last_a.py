# ab 9 leftmost
number = ((key(tokens) == query("a")) & (key(indices) <= query(indices))).value(1).name("number")
total = (key(tokens) == query("a")).value(1).name("total")
((key(number) == query(total)) & (key(tokens) == query("a"))).value(indices, -1)
