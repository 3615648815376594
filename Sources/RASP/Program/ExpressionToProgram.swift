extension Program {
  /// The program of an s-op. `isCausal` hides later keys from each query.
  ///
  /// Cost: linear in the number of distinct sub-expressions, however often they are shared.
  public init(_ sop: SOp, causal isCausal: Bool = false) {
    self.init(lowering: sop.expression, isCausal: isCausal)
  }

  /// The program of a selector alone: its value is a matrix.
  public init(_ selector: AttentionSelector, causal isCausal: Bool = false) {
    self.init(lowering: selector.expression, isCausal: isCausal)
  }

  private init(lowering expression: Expression, isCausal: Bool) {
    var lowering = ExpressionLowering()
    let output = lowering.lower(expression)
    self.init(nodes: lowering.builder.nodes, output: output, isCausal: isCausal)
  }
}

extension Program {
  /// Where the program has these s-ops; `nil` for one that it does not compute.
  ///
  /// Cost: linear in the size of the program and of the s-ops' graphs.
  public func ids(of sops: [SOp]) -> [NodeID?] {
    var lowering = ExpressionLowering()
    for node in nodes { _ = lowering.builder.add(node.operation, node.operands) }
    var ids: [NodeID?] = []
    for sop in sops {
      let id = lowering.lower(sop.expression)
      if id.index < nodes.count { ids.append(id) } else { ids.append(nil) }
    }
    return ids
  }
}

/// One walk over an expression graph, operands first, with a stack of its own: graphs may be
/// deeper than the machine's stack.
private struct ExpressionLowering {
  var builder = ProgramBuilder()
  private var lowered: [ObjectIdentifier: NodeID] = [:]
  /// Nodes below which every aggregate has its name already, by ``name(below:_:)``.
  private var isNamed: [Bool] = []

  mutating func lower(_ root: Expression) -> NodeID {
    var pending = [(expression: root, isReady: false)]
    while let (expression, isReady) = pending.popLast() {
      if lowered[ObjectIdentifier(expression)] != nil { continue }
      if isReady {
        lowered[ObjectIdentifier(expression)] = finish(expression)
      } else {
        pending.append((expression, true))
        for operand in expression.operands.reversed() { pending.append((operand, false)) }
      }
    }
    return id(of: root)
  }

  private func id(of expression: Expression) -> NodeID {
    guard let id = lowered[ObjectIdentifier(expression)] else {
      preconditionFailure("an operand is lowered before what uses it")
    }
    return id
  }

  private mutating func finish(_ expression: Expression) -> NodeID {
    switch expression.content {
    case .operation(let operation):
      var operands: [NodeID] = []
      for operand in expression.operands { operands.append(id(of: operand)) }
      return builder.add(operation, operands, at: expression.origin)
    case .named(let name):
      let operand = id(of: expression.unnamed ?? expression)
      self.name(below: operand, name)
      builder.step(operand, name)
      return operand
    case .step(let name):
      let operand = id(of: expression.unnamed ?? expression)
      builder.step(operand, name)
      return operand
    }
  }

  /// Names the aggregates that have no name yet. Each node is visited by the first name above it
  /// and never again, so all names together cost one walk.
  private mutating func name(below root: NodeID, _ name: String) {
    while isNamed.count < builder.nodes.count { isNamed.append(false) }
    var pending = [root]
    while let id = pending.popLast() {
      if isNamed[id.index] { continue }
      isNamed[id.index] = true
      if case .aggregate = builder.nodes[id.index].operation { builder.name(id, name) }
      pending.append(contentsOf: builder.nodes[id.index].operands)
    }
  }
}
