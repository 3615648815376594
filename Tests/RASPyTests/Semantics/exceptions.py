def attempt(f, *args):
    try:
        return f(*args)
    except ZeroDivisionError:
        return 'zero'
    except (TypeError, ValueError) as e:
        return type(e).__name__
    except Exception as e:
        return 'other ' + type(e).__name__
print(attempt(lambda: 1 / 0), attempt(int, 'x'), attempt(lambda: 'a' + 1), attempt(lambda: [1][5]), attempt(lambda: 7))
print(attempt(lambda: {}['k']), attempt(lambda: (1).foo), attempt(lambda: 5 % 0), attempt(ord, 'ab'))
print(attempt(lambda: [].pop()), attempt(lambda: {1}.remove(2)), attempt(max, []), attempt(lambda: next(iter([]))))
print(attempt(lambda: {[]: 1}), attempt(lambda: len(1)), attempt(lambda: [1].index(2)))
try:
    raise ValueError('bad', 1)
except ValueError as e:
    print(e, e.args, repr(e))
try:
    raise KeyError('k')
except LookupError as e:
    print(e, repr(e), str(e))
try:
    raise ValueError
except Exception as e:
    print('[' + str(e) + ']', repr(e), e.args)
try:
    raise RuntimeError('a') from ValueError('b')
except RuntimeError as e:
    print(e)
try:
    x = 1
except ValueError:
    print('not here')
else:
    print('else')
finally:
    print('finally')
def order(n):
    try:
        print('try', n)
        if n == 1: raise ValueError('one')
        if n == 2: return 'returned'
        if n == 3: raise KeyError('three')
    except ValueError as e:
        print('except', e)
        return 'handled'
    else:
        print('else')
    finally:
        print('finally', n)
    return 'end'
for n in range(3): print(order(n))
try:
    order(3)
except KeyError as e:
    print('outer', e)
def override():
    try:
        return 1
    finally:
        return 2
print(override())
def swallow():
    try:
        raise ValueError
    finally:
        return 'swallowed'
print(swallow())
def loops():
    seen = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            seen.append(i)
        finally:
            seen.append('f')
    else:
        seen.append('no')
    return seen
print(loops())
def nested():
    out = []
    for i in range(3):
        for j in [10, 20]:
            try:
                try:
                    if i == 1: continue
                    if i == 2: return out
                    out.append(i + j)
                finally:
                    out.append('in')
            except ValueError:
                out.append('never')
            finally:
                out.append('out')
    return 'end'
print(nested())
def again():
    try:
        raise ValueError('first')
    except ValueError:
        for k in [1, 2]:
            try:
                raise KeyError(k)
            except KeyError:
                pass
        raise
try:
    again()
except ValueError as e:
    print('again', e)
def chain():
    try:
        try:
            raise ValueError('inner')
        except ValueError as e:
            raise TypeError('outer: ' + str(e))
        finally:
            print('cleanup')
    except TypeError as e:
        return str(e)
print(chain())
def inFinally():
    out = []
    while True:
        try:
            raise ValueError
        except ValueError:
            out.append('e')
            break
        finally:
            out.append('f')
            for q in [1, 2]:
                if q == 2: break
            out.append(q)
    return out
print(inFinally())
def breakInHandler():
    out = []
    for i in range(4):
        try:
            raise ValueError(i)
        except ValueError as e:
            if i == 0: continue
            if i == 2: break
            out.append(str(e))
    return out
print(breakInHandler())
def breakInFinally():
    for i in [1, 2]:
        try:
            raise ValueError('lost')
        finally:
            break
    return i
print(breakInFinally())
def deep(n):
    if n == 0: raise IndexError('deep')
    return deep(n - 1)
try:
    deep(20)
except IndexError as e:
    print(e)
def byBuiltin(x):
    if x > 2: raise ValueError(x)
    return x
try:
    print(list(map(byBuiltin, [1, 2, 3])))
except ValueError as e:
    print('in map', e)
try:
    print(sorted([3, 1], key=byBuiltin))
except ValueError as e:
    print('in sorted', e)
def gen(xs): return (byBuiltin(x) for x in xs)
g = gen([1, 5, 2])
out = []
try:
    for x in g: out.append(x)
except ValueError as e:
    out.append(str(e))
print(out, list(g))
try:
    try:
        raise KeyError('a')
    except ValueError:
        print('no')
except KeyError:
    print('passed on')
try:
    assert 1 == 2, 'sums'
except AssertionError as e:
    print(e)
try:
    assert False
except AssertionError as e:
    print(repr(str(e)))
kinds = [ZeroDivisionError, OverflowError, ArithmeticError, IndexError, KeyError, LookupError, NotImplementedError, UnboundLocalError, ModuleNotFoundError]
def caught(kind, by):
    try:
        raise kind('x')
    except by:
        return True
    except BaseException:
        return False
print([caught(k, ArithmeticError) for k in kinds], [caught(k, LookupError) for k in kinds], [caught(k, Exception) for k in kinds])
print(isinstance(ValueError('x'), ValueError), isinstance(KeyError(1), LookupError), isinstance(KeyError(1), (ValueError, KeyError)))
e = ValueError('kept')
try:
    raise e
except ValueError as f:
    print(e is f)
def reraise():
    try:
        [][0]
    except IndexError:
        raise
try:
    reraise()
except IndexError:
    print('reraised')
def local():
    try:
        return y
        y = 1
    except UnboundLocalError:
        return 'unbound'
print(local())
total = 0
for i in range(100):
    try:
        if i % 3 == 0: raise ValueError
        total += i
    except ValueError:
        total += 1000
print(total)
def returnInExcept():
    try:
        raise ValueError
    except ValueError:
        return 'r'
    finally:
        print('then')
print(returnInExcept())
def nestedReturn():
    try:
        try:
            return 'value'
        finally:
            print('one')
    finally:
        print('two')
print(nestedReturn())
print(callable(len), callable(ValueError), callable(3), callable(lambda: 1))
def innerHandler():
    try:
        [].index(1)
    except Exception as e:
        try:
            max([])
        except ValueError as e:
            pass
        z = type(e).__name__
    return z
def leavesLoop():
    for i in range(3):
        try:
            int("x")
        except ValueError as e:
            if i == 1: continue
            if i == 2: break
    try:
        return e
    except UnboundLocalError:
        return "unbound", i
def returned():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return type(e).__name__
def raisedAgain():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise
    except Exception as x:
        r = type(x).__name__
    try:
        e
    except UnboundLocalError:
        return r, "unbound"
def raisesAnother():
    try:
        1 / 0
    except Exception as e:
        e = 5
        try:
            int("x")
        except Exception as k:
            raise ValueError(e)
        finally:
            k = 3
def captured():
    try:
        raisesAnother()
    except ValueError as e:
        f = lambda: type(e).__name__
        r = f()
    try:
        return f(), r
    except NameError as x:
        return type(x).__name__, r
def endingWins():
    try:
        1 / 0
    except Exception as e:
        try:
            return 1
        finally:
            return 2
for f in [innerHandler, leavesLoop, returned, raisedAgain, captured, endingWins]:
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__)
try:
    1 / 0
except Exception as e:
    print(type(e).__name__)
try:
    e
except NameError as x:
    print("gone")
