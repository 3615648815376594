# "a ... b" is followed by "c": at a "b", whether an "a" was anywhere before.
seen = (key(tokens) == query("a")).mean("a", "none")
where((tokens == "b") & (seen == "a"), "c", "-")
