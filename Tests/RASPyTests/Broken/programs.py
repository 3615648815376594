#: nothing at all
x = 1
#: a function
def flip():
    return tokens
flip
#: a function with a parameter
def index(i, seq=tokens):
    return seq
index
#: a lambda
lambda: tokens
#: a builtin
where
#: a number
683 + 345
#: a string
"hello"
#: None
None
#: a key
key(tokens)
#: a query
query(1)
#: the values of a run
tokens("hello").toseq()
#: a list of s-ops
[tokens, indices]
#: print
print("x")
#: tuples
SOp.zip(lambda x, y: (x, y), tokens, indices)
