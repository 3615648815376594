from raspy import *

# Arithmetic happens at every position by itself: no attention.
tokens * 2 - 1
