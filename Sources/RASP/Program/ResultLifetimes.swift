/// After which node each result of a program is needed no more.
struct ResultLifetimes: Sendable {
  /// For each node, the first of the results that can go after it, and for each result the next
  /// that goes with it; -1 where there is none.
  private var first: [Int]
  private var next: [Int]

  /// What breaks the form of a program, which its verifier finds, is left out.
  init(_ nodes: [Node], output: NodeID) {
    let count = nodes.count
    var last = [Int](repeating: -1, count: count)
    if last.indices.contains(output.index) { last[output.index] = count }
    // A selector may be evaluated only when an aggregate asks for it. So what it is made of is
    // needed for as long as it is.
    for (index, node) in nodes.enumerated().reversed() {
      let end = node.operation.result == .selector ? last[index] : index
      for operand in node.operands where last.indices.contains(operand.index) {
        last[operand.index] = max(last[operand.index], end)
      }
    }
    first = [Int](repeating: -1, count: count)
    next = [Int](repeating: -1, count: count)
    for index in 0..<count where last[index] >= 0 && last[index] < count {
      next[index] = first[last[index]]
      first[last[index]] = index
    }
  }

  @inline(__always)
  func forEachEnding(after id: NodeID, _ body: (NodeID) -> Void) {
    var index = first[id.index]
    while index >= 0 {
      body(NodeID(index))
      index = next[index]
    }
  }
}
