# () 10 best
step = where(tokens == "(", 1, -1)
depth = (key(indices) <= query(indices)).value(step).name("depth")
deeper = (key(depth) > query(depth)).value(1).name("deeper")
(key(deeper) == query(0)).mean(depth).round()
