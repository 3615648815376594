import RASP

/// What a head gives at each position, as numbers from 0.
struct HeadKeys {
  let keys: [Int32]
  /// Above all keys.
  let limit: Int
  /// What a sum of key 0 is; what is picked has key 0 where nothing is selected.
  let base: Int64
}

extension LayerSearch {
  // MARK: Selected keys

  func contentBits(_ content: HeadSpec.Content, _ inputs: Int) -> KeyBits {
    switch content {
    case .any: return sample.bits(inputs) { _, _ in true }
    case .boolean(let id, let wanted):
      let column = graph[id].column
      let isTrue = column.codes.map { column.table[Int($0)].isTrue == wanted }
      return sample.bits(inputs) { key, _ in isTrue[key] }
    case .same(let id):
      let codes = graph[id].column.codes
      return sample.bits(inputs) { codes[$0] == codes[$1] }
    case .different(let id):
      let codes = graph[id].column.codes
      return sample.bits(inputs) { codes[$0] != codes[$1] }
    case .written(let id): return writtenBits(id, inputs)
    }
  }

  func positionBits(_ position: HeadSpec.Position, _ inputs: Int) -> KeyBits {
    var bits: KeyBits
    switch position {
    case .anywhere: bits = sample.bits(inputs) { _, _ in true }
    case .compared(let relation, let id):
      let column = graph[id].column
      let integers = column.integers ?? []
      bits = sample.positionBits(inputs, relation, column.codes.map { integers[Int($0)] })
    }
    guard program.isCausal else { return bits }
    let seen = sample.bits(inputs) { $0 <= $1 }
    for index in bits.indices { bits[index] &= seen[index] }
    return bits
  }

  /// The keys of a selector of the program; none if an extremum is inside.
  private func writtenBits(_ id: NodeID, _ inputs: Int) -> KeyBits {
    guard let selector = program[id].selector else { return [] }
    switch selector {
    case .select(let predicate, let key, let query):
      return comparedBits(predicate, key, query, inputs)
    case .not(let a):
      let all = sample.bits(inputs) { _, _ in true }
      return zip(writtenBits(a, inputs), all).map { ~$0 & $1 }
    case .combine(let op, let a, let b):
      let pairs = zip(writtenBits(a, inputs), writtenBits(b, inputs))
      return switch op {
      case .and: pairs.map { $0 & $1 }
      case .or: pairs.map { $0 | $1 }
      case .xor: pairs.map { $0 ^ $1 }
      }
    case .pick: return KeyBits(repeating: 0, count: sample.positions(of: inputs))
    }
  }

  private func comparedBits(
    _ predicate: SelectPredicate, _ key: NodeID, _ query: NodeID, _ inputs: Int
  ) -> KeyBits {
    guard let key = classOfNode[key.index], let query = classOfNode[query.index] else { return [] }
    let (keys, queries) = (graph[key].column, graph[query].column)
    let width = queries.table.count
    var truth = [Bool](repeating: false, count: keys.table.count * width)
    for (k, a) in keys.table.enumerated() {
      for (q, b) in queries.table.enumerated() { truth[k * width + q] = predicate.selects(a, b) }
    }
    return sample.bits(inputs) { truth[Int(keys.codes[$0]) * width + Int(queries.codes[$1])] }
  }

  // MARK: What they give

  /// The head on the whole sample.
  mutating func wholeKeys(_ spec: HeadSpec) -> HeadKeys? {
    let count = sample.inputs.count
    let content = wholeContents[spec.content] ?? contentBits(spec.content, count)
    let position = wholePositions[spec.position] ?? positionBits(spec.position, count)
    (wholeContents[spec.content], wholePositions[spec.position]) = (content, position)
    var bits = content
    for index in bits.indices { bits[index] &= position[index] }
    return headKeys(spec, bits, count)
  }

  /// The head on the first inputs, of the keys that it selects there; `nil` if it is none.
  func headKeys(_ spec: HeadSpec, _ bits: KeyBits, _ inputs: Int) -> HeadKeys? {
    switch spec.pick {
    case .sum: return sums(bits, spec.value, inputs)
    case .only:
      if bits.contains(where: { $0 & ($0 &- 1) != 0 }) { return nil }
      return picks(bits, spec.value, inputs) { word, _ in word.trailingZeroBitCount }
    case .leftmost: return picks(bits, spec.value, inputs) { word, _ in word.trailingZeroBitCount }
    case .rightmost:
      return picks(bits, spec.value, inputs) { word, _ in 31 - word.leadingZeroBitCount }
    case .best(let id):
      let ranks = ranks(id)
      return picks(bits, spec.value, inputs) { Self.first(of: $0, $1, ranks, isBetter: >) }
    case .least(let id):
      let ranks = ranks(id)
      return picks(bits, spec.value, inputs) { Self.first(of: $0, $1, ranks, isBetter: <) }
    }
  }

  private func sums(_ bits: KeyBits, _ value: Int?, _ inputs: Int) -> HeadKeys? {
    var totals: [Int64] = []
    totals.reserveCapacity(bits.count)
    if let value {
      let column = graph[value].column
      guard let integers = column.integers else { return nil }
      for input in 0..<inputs {
        let start = sample.starts[input]
        for query in start..<sample.starts[input + 1] {
          var (word, total) = (bits[query], Int64(0))
          while word != 0 {
            total &+= integers[Int(column.codes[start + word.trailingZeroBitCount])]
            word &= word &- 1
          }
          totals.append(total)
        }
      }
    } else {
      for word in bits { totals.append(Int64(word.nonzeroBitCount)) }
    }
    guard let low = totals.min(), let high = totals.max(), high &- low < 1_024, high >= low else {
      return nil
    }
    return HeadKeys(keys: totals.map { Int32($0 - low) }, limit: Int(high - low) + 1, base: low)
  }

  private func picks(
    _ bits: KeyBits, _ value: Int?, _ inputs: Int, _ choose: (UInt32, Int) -> Int
  ) -> HeadKeys? {
    guard let value else { return nil }
    let column = graph[value].column
    var keys: [Int32] = []
    keys.reserveCapacity(bits.count)
    for input in 0..<inputs {
      let start = sample.starts[input]
      for query in start..<sample.starts[input + 1] {
        let word = bits[query]
        keys.append(word == 0 ? 0 : Int32(column.codes[start + choose(word, start)]) + 1)
      }
    }
    return HeadKeys(keys: keys, limit: column.table.count + 1, base: 0)
  }

  /// The first of the selected keys that no other is better than.
  private static func first(
    of word: UInt32, _ start: Int, _ ranks: [Int], isBetter: (Int, Int) -> Bool
  ) -> Int {
    var (rest, best) = (word, word.trailingZeroBitCount)
    while rest != 0 {
      let key = rest.trailingZeroBitCount
      if isBetter(ranks[start + key], ranks[start + best]) { best = key }
      rest &= rest &- 1
    }
    return best
  }

  /// For each position the rank of the column's value among its values.
  private func ranks(_ id: Int) -> [Int] {
    let column = graph[id].column
    let order = column.table.indices.sorted {
      (try? Relation.less.holds(column.table[$0], column.table[$1])) ?? false
    }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, code) in order.enumerated() { ranks[code] = rank }
    return column.codes.map { ranks[Int($0)] }
  }

  // MARK: As a column

  /// The values of a head; where nothing is selected its default stands.
  func headColumn(_ spec: HeadSpec, _ keys: HeadKeys) -> Column? {
    guard let value = spec.value, spec.pick != .sum else {
      return Column(keys.keys.map { .integer(Int64($0) + keys.base) })
    }
    let table = graph[value].column.table
    return Column(keys.keys.map { $0 == 0 ? spec.fallback.value : table[Int($0) - 1] })
  }

  /// The head with a default that makes it the target, if one does; else one that nothing fetched is.
  func withFallback(_ spec: HeadSpec, _ keys: HeadKeys, for target: Int) -> HeadSpec {
    guard let value = spec.value, spec.pick != .sum else { return spec }
    var spec = spec
    let (table, wanted) = (graph[value].column.table, graph[target].column)
    var (fallback, isTarget): (Value?, Bool) = (nil, true)
    for (position, key) in keys.keys.enumerated() {
      let value = wanted.table[Int(wanted.codes[position])]
      if key == 0 { fallback = value }
      if key > 0, !table[Int(key) - 1].isIdentical(to: value) { isTarget = false }
    }
    let fresh = [Value.integer(0), .integer(-1), .integer(-2), .string("none"), .null].first {
      value in
      !table.contains { $0 == value }
    }
    if let value = isTarget ? fallback ?? 0 : fresh { spec.fallback = Constant(value) }
    return spec
  }
}

extension SelectPredicate {
  /// Whether a key's value and a query's value match; an error is a no.
  fileprivate func selects(_ key: Value, _ query: Value) -> Bool {
    switch self {
    case .relation(let relation): (try? relation.holds(key, query)) ?? false
    case .function(let function): (try? function([key, query]))?.isTrue ?? false
    }
  }
}
