# [1,2,3] 7 best
start = (key(indices) == query(0)).value(tokens).name("start")
larger = (key(tokens) > query(start)).value(1).name("larger")
larger == 0
