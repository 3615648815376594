# What stood behind the last earlier occurrence of a token.
previous = (key(indices) == query(indices - 1)).value(tokens, "^")
(key(previous) == query(tokens)).rightmost().value(tokens, "?")
