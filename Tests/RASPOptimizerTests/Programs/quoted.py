# ab' 7 plain
quotes = (key(indices) <= query(indices)).value(where(tokens == "'", 1, 0)).name("quotes")
inside = (quotes % 2 == 1) & (tokens == "a")
(key(indices) <= query(indices)).value(where(inside, 1, 0)).name("quoted")
