#: an operator without a right side
x = 1 +
#: an operator without a left side
x = * 2
#: two operators
x = 1 * / 2
#: an assignment without a value
x =
#: an assignment in a condition
x = 1
if x = 1:
    print(x)
#: an assignment in a call
print(x == 1, (y = 2))
#: assigning to a literal
1 = x
#: assigning to a call
f() = 1
#: assigning to an operation
a = 1
a + 1 = 2
#: assigning to a comparison
a = 1
a == 1 = 2
#: assigning to a slice
xs = [1, 2]
xs[0:1] = [3]
#: assigning to an attribute
tokens.name = "x"
#: assigning to None
None = 1
#: augmenting two names
a, b += 1
#: augmenting a literal
1 += 1
#: increment as in C
x = 1
x++
#: a conditional without else
x = 1 if True
#: not behind an operator
x = 1 + not 2
#: a lambda behind an operator
x = 1 + lambda: 2
#: a lambda without a colon
f = lambda x x + 1
#: a star alone
x = *[1, 2]
#: two stars in a target
*a, *b = [1, 2, 3]
#: an argument without a name behind one with
print(sep="", 1)
#: an argument given twice by name
print(1, sep="", sep="-")
#: a missing comma in a list
x = [1 2]
#: a missing comma in a call
print(1 2)
#: a missing comma in a dictionary
d = {'a': 1 'b': 2}
#: a missing value in a dictionary
d = {'a': }
#: a missing colon in a dictionary
d = {'a': 1, 'b' 2}
#: else in a comprehension's condition
x = [i for i in range(3) if i else 0]
#: a comprehension without in
x = [i for i range(3)]
#: an empty index
x = [1]
y = x[]
#: a dot without a name
x = tokens.
#: a number as an attribute
x = tokens.1
#: a chain of equals signs
x === 1
#: not equal as in other languages
x = 1 <> 2
#: and as in other languages
x = 1 && 2
#: brackets nested without end
x = (((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))
