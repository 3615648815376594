// An a with a b right behind it, anywhere.

#define next_to(i, j) = j == i - 1

ab = "b" && ((#[next_to] "a") == 1)
accepted = (#ab >= 1)
