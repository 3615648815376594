#: a class
class Flip:
    def run(self):
        return 1
#: with
with open("x") as f:
    pass
#: an import
import torch as t
#: an import of a name that is not there
from raspy import tokenz, key
#: an import of a submodule that is not there
import raspy.models
#: an import that is cut off
from raspy import
#: del
x = [1]
del x[0]
#: yield
def f():
    yield 1
#: async
async def f():
    return 1
#: await
x = await f()
#: a decorator
@cache
def f():
    return 1
#: match
match tokens:
    case 1: pass
#: a walrus
if (n := 3) > 2:
    print(n)
#: matrix product
x = 1 @ 2
#: shifts
x = 1 << 3
#: augmented shifts
x = 1
x >>= 1
#: bytes
x = b"abc"
#: complex numbers
x = 3j
#: the ellipsis
def f():
    ...
#: a named character
x = "\N{BULLET}"
#: exception groups
try:
    x = 1
except* ValueError:
    x = 2
