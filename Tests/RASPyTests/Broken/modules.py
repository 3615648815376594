#: a module that is not there
import torch
#: a misspelt module
import mathh
#: a member that is not there
from math import sqroot
#: an attribute that is not there
import math
math.sqroot(2)
#: a module in a package that has none
import math.fast
#: a star in a function
def f():
    from math import *
#: a star of a module that is not there
from nothing import *
#: import without a name
import
#: import with a string
import "math"
#: a relative module that is not there
from . import base
#: a relative member that is not there
from .base import key
#: a module as a function
import math
math(2)
#: a root of a negative number
import math
math.sqrt(-1)
#: a power that is too large
import math
math.exp(1000)
#: a factorial that is too large
import math
math.factorial(25)
#: a function of one number on an s-op
import math
math.sqrt(tokens)
#: mapped on a token that is no number
import math
tokens.map(math.sqrt)("a")
#: an infinite default
import math
(key(indices) == query(indices - 1)).value(tokens, math.inf)("ab")
#: an infinite constant
import math
(tokens + math.inf)([1])
#: gcd of a float
import math
math.gcd(1.5, 2)
#: reduce of nothing
from functools import reduce
reduce(lambda a, b: a + b, [])
#: partial with too much
from functools import partial
partial(len, [1])([2])
#: a partial function of something else
from functools import partial
partial(5)()
#: counting without end
from itertools import count
count()
#: repeating without end
from itertools import repeat
repeat(1)
#: too many permutations
from itertools import permutations
list(permutations(range(20)))
#: too many products
from itertools import product
list(product(range(1000), repeat=1000))
#: a random choice of nothing
import random
random.choice([])
#: a random choice in a mapped function
import random
tokens.map(lambda x: random.random())("a")
#: an empty range
import random
random.randint(5, 1)
#: too large a sample
import random
random.sample([1, 2], 3)
#: an import in a mapped function
def f(x):
    import math
    return math.sqrt(x)
tokens.map(f)([4])
#: a cycle of a function
from operator import itemgetter
itemgetter(3)([1])
#: calling a type with too much is read
from typing import List
List[int](5)
