# () 10 plain
step = where(tokens == "(", 1, -1)
depth = (key(indices) <= query(indices)).value(step).name("depth")
deep = (key(indices) <= query(indices)).value(where(depth > 2, 1, 0)).name("deep")
deep == 0
