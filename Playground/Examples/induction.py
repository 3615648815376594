from raspy import *

# The token before each position.
last = (key(indices) == query(indices - 1)).value(tokens, None).name("shift")

# The last position so far whose token before is this one: what follows it comes next.
after_same = (key(last) == query(tokens)) & (key(indices) <= query(indices))
after_same.rightmost().value(tokens, "_").name("induction")
