//: nothing
//: a character of no meaning
x = a ? b
//: a quote that is not straight
x = “a”
//: an open string
x = "a
//: an operator without its right side
x = "a" &&
//: an operator at the end of the text
x = 1 +
//: a bracket that is not closed
x = ("a" && "b"
//: a bracket that closes nothing
x = "a")
//: a minus before a number
x = -1
//: two comparisons in a row
x = 1 < 2 < 3
//: a word of the grammar as a name
min = 3
//: min as a guard
x = #[min] "a"
//: a condition without its other case
x = 1 if "a"
//: an integer that is too large
x = 99999999999999999999
//: a lonely ampersand
x = "a" & "b"
//: two expressions on a line
x = "a" "b"
//: a comparison that is counted without brackets
x = # 1 < 2
//: a count of a count
x = # # "a"
//: an import of nothing
#import
//: a definition without a condition
#define near(i, j)
//: a definition of three positions
#define near(i, j, k) = i == j
//: a parameter twice
#define near(i, i) = i == 1
//: a negation without brackets in a definition
#define far(i, j) = !i == j
