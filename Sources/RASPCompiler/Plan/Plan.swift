import RASP

/// The second intermediate representation: a model before its dimensions have indices, as what each
/// head and each hidden unit reads and writes. ``PlanBuilder`` makes one.
struct Plan: Sendable {
  /// What a dimension is at a position.
  enum Holds: Sendable {
    /// 1 where the s-op has one of these values, and 0 elsewhere.
    case values([Value])
    /// Something else, in words.
    case number(String)
  }

  /// What a dimension holds and when it is written.
  struct Content: Sendable {
    let sop: SOpName
    let holds: Holds
    /// 0 for the embedding, 2 b + 1 for the attention of block b, 2 b + 2 for its MLP.
    let time: Int
    /// Whether the content may be below zero by more than an error of rounding.
    let isSigned: Bool
  }

  /// One dimension of a head's queries and keys.
  struct Score: Sendable {
    let query: LinearForm
    let key: LinearForm
  }

  /// One dimension of a head's values: what is read at the keys, and where it is added.
  struct Move: Hashable, Sendable {
    var value: LinearForm
    let target: Dimension
    let factor: Double
  }

  struct Head: Sendable {
    let scores: [Score]
    var moves: [Move]
    var label: HeadLabel
  }

  /// A hidden unit: relu of a form, added to dimensions.
  struct Unit: Sendable {
    let input: LinearForm
    var outputs: [LinearForm.Term]
    let label: String
  }

  struct Block: Sendable {
    var heads: [Head] = []
    var units: [Unit] = []
  }

  /// By dimension.
  var contents: [Content] = [
    Content(sop: .one, holds: .number("at every token"), time: 0, isSigned: false),
    Content(sop: .one, holds: .number("at BOS"), time: 0, isSigned: false),
  ]
  /// What each token of the vocabulary, and each position, writes beside `real`.
  var tokens: [[LinearForm.Term]]
  var positions: [[LinearForm.Term]]
  var blocks: [Block] = []
  var outputs: [Value] = []
  var logits: [LinearForm] = []

  /// A plan of no blocks, whose embedding tells tokens from BOS and padding and nothing else.
  init(_ domain: Domain) {
    tokens = domain.vocabulary.map { _ in [] }
    positions = (0..<domain.maximumLength).map { _ in [] }
  }
}

extension Plan.Holds: CustomStringConvertible {
  /// The values that a dimension stands for, if any.
  var values: [Value] {
    switch self {
    case .values(let values): values
    case .number: []
    }
  }

  /// `= a or b`, or what it is in words.
  var description: String {
    switch self {
    case .values(let values): "= " + values.map { $0.description }.joined(separator: " or ")
    case .number(let words): words
    }
  }
}

extension Plan {
  /// When a block's attention reads, and when it writes, which is when its MLP reads.
  static func reading(of block: Int) -> Int { 2 * block }
  static func attention(of block: Int) -> Int { 2 * block + 1 }
  /// When a block's MLP writes.
  static func hidden(of block: Int) -> Int { 2 * block + 2 }
  /// When the unembedding reads.
  var end: Int { 2 * blocks.count }
}
