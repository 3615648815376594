from raspy import *

# From each position on, the first token that is no <.
from_here = (key(tokens != "<") == query(True)) & (key(indices) >= query(indices))
from_here.leftmost().value(tokens).name("slide")
