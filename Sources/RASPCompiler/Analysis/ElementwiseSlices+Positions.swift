import RASP

extension ElementwiseSlices {
  /// The value of what a comparison reads at each of the first positions, if it is a function of the
  /// position.
  func values(of source: SelectorNormalForm.Source, positions count: Int) -> [Value]? {
    switch source {
    case .indices: (0..<count).map { .integer(Int64($0)) }
    case .node(let id): values(of: id, positions: count)
    }
  }

  /// The value of an s-op at each of the first positions, if it is a function of the position and
  /// has a value at each.
  func values(of id: NodeID, positions count: Int) -> [Value]? {
    guard program[id].layer == 0 else { return nil }
    let leaves = leaves(of: id)
    if leaves.contains(where: { program[$0].operation == .source(.tokens) }) { return nil }
    var slice = SliceEvaluator(program, id, given: Set(leaves))
    var values: [Value] = []
    for position in 0..<count {
      for leaf in leaves {
        guard case .source(.list(let list)) = program[leaf].operation else {
          slice.set(leaf, .integer(Int64(position)))
          continue
        }
        guard position < list.count else { return nil }
        slice.set(leaf, list[position].value)
      }
      guard let value = try? slice.evaluate() else { return nil }
      values.append(value)
    }
    return values
  }
}
