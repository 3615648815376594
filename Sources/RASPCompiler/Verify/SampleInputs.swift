import RASP

/// Inputs of a domain to try a program or a model on.
public struct SampleInputs: Sendable {
  private let domain: Domain
  /// The lengths that the program takes: all, unless it has constant lists.
  private let lengths: [Int]
  private var generator: SplitMix64

  /// Inputs for a program; random ones are the same for the same seed. Cost: linear in the program.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
  /// SampleInputs(Program(Gallery.flip()), domain, seed: 1).all.count      // 15
  /// ```
  public init(_ program: Program, _ domain: Domain, seed: UInt64) {
    self.domain = domain
    var fixed: Int?
    for node in program.nodes {
      if case .source(.list(let values)) = node.operation { fixed = values.count }
    }
    lengths = fixed.map { [$0] } ?? Array(0...domain.maximumLength)
    generator = SplitMix64(seed: seed)
  }

  static func forSearch(_ program: Program, _ domain: Domain) -> [[Value]] {
    var samples = SampleInputs(program, domain, seed: 1)
    if let count = domain.inputCount(upTo: 4_000), count > 0 { return samples.all }
    return samples.edgeCases + samples.random(2_000)
  }

  /// Every input of the domain that the program takes, the shortest first.
  public var all: [[Value]] { domain.keeping(everything) }

  private var everything: [[Value]] {
    var inputs: [[Value]] = []
    var ofLength: [[Value]] = [[]]
    for length in 0...domain.maximumLength {
      if lengths.contains(length) { inputs += ofLength }
      guard length < (lengths.last ?? 0) else { break }
      ofLength = ofLength.flatMap { input in domain.vocabulary.map { input + [$0] } }
    }
    return inputs
  }

  /// Some of ``all``, by their indices there: so they need not all be held at once. The indices must
  /// be those of inputs that there are; of a domain with a promise those that break it have indices too,
  /// and are left out. Cost: that of these inputs.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
  /// let two = SampleInputs(Program(Gallery.flip()), domain, seed: 1).all(3..<5)
  /// two == [["a", "a"], ["a", "b"]]                // true
  /// ```
  public func all(_ indices: Range<Int>) -> [[Value]] {
    let base = domain.vocabulary.count
    var inputs: [[Value]] = []
    inputs.reserveCapacity(indices.count)
    var (first, length, count) = (0, 0, 1)
    for index in indices {
      // The length whose inputs this index is among; those that are not taken have none.
      while true {
        let isTaken = lengths.contains(length)
        if isTaken && index < first + count { break }
        if isTaken { first += count }
        (length, count) = (length + 1, count * base)
      }
      var (rest, input) = (index - first, [Value]())
      for _ in 0..<length {
        input.append(domain.vocabulary[rest % base])
        rest /= base
      }
      inputs.append(input.reversed())
    }
    return domain.keeping(inputs)
  }

  /// How many inputs ``all`` has, those that break the domain's promise counted; `nil` if there are more than `limit`. Cost: linear in the maximum
  /// length.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
  /// let samples = SampleInputs(Program(Gallery.flip()), domain, seed: 1)
  /// samples.allCount(upTo: 100)!                   // 15
  /// samples.allCount(upTo: 10) == nil              // true
  /// ```
  public func allCount(upTo limit: Int) -> Int? {
    guard let count = domain.inputCount(upTo: limit) else { return nil }
    guard lengths.count == 1 else { return count }
    if lengths[0] > domain.maximumLength { return 0 }
    return (0..<lengths[0]).reduce(1) { product, _ in product * domain.vocabulary.count }
  }

  /// The empty input, each token alone, two of each, and at the longest: all the same, ascending,
  /// descending and in turns.
  public var edgeCases: [[Value]] {
    let tokens = domain.vocabulary
    if tokens.isEmpty { return lengths.contains(0) ? [[]] : [] }
    var inputs: [[Value]] = []
    for length in Set([0, 1, 2, domain.maximumLength]).sorted() where lengths.contains(length) {
      for (index, token) in tokens.enumerated() {
        inputs.append([Value](repeating: token, count: length))
        let next = tokens[(index + 1) % tokens.count]
        inputs.append((0..<length).map { $0 % 2 == 0 ? token : next })
        inputs.append((0..<length).map { $0 == length - 1 ? next : token })
        inputs.append((0..<length).map { $0 == 0 ? next : token })
      }
      inputs.append((0..<length).map { tokens[$0 % tokens.count] })
      inputs.append((0..<length).map { tokens[$0 * tokens.count / max(1, length)] })
      inputs.append(
        (0..<length).map { tokens[tokens.count - 1 - $0 * tokens.count / max(1, length)] })
    }
    var seen: Set<[Constant]> = []
    return domain.keeping(inputs.filter { seen.insert($0.map { Constant($0) }).inserted })
  }

  /// Random inputs: half of them as long as can be, the others of any length. A quarter holds one
  /// token exactly once, as a separator would be; a quarter is made of few different tokens.
  ///
  /// There are none of a domain without tokens. Cost: linear in their tokens.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
  /// var samples = SampleInputs(Program(Gallery.flip()), domain, seed: 1)
  /// samples.random(4).map(\.count)[0]              // 3
  /// ```
  public mutating func random(_ count: Int) -> [[Value]] {
    if domain.vocabulary.isEmpty { return [] }
    return domain.promise == nil ? anything(count) : promised(count)
  }

  /// Inputs that keep the promise: random ones, and then variants of what was found, since there may be
  /// few of them among all. None if some thousands show none.
  private mutating func promised(_ count: Int) -> [[Value]] {
    // The empty input keeps every promise.
    var found = domain.keeping(
      (edgeCandidates + anything(SampleInputs.firstTries)).filter { !$0.isEmpty })
    if found.isEmpty { return [] }
    var inputs: [[Value]] = []
    for _ in 0..<SampleInputs.rounds where inputs.count < count {
      let tries = (0..<max(64, count - inputs.count)).map { _ in
        variant(of: found[next(found.count)])
      }.filter { !$0.isEmpty }
      let kept = domain.keeping(tries)
      inputs += kept
      for input in kept { found[next(found.count)] = input }
      if found.count < SampleInputs.pool { found += kept.prefix(SampleInputs.pool) }
    }
    return Array(inputs.prefix(count))
  }

  private static let firstTries = 4_000
  private static let rounds = 40
  private static let pool = 256

  /// Short inputs, which keep many promises.
  private var edgeCandidates: [[Value]] {
    domain.vocabulary.flatMap { a in [[a]] + domain.vocabulary.prefix(40).map { b in [a, b] } }
      .filter { lengths.contains($0.count) }
  }

  /// An input with tokens in another order, others in their place, more of them or fewer.
  private mutating func variant(of input: [Value]) -> [Value] {
    var input = input
    let longest = lengths[lengths.count - 1]
    // Tokens that an input has already more often keep the promise than any tokens do.
    let few = next(2) == 0 ? input : []
    if lengths.count > 1, next(3) > 0 {
      let length = next(2) == 0 ? longest : next(longest) + 1
      while input.count > length { input.remove(at: next(input.count)) }
      while input.count < length { input.insert(token(few), at: next(input.count + 1)) }
    }
    if next(2) == 0 {
      for index in input.indices { input.swapAt(index, next(input.count)) }
    }
    if !input.isEmpty {
      for _ in 0..<next(next(input.count + 1) + 1) { input[next(input.count)] = token(few) }
    }
    return input
  }

  /// One of a few tokens, or of all if there are none.
  private mutating func token(_ few: [Value]) -> Value {
    few.isEmpty ? domain.vocabulary[next(domain.vocabulary.count)] : few[next(few.count)]
  }

  private mutating func anything(_ count: Int) -> [[Value]] {
    (0..<count).map { index in
      let longest = lengths[lengths.count - 1]
      let length = index % 2 == 0 ? longest : lengths[next(lengths.count)]
      switch index / 2 % 4 {
      case 0: return withOneSeparator(length)
      case 1:
        let few = (0..<3).map { _ in domain.vocabulary[next(domain.vocabulary.count)] }
        return (0..<length).map { _ in few[next(few.count)] }
      default: return (0..<length).map { _ in domain.vocabulary[next(domain.vocabulary.count)] }
      }
    }
  }

  private mutating func withOneSeparator(_ length: Int) -> [Value] {
    guard length > 0, domain.vocabulary.count > 1 else {
      return [Value](repeating: domain.vocabulary[0], count: length)
    }
    let separator = next(domain.vocabulary.count)
    let marked = next(length)
    return (0..<length).map { position in
      if position == marked { return domain.vocabulary[separator] }
      let other = next(domain.vocabulary.count - 1)
      return domain.vocabulary[other < separator ? other : other + 1]
    }
  }

  private mutating func next(_ limit: Int) -> Int { Int(generator.next() % UInt64(limit)) }
}
