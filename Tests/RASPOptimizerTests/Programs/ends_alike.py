# abc 7 leftmost
count = (key(1) == query(1)).value(1).name("count")
start = (key(indices) == query(0)).value(tokens).name("start")
end = (key(indices) == query(count - 1)).value(tokens).name("end")
start == end
