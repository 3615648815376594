from raspy import *

# Where the last a so far stands, at its own position too; _ before the first.
so_far = key(indices) <= query(indices)
marked = (key(tokens == "a") == query(True)) & so_far
marked.rightmost().value(indices, "_").name("nearest")
