# What random snippets found to mean something else than in Python, a line a kind.
def shown(function, *arguments):
    try:
        print(repr(function(*arguments)))
    except Exception as error:
        print(type(error).__name__)


def stops():
    next(iter([]))
    return 1


def unbound():
    def inner():
        return late
    inner()
    late = 1


print(type(None), type(None).__name__, isinstance(None, type(None)), type(int), type(ValueError), zip, map, type)
for text, base in [('0x1f', 0), ('0b11', 0), ('-0o17', 0), ('7', 0), ('012', 0), ('00', 0), ('0_0', 0), ('0x_1f', 16), ('0x1f', 8), ('zz', 36), ('1', 1), ('1', 37), ('+-3', 10), ('', 0), (False, 2), (7.5, 1)]:
    shown(int, text, base)
for text in ['1_.5', '1_e5', '1_000.5', '1e_5', '1__0', '_1']:
    shown(float, text)
for code in [-1, 1114112, 2**40, 'a']:
    shown(chr, code)
for base, exponent, modulus in [(3, -1, 7), (3, -3, -7), (2, -1, 4), (5, 2, 0), (-4, -5, 9), (1, -11, 1), (1.0, 2, 3)]:
    shown(pow, base, exponent, modulus)
print(range(10)[2:5], range(10)[::-2], range(5)[-3:], range(0, 100, 7)[1:9:3], range(3)[5:], len(range(10)[1:]))
for template, value in [('a', {1: 2}), ('a', [1]), ('a', (1,)), ('a', 5), ('%5%', 1), ('%%', ()), ('%(a)%', {'a': 1}), ('%x', 1.5), ('%d', 'a'), ('%e', None), ('%c', 'ab'), ('%c', -1), ('%c', 65), ('%*d|', (-5, 1)), ('%.*f', (-1, 2.5)), ('%*d', ('a', 1)), ('%q', 1), ('%s', [1]), ('%o', [])]:
    shown(lambda t, v: t % v, template, value)
for template in ['{0}{}', '{}{0}', '{a[-1]}', '{a[0]}', '{!r:>{}}', '{:d}', '{:>٣}', '{b:5}', '{b:q}']:
    shown(lambda t: t.format('x', 5, a='yz', b=[1]), template)
shown(lambda: sorted([2, 1], reverse=None))
shown(lambda: sorted([2, 1], reverse=2**40))
shown(lambda: sorted([2, 1], reverse=True))
shown(sum, [], 'a')
shown(lambda: {}.pop([0], 0))
shown(lambda: {}.pop([0]))
shown(lambda: {1: 2}.pop([0], 0))
shown(lambda: [].pop('a'))
shown(lambda: [].pop(0))
shown(lambda: {1, 2}.issuperset([3, [4]]))
shown(lambda: {1, 2}.isdisjoint([1, [4]]))
shown(lambda x: x[::0], None)
shown(lambda x: x[::0], [1])
shown(sum, (stops() for x in [1]))
shown(unbound)
print('ǅa'.swapcase(), 'ΑΣ'.lower(), 'ΑΣ'.capitalize(), 'Σ'.lower(), 'ΑΣΑ'.lower(), 'ΑΣ.'.lower(), 'ΑΣ Β'.title(), 'ας'.swapcase(), 'Α\u0301Σ\u0301'.lower())
print('五'.isalpha(), '〇'.isalpha(), 'Ⅷ'.isalpha(), 'ab'.count('', 1, 0), 3.0 in range(5), 2.5 in range(5), {1} in {1, 2})
shown('a'.ljust, 3, None)
shown('a'.startswith, ('b', ()))
shown('a{b'.format)
first = second = {'a': 1}
first |= {'b': 2}
first |= [('c', 3)]
print(second, {range(0): 1, range(2, 2): 2, int: 3, len: 4, ValueError: 5}[range(5, 1)], {range(0, 4, 3), range(0, 6, 3)} == {range(0, 5, 3)})
