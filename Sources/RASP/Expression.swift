/// The graph that the embedded language builds: immutable, shared, compared by identity.
///
/// `SOp`, `Selector`, `Key` and `Query` are thin wrappers around it. It is lowered into a
/// ``Program`` before anything is computed.
final class Expression: @unchecked Sendable {
  enum Content {
    case operation(Operation)
    /// Names the unnamed aggregates below the operand.
    case named(String)
  }

  let content: Content
  /// Changed by `deinit` alone, when nobody else can see it.
  private(set) var operands: [Expression]

  init(_ operation: Operation, _ operands: [Expression] = []) {
    self.content = .operation(operation)
    self.operands = operands
  }

  init(_ operand: Expression, named name: String) {
    self.content = .named(name)
    self.operands = [operand]
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
