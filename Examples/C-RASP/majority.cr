// More a than b.

accepted = #"a" > #"b"
