/// A place in a program text: which text, and the bytes from `start` up to `end`.
///
/// A front end attaches it to what it builds, and a ``Diagnostic`` of a run carries it back. The
/// core never looks into it: two operations that differ in their origin alone are one operation,
/// which keeps the first origin.
public struct Origin: Sendable, Hashable {
  /// The front end's number of the text.
  public let source: UInt32
  public let start: UInt32
  public let end: UInt32

  public init(source: UInt32, start: UInt32, end: UInt32) {
    self.source = source
    self.start = start
    self.end = end
  }
}

extension SOp {
  /// The s-op, as written at `origin`. What it was made of keeps its own origins.
  public func at(_ origin: Origin) -> SOp { SOp(Expression(expression, at: origin)) }
}

extension AttentionSelector {
  /// The selector, as written at `origin`. What it was made of keeps its own origins.
  public func at(_ origin: Origin) -> AttentionSelector {
    AttentionSelector(Expression(expression, at: origin))
  }
}
