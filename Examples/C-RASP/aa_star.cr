// An even number of a, and nothing else. The first position is 0.

#define odd(i) = i % 2 == 1

accepted = odd && (#("b") == 0)
