#: comparisons of s-ops beside '&' without brackets
tokens == "a" & indices > 0
#= runs on abca
(tokens == "a") & (indices > 0)
#: comparisons of s-ops beside '|' without brackets
where(tokens == "a" | tokens == "b", 1, 0)
#= runs on abca
where((tokens == "a") | (tokens == "b"), 1, 0)
#: three comparisons without brackets
tokens == "a" & indices > 0 | indices == 2
#= runs on abca
(tokens == "a") & (indices > 0) | (indices == 2)
#: a name beside a comparison without brackets
flag = indices == 0
where(flag | tokens == "b", 1, 0)
#= fails on abca, runs on abca
flag = indices == 0
where(flag | (tokens == "b"), 1, 0)
#: comparisons of keys and queries without brackets
(key(tokens) == query(tokens) & key(indices) < query(indices)).value(1)
#= runs on abca
((key(tokens) == query(tokens)) & (key(indices) < query(indices))).value(1)
#: a selector beside a comparison without brackets
before = key(indices) < query(indices)
(before & key(tokens) == query(tokens)).value(1)
#= runs on abca
before = key(indices) < query(indices)
(before & (key(tokens) == query(tokens))).value(1)
#: a comparison before a selector, without brackets
before = key(indices) < query(indices)
(key(tokens) == query(tokens) & before).value(1)
#= runs on abca
before = key(indices) < query(indices)
((key(tokens) == query(tokens)) & before).value(1)
#: a chain of comparisons
0 < indices < 3
#= runs on abca
(0 < indices) & (indices < 3)
#: the value of a query
key(tokens) == query(tokens).value(1)
#= runs on abca
(key(tokens) == query(tokens)).value(1)
#: the mean of a query, further operators behind it
x = key(indices) == query(indices - 1).mean(tokens, "_")
x + "!"
#= runs on abca
x = (key(indices) == query(indices - 1)).mean(tokens, "_")
x + "!"
#: a function without return, which is the program
def f():
    x = tokens + "!"
f()
#= runs on abca
def f():
    x = tokens + "!"
    return x
f()
#: a function without return, computed with
def f():
    tokens + "b"
f() + "c"
#= runs on abca
def f():
    return tokens + "b"
f() + "c"
#: a function without return, whose result has a name
def same():
    s = key(tokens) == query(tokens)
s = same()
s.value(1)
#= runs on abca
def same():
    s = key(tokens) == query(tokens)
    return s
s = same()
s.value(1)
#: length without a definition
length - indices
#= runs on abca
length = (key(1) == query(1)).value(1)
length - indices
#: before without a definition
before.value(1)
#= runs on abca
before = key(indices) < query(indices)
before.value(1)
#: same without a definition
same.value(1)
#= runs on abca
same = key(tokens) == query(tokens)
same.value(1)
#: shift without a definition
shift(2)
#= runs on abca
def shift(i=1, default="_", seq=tokens): return (key(indices) == query(indices - i)).value(seq, default)
shift(2)
#: flip without a definition
flip()
#= runs on abca
length = (key(1) == query(1)).value(1)
def flip(seq=tokens): return (key(length - indices - 1) == query(indices)).value(seq)
flip()
#: sort without a definition
sort()
#= runs on cab
before = key(indices) < query(indices)
def rank(seq=tokens): return ((before & (key(seq) == query(seq))) | (key(seq) < query(seq))).value(1)
def sort(seq=tokens): return (key(rank(seq)) == query(indices)).value(seq)
sort()
#: digits added to a number
tokens + 1
#= fails on 312, runs on [3, 1, 2]
tokens + 1
#: digits compared with a number
tokens > 2
#= fails on 312, runs on [3, 1, 2]
tokens > 2
#: digits summed up
(key(indices) <= query(indices)).value(tokens)
#= fails on 312, runs on [3, 1, 2]
(key(indices) <= query(indices)).value(tokens)
#: one equals sign between key and query
(key(tokens) = query(tokens)).value(1)
#= runs on abca
(key(tokens) == query(tokens)).value(1)
#: one equals sign between key and query, at the start
key(tokens) = query(tokens)
#= runs on ab
key(tokens) == query(tokens)
#: one equals sign between key and query, assigned
s = key(tokens) = query(tokens)
s.value(1)
#= runs on abca
s = key(tokens) == query(tokens)
s.value(1)
#: where of two arguments
where(tokens == "a", 1)
#= runs on abca
where(tokens == "a", 1, 0)
#: a method of strings
tokens.upper()
#= runs on abca
tokens.map(lambda c: c.upper())
#: a method of strings with arguments, of a sum
(tokens + "a").replace("a", "b") + "c"
#= runs on abca
(tokens + "a").map(lambda c: c.replace("a", "b")) + "c"
