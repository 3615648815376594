import RASP
import RASPModel

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
    var keyForms: [LinearForm]
    var queryForms: [LinearForm]
  }

  var sops: [SOpName]
  let selects: String
  /// For each move the s-op that is read.
  var moves: [String]
  let kind: HeadKind
  var atoms: [Atom]
  /// What a head that picks prefers.
  var grade: Grade?
}
