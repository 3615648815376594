// ab, again and again.

#import pred

follows_a = ((#[pred] "a") == 1)
wrong = ("a" && follows_a) || ("b" && (!follows_a))
accepted = "b" && (#wrong == 0)
