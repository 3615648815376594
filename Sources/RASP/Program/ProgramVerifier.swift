extension Program {
  /// Checks what the type promises:
  ///
  /// 1. the output is a node;
  /// 2. operands come before their users, are of the right number and sort;
  /// 3. a node's layer is the highest of its operands', plus one for an aggregate;
  /// 4. no node occurs twice, and each is needed for the output;
  /// 5. only aggregates have names.
  ///
  /// Cost: linear in the number of nodes.
  public func verify() throws(ProgramFault) {
    guard nodes.indices.contains(output.index) else { throw .noOutput }
    var seen = ProgramBuilder()
    for id in ids {
      let node = self[id]
      for operand in node.operands where operand.index < 0 || operand >= id {
        throw .operandNotBefore(id)
      }
      guard hasRightOperands(node) else { throw .wrongOperands(id) }
      guard seen.add(node.operation, node.operands) == id else { throw .duplicate(id) }
      guard seen.nodes[id.index].layer == node.layer else { throw .wrongLayer(id) }
      if case .aggregate = node.operation { continue }
      if node.name != nil { throw .nameWithoutHead(id) }
    }
    let users = useCounts()
    for id in ids where id != output && users[id.index] == 0 { throw .unused(id) }
  }

  private func hasRightOperands(_ node: Node) -> Bool {
    guard let sorts = node.operation.operandSorts else {
      return node.operands.allSatisfy { self[$0].operation.result == .sop }
    }
    return sorts.elementsEqual(node.operands.lazy.map { self[$0].operation.result })
  }

  /// For each node how many operands it is.
  func useCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: nodes.count)
    for node in nodes {
      for operand in node.operands { counts[operand.index] += 1 }
    }
    return counts
  }
}
