# Whether a token was there before.
same = (key(tokens) == query(tokens)) & (key(indices) < query(indices))
same.mean("again", "new")
