# How many brackets are open.
(key(1) == query(1)).value(where(tokens == "(", 1, -1))
