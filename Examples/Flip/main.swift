import RASP

// Everybody attends to everybody and adds ones: at every position, the number of tokens.
let length = (key(1) == query(1)).value(1).named("length")

// Position i reads the token at position length - 1 - i.
func flip() -> SOp { (key(length - indices - 1) == query(indices)).value(tokens) }

let output = try flip()("hello")
print(output.values, "in", output.layer, "layers")
print(flip())
