# What stood behind earlier occurrences of a token, where they agree.
previous = (key(indices) == query(indices - 1)).value(tokens, "^")
(key(previous) == query(tokens)).mean(tokens, "?")
