from raspy import *

where((tokens == "h") | (tokens == "l"), tokens, "q")
