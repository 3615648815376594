# abc 7 best
often = (key(tokens) == query(tokens)).value(1).name("often")
more = (key(often) > query(often)).value(1).name("more")
more == 0
