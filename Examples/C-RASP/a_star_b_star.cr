// No a behind a b.

late = "a" && (#"b" > 0)
accepted = (#late == 0)
