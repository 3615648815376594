from raspy import *

# Of all positions those with the largest value, of these the first.
(key(1) == query(1)).best(tokens).leftmost().value(indices).name("argmax")
