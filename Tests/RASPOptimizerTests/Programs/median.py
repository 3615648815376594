# [1,2,3] 7 best
smaller = (key(tokens) < query(tokens)).value(1).name("smaller")
tied = ((key(tokens) == query(tokens)) & (key(indices) < query(indices))).value(1).name("tied")
count = (key(1) == query(1)).value(1).name("count")
(key(smaller + tied) == query((count - 1) // 2)).value(tokens)
