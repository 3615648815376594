# [0,1,2] 7 plain
total = (key(indices) <= query(indices)).value(tokens).name("total")
late = (key(indices) == query(indices - 1)).value(total).name("late")
twice = (key(indices) == query(indices - 1)).value(late).name("twice")
total - twice
