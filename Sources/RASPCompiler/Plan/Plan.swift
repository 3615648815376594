import RASP

/// A model before its dimensions have places: what each head and each hidden unit reads and writes.
struct Plan: Sendable {
  /// What a dimension holds and when it is written.
  struct Content: Sendable {
    let sop: String
    let content: String
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
    let value: LinearForm
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

  var contents: [Content] = []
  /// What each token of the vocabulary, and each position, writes beside `real`.
  var tokens: [[LinearForm.Term]] = []
  var positions: [[LinearForm.Term]] = []
  var blocks: [Block] = []
  var outputs: [Value] = []
  var logits: [LinearForm] = []

  init() {
    contents.append(Content(sop: "1", content: "at every token", time: 0, isSigned: false))
    contents.append(Content(sop: "1", content: "at BOS", time: 0, isSigned: false))
  }

  mutating func add(_ content: Content) -> Dimension {
    contents.append(content)
    return Dimension(index: contents.count - 1)
  }
}

/// What a head is called after, while its readouts are still forms.
struct HeadLabel: Sendable {
  struct Atom: Sendable {
    let key: String
    let query: String
    let keys: [Value]
    let queries: [Value]
    /// For each query value, whether each key value is let through.
    let allowed: [[Bool]]
    /// For each value a form that is the largest where the s-op has that value, or one that the
    /// head does not tell from it.
    let keyForms: [LinearForm]
    let queryForms: [LinearForm]
  }

  var sops: [String]
  let selects: String
  var moves: [String]
  let kind: String
  let atoms: [Atom]
}
