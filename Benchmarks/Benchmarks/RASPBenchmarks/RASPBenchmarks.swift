import Benchmark
import RASP

/// Programs of the gallery at several lengths, kernels by way of the smallest program that needs
/// them, and batches.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .peakMemoryResident], maxDuration: .seconds(1))

  for name in ["histogram", "cumsum", "window", "shift", "flip", "minimum", "sort", "add"] {
    guard let entry = Gallery.entries.first(where: { $0.name == name }) else { continue }
    for length in [15, 1_000, 100_000] {
      measure("\(name), \(length) tokens", entry.program, tokens(length, for: name))
    }
  }
  for (name, selector) in kernels {
    measure("\(name), 10000 tokens", selector.value(1), tokens(10_000, for: "sort"))
  }
  for name in ["histogram", "add"] {
    guard let entry = Gallery.entries.first(where: { $0.name == name }) else { continue }
    let batch = Batch((0..<10_000).map { _ in tokens(15, for: name) })
    let program = Program(entry.program)
    Benchmark("\(name), 10000 inputs of 15 tokens") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(program.run(batch)) }
    }
  }
}

/// What each way to find matches is measured by.
private let kernels: [(String, Selector)] = [
  ("sums by group", Gallery.same),
  ("prefix sums", key(tokens) < query(tokens)),
  ("sweep with a sum a group", Gallery.before & Gallery.same),
  ("sweep with a tree", Gallery.before & (key(tokens) < query(tokens))),
  ("rows of bits", select(key(tokens), query(tokens)) { (k: Int, q: Int) in k < q }),
]

private func measure(_ name: String, _ sop: SOp, _ input: [Value]) {
  let program = Program(sop)
  Benchmark(name) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try program.run(input)) }
  }
}

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
