# The last token that is no blank, copied over the blanks behind it.
(key(tokens) != query("_")).rightmost().value(tokens, "_")
