# abc 7 plain
again = ((key(tokens) == query(tokens)) & (key(indices) < query(indices))).value(1).name("again")
any = (key(indices) <= query(indices)).value(where(again > 0, 1, 0)).name("any")
any > 0
