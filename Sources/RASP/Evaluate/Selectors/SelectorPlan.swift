/// How a selector is evaluated over one sequence.
struct SelectorPlan {
  /// The ways to evaluate a selector.
  enum Method: CaseIterable {
    /// A machine word a query, for short sequences.
    case words
    /// A signed sum of joins.
    case joins
    /// A row of bits a query.
    case bits
  }

  let form: SelectorNormalForm?
  /// The joins of the normal form's terms, if that is the method and no extremum is taken.
  let joins: [JoinPlan]?
  /// How the keys that an extremum keeps are found, if that is the method.
  let pick: PickPlan?
  let method: Method

  /// - Parameter wanted: the method to take if the selector and length allow it.
  init(
    _ selector: NodeID, in program: Program, count: Int, preferring wanted: Method? = nil
  ) {
    let form = SelectorNormalForm(selector, in: program)
    let plans = form?.pick == nil ? form.flatMap(JoinPlan.plans) : nil
    let pick = form.flatMap(PickPlan.init)
    self.form = form
    if count <= BatchLayout.shortLimit && (wanted ?? .words) == .words {
      method = .words
    } else if pick != nil, wanted != .bits {
      method = .joins
    } else if let plans, wanted != .bits {
      // One join is always the faster.
      let isSlower =
        wanted == nil && plans.count > 1 && count <= BitRows.limit
        && SelectorCost.joins(plans, count)
          > SelectorCost.bits(parts: program.comparisons(of: selector).count, count)
      method = isSlower ? .bits : .joins
    } else {
      method = .bits
    }
    joins = method == .joins ? plans : nil
    self.pick = method == .joins ? pick : nil
  }
}

/// What evaluating a selector is expected to take, in nanoseconds. The numbers are measured, as
/// `Docs/evaluation.md` tells; only their relation counts. It matters for inputs of a few hundred
/// tokens and selectors of many terms: there rows of bits win.
enum SelectorCost {
  static func joins(_ plans: [JoinPlan], _ count: Int) -> Double {
    var total = 0.0
    for plan in plans { total += 3_000 + perKey(plan.shape) * Double(count) }
    return total
  }

  private static func perKey(_ shape: JoinPlan.Shape) -> Double {
    switch shape {
    case .position: 5
    case .groups: 20
    case .range: 35
    case .groupedRange: 55
    case .twoRanges: 130
    }
  }

  static func bits(parts: Int, _ count: Int) -> Double {
    let perPair = 0.9 * Double(count) * Double(count)
    return (200 * Double(count) + perPair) * (0.7 + 0.3 * Double(parts))
  }
}

extension ColumnarEvaluator {
  func joins(_ plans: [JoinPlan]) -> Selected {
    let plans = plans.compactMap { $0.settled { uniformValue($0) } }
    if let map = keyMap(plans) { return .keys(map) }
    let (extent, column) = (extent(plans), sources())
    if let spans = spans(plans, extent) { return .several(.spans(spans)) }
    return .several(
      .joins(plans.map { (Int64($0.coefficient), Join($0, extent, column: column)) }, extent))
  }

  /// The keys that an extremum keeps: one a query, or all with the best score, which a further join
  /// finds by it.
  func picked(_ plan: PickPlan) -> Selected {
    let (pick, joins) = (plan.pick, plan.terms.map { $0.join })
    let (extent, column) = (extent(joins), sources())
    let scores = pick.score.map { score in
      ValueCoding(self.column(score.sop), queries: [], extent: extent, isOrdered: true)
    }
    let priority = KeyPriority(pick, scores: scores, count: layout.count)
    var best = [Int32](repeating: -1, count: extent.queries)
    for term in plan.terms {
      let join = PickJoin(
        term, extent, priority: priority, isFirst: pick.position == .leftmost, column: column)
      let found = join.priorities()
      for query in best.indices { best[query] = max(best[query], found[query]) }
    }
    let keys = filled(best.count) { priority.key(best[$0]) }
    guard pick.position == nil, let (codes, size) = priority.ranks else {
      return .keys(.listed(keys))
    }
    let none = Int32(truncatingIfNeeded: size)
    let wanted = filled(keys.count) { keys[$0] < 0 ? none : codes[Int(keys[$0])] }
    let equal = ValueCoding(keys: codes, queries: [wanted], size: size + 1)
    return .several(
      .joins(joins.map { (1, Join($0, extent, equal: equal, column: column)) }, extent))
  }

  private func extent(_ plans: [JoinPlan]) -> ValueCoding.Extent {
    let isUniform = plans.allSatisfy { plan in plan.queries.allSatisfy { isUniformSource($0) } }
    return ValueCoding.Extent(keys: layout.count, queries: isUniform ? 1 : layout.count)
  }

  func sources() -> (JoinPlan.Source) -> Column {
    { source in
      switch source {
      case .indices: .progression(Progression(indices: layout))
      case .node(let id): self.column(id)
      }
    }
  }

  private func isUniformSource(_ source: JoinPlan.Source) -> Bool {
    uniformValue(source) != nil
  }

  private func uniformValue(_ source: JoinPlan.Source) -> Value? {
    guard case .node(let id) = source, ranks(id) == nil, case .uniform(let value) = column(id)
    else { return .none }
    return value
  }

  /// The keys of a selector that compares one s-op for equality and nothing else, if each value
  /// stands at one key: positions and what is at equal distances, ranks.
  private func keyMap(_ plans: [JoinPlan]) -> KeyMap? {
    guard plans.count == 1, plans[0].coefficient == 1, plans[0].ranges.isEmpty,
      plans[0].equalities.count == 1
    else { return nil }
    let (key, query) = (plans[0].equalities[0].key, sources()(plans[0].equalities[0].query))
    if case .node(let id) = key, let ranks = ranks(id) { return keyMap(ranks, query) }
    guard case .progression(let keys) = sources()(key), keys.step == 1 || keys.step == -1 else {
      return nil
    }
    return keyMap(keys, query)
  }

  private func keyMap(_ keys: Progression, _ queries: Column) -> KeyMap? {
    let place = { (query: Int64) -> Int32 in
      let (distance, overflow) = query.subtractingReportingOverflow(keys.first)
      let place = keys.step < 0 ? 0 &- distance : distance
      return overflow || place < 0 || place >= Int64(keys.count)
        ? -1 : Int32(truncatingIfNeeded: place)
    }
    switch queries {
    case .progression(let queries):
      let (distance, overflow) = queries.first.subtractingReportingOverflow(keys.first)
      let places = Progression(
        first: keys.step &* distance, step: keys.step &* queries.step, layout)
      return overflow ? nil : places.map { .moved($0, keys: keys.count) }
    case .uniform(let value) where value.isWhole: return .listed([place(value.amount)])
    case .integers(let values), .whole(let values, _):
      return .listed(filled(values.count) { place(values[$0]) })
    case .uniform, .booleans, .doubles, .coded: return nil
    }
  }

  private func keyMap(_ ranks: StableRanks, _ queries: Column) -> KeyMap? {
    switch queries {
    case .progression(let queries) where queries.first == 0 && queries.step == 1:
      return .ranked(ranks)
    case .uniform(let value) where value.isWhole:
      return .listed([ranks.key(ofRank: value.amount).map { Int32(truncatingIfNeeded: $0) } ?? -1])
    case .uniform, .progression, .booleans, .integers, .whole, .doubles, .coded: return nil
    }
  }

  private func spans(_ plans: [JoinPlan], _ extent: ValueCoding.Extent) -> Spans? {
    guard plans.count == 1, plans[0].coefficient == 1, plans[0].equalities.isEmpty,
      plans[0].ranges.count <= 1
    else { return nil }
    guard let range = plans[0].ranges.first else { return Spans(extent) }
    return Spans(range, extent, column: sources())
  }

  func bitRows(_ selector: NodeID) -> BitRows {
    let nodes = program.selectors(below: selector)
    var (parts, steps) = ([] as [BitRows.Part], [] as [BitRows.Step])
    var slots: [NodeID: Int] = [:]
    var isUniform = !program.isCausal
    for id in nodes {
      guard let selector = program[id].selector else { continue }
      let slot = { (operand: NodeID) in slots[operand] ?? 0 }
      let step: BitRows.Step
      switch selector {
      case .not(let a): step = .not(slot(a))
      case .combine(let op, let a, let b): step = .combine(op, word: slot(a), into: slot(b))
      case .pick(let extremum, let a, let score):
        step = .pick(extremum, slot(a), ranks: score.map(scoreRanks) ?? [])
      case .select(let predicate, let key, let query):
        step = .part(parts.count)
        parts.append(part(predicate, id, key: key, query: query))
        isUniform = isUniform && isUniformSource(.node(query))
      }
      slots[id] = steps.count
      steps.append(step)
    }
    return BitRows(
      keyCount: layout.count, queryCount: isUniform ? 1 : layout.count,
      isCausal: program.isCausal, parts: parts, steps: steps)
  }

  private func part(
    _ predicate: SelectPredicate, _ id: NodeID, key: NodeID, query: NodeID
  ) -> BitRows.Part {
    switch predicate {
    case .function: return .pairs(pairs(id))
    case .relation(let relation):
      let extent = ValueCoding.Extent(keys: layout.count, queries: layout.count)
      let coding = ValueCoding(
        column(key), queries: [column(query)], extent: extent, isOrdered: relation.needsOrder)
      return .ordered(OrderedBitRows(relation, coding))
    }
  }
}

extension Selection {
  /// Whether one row was evaluated for all queries.
  func isUniform(_ count: Int) -> Bool {
    switch self {
    case .spans(let spans): spans.queries == 1 && count > 1
    case .joins(_, let extent): extent.queries == 1 && count > 1
    case .bits(let rows): rows.queryCount == 1 && count > 1
    case .words: false
    }
  }
}
