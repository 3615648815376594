# The token before each one.
(key(indices) == query(indices - 1)).value(tokens, "^")
