from raspy import *

# Of all positions the largest value.
(key(1) == query(1)).max(tokens).name("max")
