/// Register allocation: at which index of the residual stream each dimension of a plan is.
///
/// An index is free after its content's last reader, and the next MLP subtracts the old content. What
/// that MLP itself writes goes elsewhere. The embedding writes at time 0, the attention of block b
/// reads at time 2 b and writes at 2 b + 1, its MLP reads then and writes at 2 b + 2.
struct ResidualLayout {
  /// For each dimension of the plan its index in the stream.
  private(set) var indices: [Int]
  /// The number of indices: d_model.
  private(set) var width = 0
  /// For each dimension the last time at which it is read; below 0 if `real` or `beginning` is read
  /// by nothing, as in a model without heads: it has no index then.
  let lastReads: [Int]
  /// For each block the dimensions whose content its MLP takes away.
  private(set) var cleared: [[Dimension]]

  /// The number of dimensions that have an index.
  var count: Int { lastReads.count { $0 >= 0 } }

  /// Cost: linear in the terms of the plan, and for each time in the dimensions that live then.
  /// - Parameter reuses: whether an index may hold one thing after another.
  init(_ plan: Plan, reuses: Bool) {
    // The first layout shows how few indices are enough. The second uses them all before it uses one
    // twice, since taking away what was there costs hidden units.
    let lastReads = plan.lastReads()
    let few = ResidualLayout(plan, lastReads, reuses: reuses, atLeast: 0)
    self = ResidualLayout(plan, lastReads, reuses: reuses, atLeast: few.width)
  }

  private init(_ plan: Plan, _ lastReads: [Int], reuses: Bool, atLeast enough: Int) {
    self.lastReads = lastReads
    indices = [Int](repeating: 0, count: plan.contents.count)
    cleared = plan.blocks.map { _ in [] }
    var free = FreeIndices()
    var live: [Int] = []
    let order = plan.contents.indices.sorted { a, b in
      (plan.contents[a].time, a) < (plan.contents[b].time, b)
    }
    for content in order where lastReads[content] >= 0 {
      let time = plan.contents[content].time
      if reuses && free.advance(to: time) { release(&live, upTo: time, plan: plan, free: &free) }
      if reuses && width >= enough, let old = free.take() {
        indices[content] = old.index
        cleared[old.time / 2 - 1].append(old.dimension)
      } else {
        indices[content] = width
        width += 1
      }
      if content > Dimension.beginning.index { live.append(content) }
    }
  }

  /// Frees the indices of dimensions that were read for the last time before an MLP that writes no
  /// later than `time`.
  private func release(
    _ live: inout [Int], upTo time: Int, plan: Plan, free: inout FreeIndices
  ) {
    live.removeAll { content in
      // The first MLP that reads no earlier than the last reader and the writer.
      let done = max(lastReads[content], plan.contents[content].time)
      let clearing = done / 2 * 2 + 2
      if clearing > time || clearing / 2 > plan.blocks.count { return false }
      free.add(.init(index: indices[content], dimension: .init(index: content), time: clearing))
      return true
    }
  }
}

/// Indices that hold nothing that is read any more, those first that were freed first.
private struct FreeIndices {
  struct Entry {
    let index: Int
    /// What was there last, and when it is taken away.
    let dimension: Dimension
    let time: Int
  }

  private var entries: [Entry] = []
  /// What was passed over since it is taken away only now.
  private var passed: [Entry] = []
  private var next = 0
  private var now = 0

  mutating func add(_ entry: Entry) { entries.append(entry) }

  /// Goes on to a time. False if it is that already.
  mutating func advance(to time: Int) -> Bool {
    if time == now { return false }
    now = time
    entries = passed + entries[next...]
    passed = []
    next = 0
    return true
  }

  /// The first index whose content is taken away before now.
  mutating func take() -> Entry? {
    while next < entries.count {
      let entry = entries[next]
      next += 1
      if entry.time < now { return entry }
      passed.append(entry)
    }
    return nil
  }
}

extension Plan {
  /// For each dimension the last time at which it is read; if never its own time, or -1 for `real` and
  /// `beginning`.
  fileprivate func lastReads() -> [Int] {
    var reads = contents.map { $0.time }
    reads[Dimension.real.index] = -1
    reads[Dimension.beginning.index] = -1
    func note(_ form: LinearForm, _ time: Int) {
      for term in form.terms {
        reads[term.dimension.index] = max(reads[term.dimension.index], time)
      }
    }
    for (block, content) in blocks.enumerated() {
      for head in content.heads {
        for score in head.scores {
          note(score.query, 2 * block)
          note(score.key, 2 * block)
        }
        for move in head.moves { note(move.value, 2 * block) }
        // Almost always what the scores read anyway, but labels must not outlive what they tell.
        for atom in head.label.atoms {
          for form in atom.keyForms + atom.queryForms { note(form, 2 * block) }
        }
        if let grade = head.label.grade { note(grade.form, 2 * block) }
      }
      for unit in content.units { note(unit.input, 2 * block + 1) }
    }
    for logit in logits { note(logit, 2 * blocks.count) }
    return reads
  }
}
