import RASP

/// The layers and heads of a program, counted anew.
struct ProgramCost {
  let layers: Int
  /// The pairs of a selector and a value that each layer aggregates.
  let heads: [Int]

  init(_ program: Program) {
    var layer = [Int](repeating: 0, count: program.nodes.count)
    var pairs: [Set<[Int]>] = []
    for id in program.ids {
      let node = program[id]
      let below = node.operands.reduce(0) { max($0, layer[$1.index]) }
      layer[id.index] = below + (node.aggregate == nil ? 0 : 1)
      guard let aggregate = node.aggregate else { continue }
      while pairs.count <= below { pairs.append([]) }
      pairs[below].insert([aggregate.selector.index, aggregate.value.index])
    }
    layers = layer[program.output.index]
    heads = pairs.map { $0.count }
  }
}
