#: try alone
try:
    x = 1
y = 2
#: except without try
except ValueError:
    x = 1
#: finally without try
x = 1
finally:
    x = 2
#: except behind one for all
try:
    x = 1
except:
    x = 2
except ValueError:
    x = 3
#: several exceptions without brackets
try:
    x = 1
except ValueError, TypeError:
    x = 2
#: raise outside a handler
raise
#: raise in a function within a handler
try:
    x = 1
except ValueError:
    def f():
        raise
#: no exception in except
try:
    raise ValueError("x")
except 5:
    pass
#: a tuple with something else in except
try:
    raise ValueError("x")
except (TypeError, "ValueError"):
    pass
#: another exception than the one that is caught
try:
    raise KeyError("k")
except (ValueError, TypeError):
    pass
#: raised again, at its first place
def f(x):
    return x / 0
try:
    f(1)
except ValueError:
    pass
except ZeroDivisionError:
    y = 1
    raise
#: past a finally
def f(x):
    try:
        return [1][x]
    finally:
        y = 1
f(7)
#: a fault in a handler
try:
    raise ValueError("first")
except ValueError as e:
    print(e + 1)
#: a fault in a finally
try:
    x = 1
finally:
    x = undefined
#: raising something else
raise "text"
#: a misspelt exception
try:
    x = 1
except ValeError:
    x = 2
#: a missing colon
try
    x = 1
#: a missing block
try:
    x = 1
except ValueError:
y = 1
#: an exception with no name
try:
    x = 1
except ValueError as:
    x = 2
#: limits cannot be caught
def f():
    return f()
try:
    f()
except Exception:
    print("never")
#: a loop that catches everything
while True:
    try:
        raise ValueError
    except Exception:
        pass
#: a mapped function that raises
def f(x):
    try:
        return int(x)
    except TypeError:
        return 0
tokens.map(f)("1a")
#: a run's fault is caught by its own class only
try:
    (tokens / 0)([1])
except ValueError:
    pass
#: an attribute of an exception
try:
    raise ValueError(1)
except ValueError as e:
    e.message
