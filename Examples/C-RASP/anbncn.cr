// Some a, as many b behind them, as many c behind these.

b_or_c = "b" || "c"
misplaced = ("a" && (#b_or_c > 0)) || ("b" && (#"c" > 0))
in_order = (#misplaced == 0)
as_many = (#"a" == #"b") && (#"b" == #"c")
accepted = in_order && as_many
