import RASP
import RASPCompiler

/// Two programs run on the same inputs: on all of the shortest, then on random ones.
///
/// ```swift
/// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
/// let length = Program(Gallery.length)
/// let other = Program((key(tokens) == query("a")).value(1) + (key(tokens) != query("a")).value(1))
/// let comparison = Comparison(length, other, on: domain)
/// comparison.evidence == .enumerated(inputs: 15)     // true
/// let shifted = Comparison(length, Program(Gallery.histogram()), on: domain)
/// shifted.difference!.input.count                    // 2
/// ```
public struct Comparison: Sendable {
  /// What must hold of the second program where the first one fails.
  public enum Relation: Sendable {
    /// It fails too.
    case equal
    /// Nothing: it gives what the first one gives, wherever that gives something.
    case refines
  }

  /// How many inputs are tried.
  public struct Effort: Sendable {
    /// The most inputs of the part in which no input of a length is left out.
    public var enumerated = 1_000_000
    /// The random inputs, where the domain has more than those.
    public var random = 100_000
    /// What the random inputs start from.
    public var seed: UInt64 = 1
    /// Asked between batches; what is known by then is the result.
    public var isStopped: @Sendable () -> Bool = { false }

    /// A million inputs, and a hundred thousand random ones. Cost: constant.
    public init() {}
  }

  /// An input on which the programs differ.
  public struct Difference: Sendable {
    public let input: [Value]
    /// What the first program gives, or how it fails.
    public let first: Result<[Value], Diagnostic>
    /// What the second program gives, or how it fails.
    public let second: Result<[Value], Diagnostic>
    /// Whether the programs agree on all inputs of fewer tokens.
    public let isShortest: Bool
  }

  /// Up to which length all inputs were tried; -1 if not even the empty one was.
  public private(set) var enumeratedLength = -1
  /// The inputs up to that length.
  public private(set) var enumeratedCount = 0
  /// The random inputs beyond them.
  public private(set) var randomCount = 0
  /// The inputs, of all that were tried, on which the first program fails.
  public private(set) var failures = 0
  /// The first difference that was found; `nil` if there was none.
  public private(set) var difference: Difference?
  private let domain: Domain
  private let seed: UInt64

  /// What the comparison shows of the programs; `nil` if they differ.
  public var evidence: Evidence? {
    if difference != nil { return nil }
    if enumeratedLength >= domain.maximumLength { return .enumerated(inputs: enumeratedCount) }
    return .tested(
      upTo: enumeratedLength, inputs: enumeratedCount, random: randomCount, seed: seed)
  }

  /// Compares until there is a difference, or the effort is spent.
  ///
  /// Cost: that of running both programs on each input.
  public init(
    _ first: Program, _ second: Program, on domain: Domain, must relation: Relation = .equal,
    effort: Effort = Effort()
  ) {
    self.domain = domain
    seed = effort.seed
    let pair = ProgramPair(first: first, second: second, relation: relation)
    enumerate(pair, effort)
    let isWhole = enumeratedLength >= domain.maximumLength
    if difference == nil, !isWhole, !effort.isStopped() { tryRandom(pair, effort) }
  }

  /// Tries all inputs of each length, while they are few enough.
  private mutating func enumerate(_ pair: ProgramPair, _ effort: Effort) {
    let inputs = SampleInputs(pair.first, domain, seed: seed)
    var next = 0
    for length in 0...max(0, domain.maximumLength) {
      let shorter = domain.limited(to: length)
      let count = SampleInputs(pair.first, shorter, seed: seed)
        .allCount(upTo: effort.enumerated)
      guard let count, count <= effort.enumerated else { return }
      while next < count {
        if effort.isStopped() { return }
        let end = min(count, next + Comparison.batch)
        let some = inputs.all(next..<end)
        compare(pair, some, isShortest: true)
        if difference != nil { return }
        next = end
        enumeratedCount += some.count
      }
      enumeratedLength = length
    }
  }

  private mutating func tryRandom(_ pair: ProgramPair, _ effort: Effort) {
    var samples = SampleInputs(pair.first, domain, seed: seed)
    compare(pair, samples.edgeCases, isShortest: false)
    while difference == nil, randomCount < effort.random, !effort.isStopped() {
      let inputs = samples.random(min(Comparison.batch, effort.random - randomCount))
      if inputs.isEmpty { return }
      compare(pair, inputs, isShortest: false)
      randomCount += inputs.count
    }
    while let found = difference, let shorter = pair.shortened(found.input, in: domain) {
      difference = pair.difference(on: shorter, isShortest: false)
    }
  }

  private mutating func compare(_ pair: ProgramPair, _ inputs: [[Value]], isShortest: Bool) {
    let batch = Batch(inputs)
    let (first, second) = (pair.first.run(batch), pair.second.run(batch))
    for (index, input) in inputs.enumerated() {
      if case .failure = first[index] { failures += 1 }
      if pair.agree(first[index], second[index]) { continue }
      difference = Difference(
        input: input, first: first[index], second: second[index], isShortest: isShortest)
      return
    }
  }

  /// So many inputs are run at once.
  private static let batch = 4_096
}

/// The programs, and what must hold of them.
private struct ProgramPair {
  let first: Program
  let second: Program
  let relation: Comparison.Relation

  func agree(
    _ a: Result<[Value], Diagnostic>, _ b: Result<[Value], Diagnostic>
  ) -> Bool {
    switch (a, b) {
    case (.success(let x), .success(let y)):
      x.count == y.count && zip(x, y).allSatisfy { $0.isIdentical(to: $1) }
    case (.success, .failure): false
    case (.failure, .success): relation == .refines
    case (.failure, .failure): true
    }
  }

  func difference(on input: [Value], isShortest: Bool) -> Comparison.Difference? {
    let batch = Batch([input])
    let (a, b) = (first.run(batch)[0], second.run(batch)[0])
    if agree(a, b) { return nil }
    return Comparison.Difference(input: input, first: a, second: b, isShortest: isShortest)
  }

  /// The input without one of its tokens, if the programs differ on that too.
  func shortened(_ input: [Value], in domain: Domain) -> [Value]? {
    for position in input.indices {
      var shorter = input
      shorter.remove(at: position)
      if domain.contains(shorter), difference(on: shorter, isShortest: false) != nil {
        return shorter
      }
    }
    return nil
  }
}
