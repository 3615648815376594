from raspy import *

(tokens == "l") | (indices == 1)
