# abc 7 leftmost
left = ((key(tokens) == query("a")) & (key(indices) >= query(indices))).value(1).name("left")
at = ((key(left) == query(left)) & (key(tokens) == query("a"))).value(indices, -1).name("at")
where(left == 0, -1, at - indices)
