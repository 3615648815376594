from raspy import *

# Where the same token stood last before; -1 if it did not.
same_before = (key(tokens) == query(tokens)) & (key(indices) < query(indices))
same_before.rightmost().value(indices, -1).name("previous")
