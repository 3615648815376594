from raspy import *

# Of all positions the smallest value; nothing has to be counted first.
(key(1) == query(1)).min(tokens).name("min")
