from raspy import *

tokens - 5 + indices
