from raspy import *

length = (key(1) == query(1)).value(1).name("length")

# Everybody attends to everybody and adds ones.
length
