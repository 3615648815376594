#: a string and a number
x = "a" + 1
#: a number and a string
x = 1 + "a"
#: comparing a string and a number
x = "a" < 1
#: division by zero
def mean(xs):
    return sum(xs) / len(xs)
mean([])
#: modulo zero
x = 5 % 0
#: an overflow
x = 9223372036854775807 + 1
#: an overflow of a power
x = 2 ** 64
#: a float that is too large
x = 1e308 * 10
#: the root of a negative number
x = (-8) ** 0.5
#: None in arithmetic
def f():
    pass
x = f() + 1
#: a list and a number
x = [1] + 1
#: a list times a list
x = [1] * [2]
#: a minus before a string
x = -"a"
#: a tilde before a float
x = ~1.5
#: a function and a number
def f():
    return 1
x = f + 1
#: an index that is out of range
xs = [1, 2, 3]
xs[3]
#: a negative index that is out of range
"abc"[-4]
#: an index that is a string
xs = [1]
xs["a"]
#: an index of a number
x = 5
x[0]
#: a key that is not there
d = {"a": 1, "b": 2}
d["c"]
#: a key that is a list
d = {[1]: 2}
#: changing a string
s = "abc"
s[0] = "x"
#: changing a tuple
t = (1, 2)
t[0] = 3
#: going through a number
for i in 5:
    print(i)
#: going through None
for x in None:
    pass
#: int of letters
int("abc")
#: int of a list
int([1])
#: float of letters
float("abc")
#: ord of two characters
ord("ab")
#: ord of a number
ord(5)
#: chr of too much
chr(1114112)
#: len of a number
len(5)
#: sum of strings
sum(["a", "b"])
#: max of nothing
max([])
#: sorted kinds
sorted([1, "a"])
#: range of a float
range(2.5)
#: range with a step of 0
range(1, 5, 0)
#: a slice with a step of 0
[1, 2][::0]
#: join of numbers
",".join([1, 2])
#: split by nothing
"abc".split("")
#: index of what is not there
"abc".index("d")
#: list.index of what is not there
[1, 2].index(3)
#: pop of an empty list
[].pop()
#: in a string
1 in "abc"
#: in a number
1 in 5
#: a format that is none
f"{1:yy}"
#: a format for another kind
f"{'a':d}"
#: a format of a list
f"{[1]:>5}"
#: an assertion
assert 1 > 2
#: an assertion with a message
x = 3
assert x < 3, f"{x} is too large"
#: raise
def todo():
    raise NotImplementedError
todo()
#: raise with a message
raise ValueError("no such token")
#: raise NotImplementedError with a message
raise NotImplementedError("fill in")
