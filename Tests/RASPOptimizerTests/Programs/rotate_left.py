# abc 7 plain
count = (key(1) == query(1)).value(1).name("count")
at = where(indices + 1 == count, 0, indices + 1)
(key(indices) == query(at)).value(tokens)
