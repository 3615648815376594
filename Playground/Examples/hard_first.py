from raspy import *

# Of the positions that hold l the first; 99 if there is none.
(key(tokens) == query("l")).leftmost().value(indices, 99).name("first")
