// The first token is an a.

#define first(i) = i == 0

start = first && "a"
accepted = (#start == 1)
