# abc 7 plain
often = (key(tokens) == query(tokens)).value(1).name("often")
(key(1) == query(1)).value(where(often > 1, 1, 0))
