from raspy import *

# Everybody attends to the positions that hold the same token, and counts them.
same = key(tokens) == query(tokens)
same.value(1).name("histogram")
