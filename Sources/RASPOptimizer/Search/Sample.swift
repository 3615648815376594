import RASP
import RASPCompiler

/// Inputs on which columns are compared, with what the program computes on each.
///
/// The first of them are short: a look at those refuses most of what does not fit.
struct Sample {
  let inputs: [[Value]]
  /// Where each input's positions start among all positions; one more at the end.
  let starts: [Int]
  /// So many of the inputs are the first look.
  let firstLook: Int
  /// For each node of the program its values at all positions; empty for a selector.
  let values: [[Value]]

  var positions: Int { starts[inputs.count] }

  /// The positions of the first inputs.
  func positions(of inputs: Int) -> Int { starts[inputs] }

  /// A sample of the domain. `examples` are inputs that must be among the first.
  ///
  /// Inputs on which the program fails are left out.
  init(_ program: Program, _ domain: Domain, seed: UInt64, size: Int, examples: [[Value]]) {
    let longest = min(domain.maximumLength, Sample.longest)
    let candidates = Sample.candidates(program, domain, longest, seed, size)
    var seen: Set<[Constant]> = []
    var (inputs, starts, firstLook) = ([[Value]](), [0], 0)
    var values = [[Value]](repeating: [], count: program.nodes.count)
    for (index, input) in (examples + candidates.short + candidates.all).enumerated() {
      guard !input.isEmpty, input.count <= Sample.longest,
        seen.insert(input.map { Constant($0) }).inserted,
        let trace = try? Trace(program, Input(input))
      else { continue }
      for id in program.ids { values[id.index] += trace.values(id) }
      inputs.append(input)
      starts.append(starts[starts.count - 1] + input.count)
      if index < examples.count + candidates.short.count { firstLook = inputs.count }
    }
    (self.inputs, self.starts, self.values) = (inputs, starts, values)
    self.firstLook = max(firstLook, min(1, inputs.count))
  }

  /// A query's selected keys are the bits of one word.
  static let longest = 32

  private static func candidates(
    _ program: Program, _ domain: Domain, _ longest: Int, _ seed: UInt64, _ size: Int
  ) -> (short: [[Value]], all: [[Value]]) {
    let bounded = domain.limited(to: longest)
    let small = domain.limited(to: min(longest, 7))
    var short = SampleInputs(program, small, seed: seed)
    var long = SampleInputs(program, bounded, seed: seed &+ 1)
    let tiny = domain.limited(to: min(longest, 2))
    let pairs = SampleInputs(program, tiny, seed: seed)
    let few = pairs.allCount(upTo: 300) == nil ? [] : pairs.all
    return (short.random(120), few + long.edgeCases.prefix(200) + long.random(size))
  }
}
