import RASP

/// What an s-op is called in labels.
struct SOpName: Hashable, Sendable {
  /// `nil` for what is in no program: the 1 at every token, positions that nothing names.
  let id: NodeID?
  let text: String

  /// What tells tokens from BOS and padding.
  static let one = SOpName(id: nil, text: "1")
}
