import RASP

/// What one value of a trace was computed from, back through the layers.
///
/// A head's output at a query position comes from the values of the keys that were selected there,
/// from those keys and from the query. Keys that were not selected took part too, by not being
/// selected; they are left out, or everything would depend on everything.
struct Dependencies {
  /// A cell of a head: which head, query position and key position.
  struct Cell {
    let head: Int
    let query: Int
    let key: Int
  }

  /// The cells that information came through, by head, query and key.
  private(set) var cells: [Cell] = []
  /// The outputs that were read on the way: head and position.
  private(set) var outputs: [(head: Int, position: Int)] = []
  /// The positions of the input that were read, in ascending order.
  private(set) var inputs: [Int] = []

  private let shown: ShownProgram
  private let headOf: [Int?]
  private var seen: [Bool]
  private var pending: [(node: NodeID, position: Int)] = []

  /// Cost: the nodes of the program times the length, and the cells that are selected.
  init(of node: NodeID, at position: Int, in shown: ShownProgram) {
    self.shown = shown
    var headOf = [Int?](repeating: nil, count: shown.trace.program.nodes.count)
    for (index, head) in shown.heads.enumerated() {
      for aggregate in head.aggregates { headOf[aggregate.index] = index }
    }
    self.headOf = headOf
    let count = shown.trace.input.tokens.count
    seen = [Bool](repeating: false, count: headOf.count * max(1, count))
    push(node, position)
    while let (node, position) = pending.popLast() { visit(node, position) }
    inputs.sort()
  }

  private mutating func push(_ node: NodeID, _ position: Int) {
    let place = node.index * shown.trace.input.tokens.count + position
    if seen[place] { return }
    seen[place] = true
    pending.append((node, position))
  }

  private mutating func visit(_ id: NodeID, _ position: Int) {
    let node = shown.trace.program[id]
    switch node.operation {
    case .source(.tokens): inputs.append(position)
    case .source(.indices), .source(.constant), .source(.list): break
    case .aggregate:
      guard let index = headOf[id.index] else { return }
      visitHead(index, position)
    case .elementwise, .selector:
      for operand in node.operands { push(operand, position) }
    }
  }

  private mutating func visitHead(_ index: Int, _ position: Int) {
    let head = shown.heads[index]
    let program = shown.trace.program
    if outputs.contains(where: { $0.head == index && $0.position == position }) { return }
    outputs.append((index, position))
    let pairs = head.comparisons.compactMap { program[$0].keyAndQuery }
    for pair in pairs { push(pair.query, position) }
    for (key, isSelected) in head.row(position).enumerated() where isSelected {
      cells.append(Cell(head: index, query: position, key: key))
      if let value = head.value { push(value, key) }
      for pair in pairs { push(pair.key, key) }
      for score in program.scores(below: head.selector) { push(score, key) }
    }
  }

  var json: String {
    var object = JSONObject()
    object.add(
      "cells", json: JSONObject.array(cells.map { Dependencies.text([$0.head, $0.query, $0.key]) }))
    object.add(
      "outputs", json: JSONObject.array(outputs.map { Dependencies.text([$0.head, $0.position]) }))
    object.add("inputs", json: Dependencies.text(inputs))
    return object.json
  }

  private static func text(_ numbers: [Int]) -> String {
    JSONObject.array(numbers.map { String($0) })
  }
}

extension ShownHead {
  /// Which keys a query attends to.
  func row(_ query: Int) -> [Bool] { trace.matrix(selector)[query] }
}
