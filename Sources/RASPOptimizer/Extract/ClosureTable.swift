/// For each column the cheapest way that is known, with all columns that it reads, directly or not:
/// improved until nothing changes, as in greedy extraction from an e-graph that counts what is shared
/// once.
struct ClosureTable {
  private struct Closure {
    var ways: [Int: ColumnGraph.Way] = [:]
    var heads: Set<Extraction.HeadKey> = []
    var reading = 0
  }

  private let extraction: Extraction
  private var closures: [Int: Closure] = [:]

  init(_ extraction: Extraction, for output: Int) {
    self.extraction = extraction
    let order = reachable(from: output)
    for _ in 0..<ClosureTable.mostPasses {
      var isNew = false
      for id in order { isNew = improve(id) || isNew }
      if !isNew { break }
    }
  }

  /// The chosen ways of a column and of all that it needs; `nil` if there are none without a circle.
  func ways(for output: Int) -> [Int: ColumnGraph.Way]? { closures[output]?.ways }

  /// What may be needed, in the order of the layers.
  private func reachable(from output: Int) -> [Int] {
    var (pending, seen) = ([output], Set<Int>())
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      for way in extraction.graph[id].ways { pending += extraction.operands(way) }
    }
    return seen.sorted {
      (extraction.graph[$0].layer ?? 0, $0) < (extraction.graph[$1].layer ?? 0, $1)
    }
  }

  private mutating func improve(_ id: Int) -> Bool {
    var isNew = false
    // A column that is the same everywhere needs no way.
    if extraction.graph[id].ways.isEmpty, closures[id] == nil {
      closures[id] = Closure()
      isNew = true
    }
    for way in extraction.graph[id].ways {
      guard let closure = closure(id, way) else { continue }
      if let known = closures[id],
        (known.heads.count, known.reading) <= (closure.heads.count, closure.reading)
      {
        continue
      }
      closures[id] = closure
      isNew = true
    }
    return isNew
  }

  /// What a way needs; `nil` if something is not known yet, or it reads itself.
  private func closure(_ id: Int, _ way: ColumnGraph.Way) -> Closure? {
    var all = Closure()
    for operand in extraction.operands(way) {
      guard let closure = closures[operand], operand != id, closure.ways[id] == nil else {
        return nil
      }
      for (column, way) in closure.ways where all.ways[column] == nil { all.ways[column] = way }
      all.heads.formUnion(closure.heads)
    }
    all.ways[id] = way
    if let key = extraction.headKey(way) { all.heads.insert(key) }
    all.reading = all.ways.values.reduce(0) { $0 + extraction.reading($1) }
    return all
  }

  private static let mostPasses = 12
}
