/// The graph that the embedded language builds: immutable, shared, compared by identity.
///
/// `SOp`, `AttentionSelector`, `Key` and `Query` are thin wrappers around it. It is lowered into a
/// ``Program`` before anything is computed.
final class Expression: @unchecked Sendable {
  enum Content {
    case operation(Operation)
    /// Names the unnamed aggregates below the operand.
    case named(String)
    /// Names the elementwise operation that is the operand, and nothing below it.
    case step(String)
  }

  let content: Content
  /// Where a program text wrote the operation, if one did. No part of what the operation is.
  let origin: Origin?
  /// Changed by `deinit` alone, when nobody else can see it.
  private(set) var operands: [Expression]

  init(_ operation: Operation, _ operands: [Expression] = []) {
    self.content = .operation(operation)
    self.operands = operands
    self.origin = nil
  }

  init(_ operand: Expression, named name: String) {
    self.content = .named(name)
    self.operands = [operand]
    self.origin = nil
  }

  init(_ operand: Expression, step name: String) {
    self.content = .step(name)
    self.operands = [operand]
    self.origin = nil
  }

  /// What a name is given to; `nil` of an operation.
  var unnamed: Expression? {
    switch content {
    case .operation: nil
    case .named, .step: operands.first
    }
  }

  /// The same operation, written at `origin`.
  init(_ expression: Expression, at origin: Origin) {
    self.content = expression.content
    self.operands = expression.operands
    self.origin = origin
  }

  /// Releasing a chain link by link would recurse once a link and overflow the stack at about
  /// 100,000 of them, so the links are taken apart in a loop.
  deinit {
    var pending = operands
    operands = []
    while var expression = pending.popLast() {
      if isKnownUniquelyReferenced(&expression) {
        pending.append(contentsOf: expression.operands)
        expression.operands = []
      }
    }
  }
}
