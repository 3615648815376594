from raspy import *

tokens != "l"
