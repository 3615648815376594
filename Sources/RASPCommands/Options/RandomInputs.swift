import RASP

/// Random inputs that are the same in every run.
struct RandomInputs {
  /// The most tokens that are made at once.
  static let limit = 1 << 26

  /// What the tokens are.
  enum Kind {
    case integers(ClosedRange<Int64>)
    /// One of these characters, with one that stands once, in the middle.
    case characters([Value], once: Value?)
  }

  private let kind: Kind
  private var generator = SplitMix64(seed: 0)

  init(_ kind: Kind) { self.kind = kind }

  mutating func sequence(_ length: Int) -> [Value] {
    switch kind {
    case .integers(let range):
      let size = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
      return (0..<length).map { _ in
        .integer(
          range.lowerBound
            &+ Int64(bitPattern: size == 0 ? generator.next() : generator.next() % size))
      }
    case .characters(let choices, let once):
      var tokens = (0..<length).map { _ in choices[Int(generator.next() % UInt64(choices.count))] }
      if let once, length > 0 { tokens[length / 2] = once }
      return tokens
    }
  }
}

extension RandomInputs.Kind {
  /// The kind that the options name, or else that of an example.
  init(alphabet: String?, integers: String?, example: Input) throws {
    if let alphabet {
      if alphabet.isEmpty { throw Failure("--alphabet has no characters") }
      self = .characters(Input(alphabet).tokens, once: nil)
    } else if let integers {
      self = .integers(try Self.range(integers))
    } else {
      self = Self.like(example.tokens)
    }
  }

  private static func range(_ text: String) throws -> ClosedRange<Int64> {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { Int64($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high else {
      throw Failure("--integers takes a range such as 0..9, not `\(text.cut(to: 40))`")
    }
    return low...high
  }

  /// Integers for integers, digits for digits, letters for letters; other characters as they are,
  /// but a single `+` separates two parts and stays single.
  private static func like(_ example: [Value]) -> Self {
    let characters = example.compactMap { Unicode.Scalar($0) }
    if characters.count < example.count || characters.isEmpty { return .integers(0...999_999) }
    let others = characters.filter { $0 != "+" }
    let once: Value? = others.count == characters.count - 1 ? "+" : nil
    let alphabet =
      others.allSatisfy { ("0"..."9").contains($0) }
      ? "0123456789"
      : others.allSatisfy { ("a"..."z").contains($0) }
        ? "abcdefghijklmnopqrstuvwxyz" : String(String.UnicodeScalarView(others))
    return .characters(Input(alphabet).tokens, once: once)
  }
}
