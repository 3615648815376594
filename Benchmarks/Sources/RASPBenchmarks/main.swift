import Benchmark
import RASP
import RASPCompiler
import RASPModel
import RASPText
import RASPy

// Programs of the gallery at several lengths, kernels by way of the smallest program that needs
// them, batches, and reading a program's text.

/// The library of the article up to `add`, as somebody would paste it.
private let additionText = """
  def atoi(seq=tokens):
      return seq.map(lambda x: ord(x) - ord("0"))
  before = key(indices) < query(indices)
  def cumsum(seq=tokens):
      return (before | (key(indices) == query(indices))).value(seq).name("cumsum")
  def shift(i=1, default="_", seq=tokens):
      return (key(indices) == query(indices - i)).value(seq, default).name("shift")
  def ralign(default="-", sop=tokens):
      c = (key(sop) == query("_")).value(1)
      return (key(indices + c) == query(indices)).value(sop, default).name("ralign")
  def split(v, get_first_part, sop=tokens, default="0"):
      split_point = (key(sop) == query(v)).value(indices)
      if get_first_part:
          return ralign(default, where(indices < split_point, sop, "_"))
      else:
          return where(indices > split_point, sop, default)
  def slide(match, seq=tokens):
      x = cumsum(match)
      y = ((key(x) == query(x + 1)) & (key(match) == query(True))).value(seq)
      return where(match, seq, y).name("slide")
  def add(sop=tokens):
      x = atoi(split("+", True, sop)) + atoi(split("+", False, sop))
      gets_carry = shift(-1, "0", where(x > 9, "1", where(x == 9, "<", "0")))
      gets_carry = atoi(slide(gets_carry != "<", gets_carry))
      return (x + gets_carry) % 10
  add()
  """

/// What each way to find matches is measured by.
private let kernels: [(String, AttentionSelector)] = [
  ("sums by group", Gallery.same),
  ("prefix sums", key(tokens) < query(tokens)),
  ("sweep with a sum a group", Gallery.before & Gallery.same),
  ("sweep with a tree", Gallery.before & (key(tokens) < query(tokens))),
  ("rows of bits", select(key(tokens), query(tokens)) { (k: Int, q: Int) in k < q }),
]

/// Tokens that suit a program, the same in every run.
private func tokens(_ length: Int, for name: String) -> [Value] {
  let letters: [Value] = ["h", "e", "l", "o", "a", "t", "s", "n"]
  let digits: [Value] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
  return (0..<length).map { index in
    let number = (index &* 2_654_435_761) >> 7
    switch name {
    case "add": return index == length / 2 ? "+" : digits[number % digits.count]
    case "histogram", "shift", "flip": return letters[number % letters.count]
    default: return .integer(Int64(number % 1_000))
    }
  }
}

private func measure(_ name: String, _ sop: SOp, _ input: [Value]) {
  let program = Program(sop)
  benchmark(name) { _ = try program.run(input) }
}

for name in ["histogram", "cumsum", "window", "shift", "flip", "minimum", "sort", "add"] {
  guard let entry = Gallery.entries.first(where: { $0.name == name }) else { continue }
  for length in [15, 1_000, 100_000] {
    measure("\(name), \(length) tokens", entry.program, tokens(length, for: name))
  }
}
for (name, selector) in kernels {
  measure("\(name), 10000 tokens", selector.value(1), tokens(10_000, for: "sort"))
}
// What extrema keep, a million tokens in a thousand groups and at two lengths to see the growth.
let extrema: [(String, SOp)] = [
  ("rightmost within a group", Gallery.previousSame()),
  ("rightmost of a group", Gallery.same.rightmost().value(indices)),
  ("best", (key(1) == query(1)).best(tokens).leftmost().value(indices)),
  ("best within a group", Gallery.same.best(indices % 7).leftmost().value(indices)),
  ("best, all of several", Gallery.same.best(indices % 7).value(1)),
  ("nearest smaller", ((key(tokens) < query(tokens)) & Gallery.before).rightmost().value(indices)),
]
for (name, sop) in extrema {
  for length in [100_000, 1_000_000] {
    measure("\(name), \(length) tokens", sop, tokens(length, for: "sort"))
  }
}
for name in ["histogram", "add"] {
  guard let entry = Gallery.entries.first(where: { $0.name == name }) else { continue }
  let batch = Batch((0..<10_000).map { _ in tokens(15, for: name) })
  let program = Program(entry.program)
  benchmark("\(name), 10000 inputs of 15 tokens") { _ = program.run(batch) }
}
benchmark("read and lower the text of add") {
  let outcome = try Session().run(SourceText(additionText, name: "add.py"))
  _ = Program(try outcome.sop())
}

// Programs as weights: making them, and running them in float32 on one core.
private let letters40: [Value] = (0..<40).map { .string("t\($0)") }
private let weights: [(String, SOp, [Value], Int, batch: Int)] = [
  ("flip with 40 tokens of 40", Gallery.flip(), letters40, 40, 64),
  ("add at 15", Gallery.add(), Input("0123456789+").tokens, 15, 1_000),
  ("add at 32", Gallery.add(), Input("0123456789+").tokens, 32, 100),
]
for (name, sop, vocabulary, length, count) in weights {
  let program = Program(sop)
  let domain = Domain(vocabulary: vocabulary, maximumLength: length)
  benchmark("compile \(name)") { _ = try Compiler.compile(program, for: domain) }
  let transformer = try Compiler.compile(program, for: domain).transformer
  let inputs = (0..<count).map { input in
    [Int32(Transformer.beginning)]
      + (0..<length).map { position in
        let number = ((input * length + position) &* 2_654_435_761) >> 7
        return Int32(Transformer.firstToken + number % vocabulary.count)
      }
  }
  benchmark("run the weights of \(name), \(count) inputs") {
    _ = transformer.predictions(inputs)
  }
}

Benchmark.main()
