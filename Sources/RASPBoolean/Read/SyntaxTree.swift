import RASP
import RASPText

/// A statement of B-RASP: a line.
struct Statement: LineStatement {
  enum Kind: Sendable {
    /// A vector, what its position is called, and what it holds there.
    case definition(LineName, position: LineName, Body)
    /// A formula alone, as a person enters it to see its value.
    case formula(Formula)
  }

  enum Body: Sendable {
    case formula(Formula)
    case attention(Attention)
  }

  let kind: Kind
  let span: Span

  var assigned: String? {
    switch kind {
    case .definition(let name, _, _): name.text
    case .formula: nil
    }
  }
}

/// Attention to one position: `rightmost j [j < i, S(i, j)] V(i, j) : D(i)`.
struct Attention: Sendable {
  /// Which of the positions that are selected.
  enum Choice: Sendable { case leftmost, rightmost }

  /// Where the key may stand: a comparison of the two positions.
  struct Mask: Sendable {
    let left: LineName
    let relation: Relation
    let right: LineName
    let span: Span
  }

  let choice: Choice
  /// What the position is called that is attended to: the key.
  let key: LineName
  /// `nil` if the key may stand anywhere.
  let mask: Mask?
  /// What makes a position one of the selected; S in the paper, the score.
  let score: Formula
  /// What is read at the chosen position; V.
  let value: Formula
  /// What holds where no position is selected; D, the default.
  let fallback: Formula
}

/// A Boolean combination of vectors at positions.
final class Formula: Sendable {
  enum Kind: Sendable {
    case constant(Bool)
    /// Whether the token is a letter: `Q_a(i)`.
    case letter(String, at: LineName?)
    case vector(LineName, at: LineName?)
    case not(Formula)
    case joined(Connective, Formula, Formula)
  }

  enum Connective: Sendable { case and, or, implies, equivalent }

  let kind: Kind
  let span: Span
  /// How many formulas are in each other, this one included.
  let depth: Int

  init(_ kind: Kind, _ span: Span, depth: Int) {
    self.kind = kind
    self.span = span
    self.depth = depth
  }
}
