# ab 9 plain
number = (key(indices) <= query(indices)).value(where(tokens == "b", 1, 0)).name("number")
ahead = (key(indices) == query(indices + 1)).value(number % 2, -1).name("ahead")
ahead
