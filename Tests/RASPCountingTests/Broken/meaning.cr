//: an unknown name
x = y
//: a misspelt name
opened = #"("
x = openned == 1
//: a name before its line
x = y + 1
y = #"a"
//: what lacks a name that failed is not said again
x = y
z = x && x
//: a comparison of what is true with a number
x = (#"a" == 1) == 1
//: a string as a number
x = "a" + 1
//: a number where true or false is wanted
x = (#"a") && "b"
//: not of a number
x = !(#"a" + 1)
//: a condition that is a number
x = 1 if #"a" else 2
//: a count of a number in brackets
x = #(1 + 2)
//: an unknown predicate
#import predd
//: an unknown predicate of nothing like it
#import everywhere
//: a predicate that was not imported
x = #[pred] "a"
//: a predicate of one position that was not imported
x = pos_even
//: a name as a guard
p = "a"
x = #[p] "b"
//: a predicate of one position as a guard
#import pos_even
x = #[pos_even] "a"
//: a predicate of two positions as a value
#import pred
x = pred
//: a name in a predicate
p = #"a"
#define near(i, j) = j == p
//: a number as a condition
#define near(i, j) = i - j
//: a comparison as a number
#define near(i, j) = (i == j) == 1
//: positions that cannot be told apart
#define near(i, j) = (i - j) % 2 == 0
//: a product of both positions
#define near(i, j) = i * j == 4
//: only comments
// nothing here
