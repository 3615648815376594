// An a, later a b, later an a.

a_before = (#"a" > 0)
ab = "b" && a_before
aba = "a" && (#ab > 0)
accepted = (#aba > 0)
