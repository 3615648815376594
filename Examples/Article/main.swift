import RASP

// Tokens and indices.
print(try tokens.input([5, 2, 4, 5, 2, 2]).values)
let sop = indices
print(try sop.input("goodbye").values)

// Elementwise operations: what a feed-forward layer does.
print(try (tokens == "l").input("hello").values)
let model = tokens * 2 - 1
print(try model.input([1, 2, 3, 5, 2]).values)
print(try (tokens - 5 + indices).input([1, 2, 3, 5, 2]).values)
print(try ((tokens == "l") | (indices == 1)).input("hello").values)
print(try `where`((tokens == "h") | (tokens == "l"), tokens, "q").input("hello").values)

func atoi(_ seq: SOp = tokens) -> SOp {
  seq.map { (x: Unicode.Scalar) in Int(x.value) - 48 }
}
print(try atoi().input("31234").values)
let op = atoi(`where`(tokens == "-", "0", tokens)) + 2
print(try op.input("02-13").values)

// Selectors: attention patterns.
let eq = key(tokens) == query(tokens)
let offset = key(indices) == query(indices - 1)
let before = key(indices) < query(indices)
let after = key(indices) > query(indices)
print(before & eq)

// Aggregation: attention.
print(try eq.value(1).input("hello").values)
let length = (key(1) == query(1)).value(1).named("length")

let window: SOp = 3
let s1 = key(indices) >= query(indices - window + 1)
let s2 = key(indices) <= query(indices)
let sum2 = (s1 & s2).value(tokens)
print(try sum2.input([1, 3, 2, 2, 2]).values)

func cumsum(_ seq: SOp = tokens) -> SOp {
  let x = (before | (key(indices) == query(indices))).value(seq)
  return x.named("cumsum")
}
print(try cumsum().input([3, 1, -2, 3, 1]).values)

// Layers.
let x = cumsum(length - indices)
print(try x.input([3, 2, 3, 5]).values, "in", x.layer, "layers")

// The challenges.
func index(_ i: SOp, _ seq: SOp = tokens) -> SOp {
  let x = (key(indices) == query(i)).value(seq)
  return x.named("index")
}
print(try index(1)("hello").values)

func shift(_ i: SOp = 1, default fallback: Value = "_", _ seq: SOp = tokens) -> SOp {
  let x = (key(indices) == query(indices - i)).value(seq, default: fallback)
  return x.named("shift")
}
print(try shift(2)("hello").values)

func minimum(_ seq: SOp = tokens) -> SOp {
  let sel1 = before & (key(seq) == query(seq))
  let sel2 = key(seq) < query(seq)
  let less = (sel1 | sel2).value(1)
  let x = (key(less) == query(0)).value(seq)
  return x.named("min")
}
print(try minimum()([5, 3, 2, 5, 2]).values)

func first(_ q: SOp, _ seq: SOp = tokens) -> SOp {
  minimum(`where`(seq == q, indices, 99))
}
print(try first("l")("hello").values)

func ralign(default fallback: Value = "-", _ sop: SOp = tokens) -> SOp {
  let c = (key(sop) == query("_")).value(1)
  let x = (key(indices + c) == query(indices)).value(sop, default: fallback)
  return x.named("ralign")
}
print(try ralign()("xyz__").values)

func split(
  _ v: SOp, _ getFirstPart: Bool, _ sop: SOp = tokens, default fallback: Value = "0"
) -> SOp {
  let splitPoint = (key(sop) == query(v)).value(indices)
  if getFirstPart {
    return ralign(default: fallback, `where`(indices < splitPoint, sop, "_"))
  } else {
    return `where`(indices > splitPoint, sop, SOp(fallback))
  }
}
print(try split("+", false)("xyz+zyr").values)
print(try split("+", true)("xyz+zyr").values)

func slide(_ match: SOp, _ seq: SOp = tokens) -> SOp {
  let x = cumsum(match)
  let y = ((key(x) == query(x + 1)) & (key(match) == query(true))).value(seq)
  return `where`(match, seq, y).named("slide")
}
print(try slide(tokens != "<").input("xxxh<<<l").values)

func add(_ sop: SOp = tokens) -> SOp {
  // 0) Parse and add.
  let x = atoi(split("+", true, sop)) + atoi(split("+", false, sop))
  // 1) Which columns get a carry, which may get one.
  let carry = shift(-1, default: "0", `where`(x > 9, "1", `where`(x == 9, "<", "0")))
  // 2) Slide the carries to their columns.
  let getsCarry = atoi(slide(carry != "<", carry))
  // 3) Add them.
  return (x + getsCarry) % 10
}
print(try add()("683+345").values, "in", add().layer, "layers")
