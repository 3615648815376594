import RASP

/// Writes the chosen ways as one expression; equal columns are one sub-expression.
struct Emission {
  private let search: LayerSearch
  private let ways: [Int: ColumnGraph.Way]
  private var emitted: [Int: SOp] = [:]

  init(_ search: LayerSearch, _ ways: [Int: ColumnGraph.Way]) {
    (self.search, self.ways) = (search, ways)
  }

  /// The s-op of a class.
  mutating func sop(_ id: Int) -> SOp {
    if let sop = emitted[id] { return sop }
    let sop = make(id)
    emitted[id] = sop
    return sop
  }

  private mutating func make(_ id: Int) -> SOp {
    let column = search.graph[id].column
    guard let way = ways[id] else {
      // A column that is the same everywhere.
      return SOp(column.table.first ?? 0)
    }
    switch way {
    case .seed(let seed): return make(seed)
    case .table(let operands): return table(id, operands)
    case .written(let node): return written(node)
    case .head(let spec): return head(spec)
    }
  }

  private mutating func make(_ seed: ColumnGraph.Seed) -> SOp {
    switch seed {
    case .tokens: tokens
    case .indices: indices
    case .next: indices + 1
    case .previous: indices - 1
    case .isFirst: indices == 0
    case .isLast: indices == length() - 1
    case .fromEnd: length() - 1 - indices
    case .constant(let constant): SOp(constant.value)
    }
  }

  /// Asked only where it is needed: it may be computed from other seeds.
  private mutating func length() -> SOp { search.length.map { sop($0) } ?? Gallery.length }

  // MARK: Tables

  private mutating func table(_ id: Int, _ operands: [Int]) -> SOp {
    let target = search.graph[id].column
    let columns = operands.map { search.graph[$0].column }
    let sops = operands.map { sop($0) }
    var rows: [TableFold.Row] = []
    var seen: Set<[UInt16]> = []
    for position in target.codes.indices {
      let codes = columns.map { $0.codes[position] }
      guard seen.insert(codes).inserted else { continue }
      rows.append(
        TableFold.Row(
          arguments: zip(columns, codes).map { $0.table[Int($1)] },
          result: target.table[Int(target.codes[position])]))
    }
    return TableFold.sop(rows, of: sops)
  }

  // MARK: As written

  private mutating func written(_ id: NodeID) -> SOp {
    let node = search.program[id]
    switch node.applied {
    case .source(.tokens): return tokens
    case .source(.indices): return indices
    case .source(.constant(let constant)): return SOp(constant.value)
    case .source(.list(let values)): return SOp(list: values.map { $0.value })
    case .elementwise(let applied): return elementwise(applied)
    case .selector: return SOp(0)
    case .aggregate(let aggregate):
      let selector = selector(aggregate.selector)
      let (value, fallback) = (operand(aggregate.value), aggregate.fallback.value)
      let sop =
        switch aggregate.reduction {
        case .sum: selector.value(value, default: fallback)
        case .mean: selector.mean(value, default: fallback)
        case .only: selector.only(value, default: fallback)
        }
      return node.name.map { sop.named($0) } ?? sop
    }
  }

  private mutating func operand(_ id: NodeID) -> SOp {
    search.classOfNode[id.index].map { sop($0) } ?? SOp(0)
  }

  private mutating func elementwise(_ applied: AppliedElementwise<NodeID>) -> SOp {
    switch applied {
    case .unary(let op, let a): return SOp(op, operand(a))
    case .binary(let op, let a, let b): return SOp(op, operand(a), operand(b))
    case .relation(let relation, let a, let b): return SOp(relation, operand(a), operand(b))
    case .choose(let condition, let a, let b):
      return RASP.`where`(operand(condition), operand(a), operand(b))
    case .isIn(let a, let values): return operand(a).isIn(values.map { $0.value })
    case .apply(let function, let arguments):
      return SOp.zip(arguments.map { operand($0) }, function)
    }
  }

  private mutating func selector(_ id: NodeID) -> AttentionSelector {
    guard let selector = search.program[id].selector else {
      preconditionFailure("an aggregate's first operand is a selector")
    }
    switch selector {
    case .select(.relation(let relation), let key, let query):
      return AttentionSelector(relation, RASP.key(operand(key)), RASP.query(operand(query)))
    case .select(.function(let function), let key, let query):
      return select(RASP.key(operand(key)), RASP.query(operand(query)), function)
    case .not(let a): return ~self.selector(a)
    case .combine(.and, let a, let b): return self.selector(a) & self.selector(b)
    case .combine(.or, let a, let b): return self.selector(a) | self.selector(b)
    case .combine(.xor, let a, let b): return self.selector(a) != self.selector(b)
    case .pick(let extremum, let a, let score):
      let (inner, score) = (self.selector(a), score.map { operand($0) } ?? 0)
      return switch extremum {
      case .leftmost: inner.leftmost()
      case .rightmost: inner.rightmost()
      case .best: inner.best(score)
      case .least: inner.least(score)
      }
    }
  }

  // MARK: Heads

  private mutating func head(_ spec: HeadSpec) -> SOp {
    let candidates = candidates(spec)
    let selector: AttentionSelector
    switch spec.pick {
    case .sum, .only: selector = candidates
    case .leftmost: selector = candidates.leftmost()
    case .rightmost: selector = candidates.rightmost()
    case .best(let id): selector = candidates.best(sop(id)).leftmost()
    case .least(let id): selector = candidates.least(sop(id)).leftmost()
    }
    guard let id = spec.value else { return selector.value(1) }
    let value = sop(id)
    // A single boolean would stand for itself.
    let isCounted = spec.pick == .sum && search.graph[id].column.isBoolean
    return selector.value(
      isCounted ? RASP.`where`(value, 1, 0) : value, default: spec.fallback.value)
  }

  private mutating func candidates(_ spec: HeadSpec) -> AttentionSelector {
    let content: AttentionSelector? =
      switch spec.content {
      case .any: nil
      case .boolean(let id, let wanted): key(sop(id)) == query(SOp(wanted))
      case .same(let id): key(sop(id)) == query(sop(id))
      case .different(let id): key(sop(id)) != query(sop(id))
      case .written(let id): selector(id)
      }
    let position: AttentionSelector? =
      switch spec.position {
      case .anywhere: nil
      case .compared(let relation, let id):
        AttentionSelector(relation, RASP.key(indices), RASP.query(sop(id)))
      }
    switch (content, position) {
    case (let content?, let position?): return content & position
    case (let content?, nil): return content
    case (nil, let position?): return position
    case (nil, nil): return key(1) == query(1)
    }
  }
}
