// No two a next to each other.

#define near(i, j) = j < i && j >= i - 1

double = "a" && ((#[near] "a") > 0)
accepted = (#double == 0)
