import RASP

/// Chooses a way for each column that the output needs, so that there are few heads.
struct Extraction {
  let graph: ColumnGraph
  private let program: Program
  private let search: LayerSearch
  private var steps = 0
  private var best: (cost: Cost, ways: [Int: ColumnGraph.Way])?

  /// What is to be small: the heads, then what is to be read.
  private struct Cost {
    var heads = 0
    var reading = 0

    func isBelow(_ other: Cost?) -> Bool {
      guard let other else { return true }
      return (heads, reading) < (other.heads, other.reading)
    }
  }

  /// What is counted as one head.
  enum HeadKey: Hashable {
    case written(NodeID, NodeID)
    case found(HeadSpec)
  }

  init(_ search: LayerSearch) {
    self.search = search
    (graph, program) = (search.graph, search.program)
  }

  /// The ways with the fewest heads, of those that were looked at; `nil` if none has no circle.
  ///
  /// What is found step by step bounds the search that follows.
  mutating func ways(for output: Int) -> [Int: ColumnGraph.Way]? {
    let closures = ClosureTable(self, for: output)
    if let ways = closures.ways(for: output), isAcyclic(ways) {
      best = (cost(of: ways), ways)
    }
    visit([output], [:], [], 0)
    return best?.ways
  }

  private func cost(of ways: [Int: ColumnGraph.Way]) -> Cost {
    Cost(
      heads: Set(ways.values.compactMap { headKey($0) }).count,
      reading: ways.values.reduce(0) { $0 + reading($1) })
  }

  private mutating func visit(
    _ pending: [Int], _ ways: [Int: ColumnGraph.Way], _ heads: Set<HeadKey>,
    _ reading: Int
  ) {
    steps += 1
    let cost = Cost(heads: heads.count, reading: reading)
    if steps > Extraction.mostSteps || !cost.isBelow(best?.cost) { return }
    var pending = pending
    while let last = pending.last, ways[last] != nil { pending.removeLast() }
    guard let id = pending.popLast() else {
      if isAcyclic(ways) { best = (cost, ways) }
      return
    }
    for way in ordered(graph[id].ways, heads) {
      if reaches(id, from: operands(way), ways) { continue }
      var (ways, heads) = (ways, heads)
      ways[id] = way
      if let key = headKey(way) { heads.insert(key) }
      visit(pending + operands(way), ways, heads, reading + self.reading(way))
    }
  }

  /// The ways that seem to need the fewest heads first; as written before tables.
  private func ordered(
    _ ways: [ColumnGraph.Way], _ heads: Set<HeadKey>
  ) -> [ColumnGraph.Way] {
    func cost(_ way: ColumnGraph.Way) -> Int {
      let key = headKey(way)
      let own = key.map { heads.contains($0) ? 0 : 1 } ?? 0
      let needed = own + graph.heads(of: operands(way)).nonzeroBitCount
      return switch way {
      case .seed: 4 * needed
      case .written: 4 * needed + 1
      case .table: 4 * needed + 2
      case .head: 4 * needed + 3
      }
    }
    return ways.enumerated().map { (cost($0.1), $0.0, $0.1) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }

  /// How much there is to read of a way: a table has as many cases as its operands have values.
  func reading(_ way: ColumnGraph.Way) -> Int {
    switch way {
    case .seed, .written: 1
    case .head: 2
    case .table(let operands): 2 + operands.reduce(1) { $0 * graph[$1].column.table.count }
    }
  }

  func headKey(_ way: ColumnGraph.Way) -> HeadKey? {
    switch way {
    case .seed, .table: return nil
    case .written(let id):
      return program[id].aggregate.map { .written($0.selector, $0.value) }
    case .head(var spec):
      spec.fallback = Constant(0)
      return .found(spec)
    }
  }

  /// The columns that a way reads.
  func operands(_ way: ColumnGraph.Way) -> [Int] {
    switch way {
    case .seed(let seed): seedOperands(seed)
    case .table(let operands): operands
    case .written(let id): search.operands(of: id)
    case .head(let spec): spec.operands + contentOperands(spec.content)
    }
  }

  private func contentOperands(_ content: HeadSpec.Content) -> [Int] {
    switch content {
    case .written(let id): search.operands(of: id)
    case .any, .boolean, .same, .different: []
    }
  }

  /// `length` is a head, so what is made of it needs that.
  private func seedOperands(_ seed: ColumnGraph.Seed) -> [Int] {
    switch seed {
    case .tokens, .indices, .next, .previous, .isFirst, .constant: []
    case .isLast, .fromEnd: search.length.map { [$0] } ?? []
    }
  }

  /// Whether what was chosen for some columns reads another.
  private func reaches(_ id: Int, from start: [Int], _ ways: [Int: ColumnGraph.Way]) -> Bool {
    var (pending, seen) = (start, Set<Int>())
    while let next = pending.popLast() {
      if next == id { return true }
      if let way = ways[next], seen.insert(next).inserted { pending += operands(way) }
    }
    return false
  }

  private func isAcyclic(_ ways: [Int: ColumnGraph.Way]) -> Bool {
    var state: [Int: Bool] = [:]
    func visit(_ id: Int) -> Bool {
      if let isDone = state[id] { return isDone }
      state[id] = false
      for operand in ways[id].map({ operands($0) }) ?? [] where !visit(operand) { return false }
      state[id] = true
      return true
    }
    return ways.keys.allSatisfy { visit($0) }
  }

  private static let mostSteps = 60_000
}
