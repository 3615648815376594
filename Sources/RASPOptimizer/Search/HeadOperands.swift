import RASP

/// What the heads of a layer may be made of.
struct HeadOperands {
  private(set) var contents: [HeadSpec.Content] = [.any]
  private var bounds: [HeadSpec.Position] = []
  /// What may be added up; `nil` is 1.
  private(set) var summed: [Int] = []
  private var fetched: [Int] = []
  private var scores: [Int] = []
  /// The column of positions.
  private(set) var indices: Int?

  init(_ search: LayerSearch, below layer: Int) {
    let graph = search.graph
    let all = graph.known(upTo: layer - 1).filter { !graph[$0].column.isConstant }
    // What is new at the layer below comes first: a head that reads nothing of it is found before.
    let isNew = { (id: Int) in graph[id].layer == layer - 1 }
    let known = all.filter(isNew) + all.filter { !isNew($0) }
    indices = known.first { graph[$0].ways.contains(.seed(.indices)) }
    let booleans = known.filter { graph[$0].column.isBoolean }.prefix(24)
    contents += booleans.flatMap { [.boolean($0, true), .boolean($0, false)] }
    let others = known.filter { !graph[$0].column.isBoolean }
    contents += others.prefix(40).map { .same($0) }
    contents += others.filter { !graph[$0].isSpeculative }.prefix(12).map { .different($0) }
    addWritten(search, below: layer)
    let integers = known.filter { graph[$0].column.integers != nil }
    addBounds(search, integers)
    summed = integers.filter { graph[$0].column.isBoolean || search.moved.contains($0) }
    fetched = known.filter { !graph[$0].isSpeculative }
    let isOrdered = { (id: Int) in
      graph[id].column.integers != nil
        || graph[id].column.table.allSatisfy { $0.kind == .string }
    }
    scores = fetched.filter { isOrdered($0) && !graph[$0].column.isBoolean }
  }

  /// The program's own selectors and their parts.
  private mutating func addWritten(_ search: LayerSearch, below layer: Int) {
    for id in search.program.ids {
      guard let selector = search.program[id].selector else { continue }
      if case .pick = selector { continue }
      guard let highest = search.highestLayer(search.operands(of: id)), highest < layer else {
        continue
      }
      contents.append(.written(id))
    }
  }

  private mutating func addBounds(_ search: LayerSearch, _ integers: [Int]) {
    guard let indices else { return }
    bounds = [.less, .lessOrEqual, .greater, .greaterOrEqual].map { .compared($0, indices) }
    let longest = Int64(search.sample.inputs.map { $0.count }.max() ?? 0)
    let inside = integers.filter { id in
      let column = search.graph[id].column
      return !column.isBoolean && id != indices
        && (column.integers ?? []).allSatisfy { $0 >= -1 && $0 <= longest }
    }
    for id in inside.prefix(12) {
      bounds += [.equal, .lessOrEqual, .greaterOrEqual].map { .compared($0, id) }
    }
    bounds.append(.compared(.equal, indices))
  }

  /// Where a key of such content may stand.
  func positions(with content: HeadSpec.Content) -> [HeadSpec.Position] {
    [.anywhere] + bounds
  }

  /// What is made of the selected keys.
  func moves(
    isSingle: Bool, selection: OptimizerOptions.Selection
  ) -> [(HeadSpec.Pick, Int?)] {
    var moves: [(HeadSpec.Pick, Int?)] = [(.sum, nil)]
    if isSingle {
      for id in fetched.prefix(30) { moves.append((.only, id)) }
      return moves
    }
    for id in summed.prefix(16) { moves.append((.sum, id)) }
    switch selection {
    case .plain: break
    case .leftmost: addEnds(&moves)
    case .best:
      addEnds(&moves)
      for score in scores.prefix(8) {
        for value in fetched.prefix(12) {
          moves.append((.best(score), value))
          moves.append((.least(score), value))
        }
      }
    }
    return moves
  }

  private func addEnds(_ moves: inout [(HeadSpec.Pick, Int?)]) {
    for id in fetched.prefix(24) {
      moves.append((.leftmost, id))
      moves.append((.rightmost, id))
    }
  }
}
