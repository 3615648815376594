/// Where each dimension of a plan is in the residual stream.
///
/// The stream is a register file: a place is free after its content's last reader, and the next MLP
/// subtracts the old content. What that MLP itself writes goes elsewhere. The embedding writes at time 0, the attention of block b
/// reads at time 2 b and writes at 2 b + 1, its MLP reads then and writes at 2 b + 2.
struct ResidualLayout {
  /// For each dimension of the plan its place in the stream.
  private(set) var places: [Int]
  /// The number of places: d_model.
  private(set) var width = 0
  /// For each dimension the last time at which it is read.
  let lastReads: [Int]
  /// For each block the dimensions whose content its MLP takes away.
  private(set) var cleared: [[Dimension]]

  /// - Parameter reuses: whether a place may hold one thing after another.
  init(_ plan: Plan, reuses: Bool) {
    // The first layout shows how few places are enough. The second uses them all before it uses
    // one twice, since taking away what was there costs hidden units.
    let few = ResidualLayout(plan, reuses: reuses, atLeast: 0)
    self = ResidualLayout(plan, reuses: reuses, atLeast: few.width)
  }

  private init(_ plan: Plan, reuses: Bool, atLeast enough: Int) {
    lastReads = plan.lastReads()
    places = [Int](repeating: 0, count: plan.contents.count)
    cleared = plan.blocks.map { _ in [] }
    // Places that are free, with the dimension that was there last.
    var free: [(place: Int, old: Int, time: Int)] = []
    let order = plan.contents.indices.sorted { a, b in
      (plan.contents[a].time, a) < (plan.contents[b].time, b)
    }
    var waiting: [Int] = []
    for index in order {
      let time = plan.contents[index].time
      if reuses {
        release(&waiting, upTo: time, plan, &free)
        if width >= enough, let slot = free.firstIndex(where: { $0.time < time }) {
          let chosen = free.remove(at: slot)
          places[index] = chosen.place
          cleared[chosen.time / 2 - 1].append(Dimension(index: chosen.old))
          waiting.append(index)
          continue
        }
      }
      places[index] = width
      width += 1
      if index > Dimension.beginning.index { waiting.append(index) }
    }
  }

  /// Frees the places of dimensions that were read for the last time before an MLP that writes no
  /// later than `time`.
  private func release(
    _ waiting: inout [Int], upTo time: Int, _ plan: Plan,
    _ free: inout [(place: Int, old: Int, time: Int)]
  ) {
    var rest: [Int] = []
    for index in waiting {
      // The first MLP that reads no earlier than the last reader and the writer.
      let done = max(lastReads[index], plan.contents[index].time)
      let clearing = done / 2 * 2 + 2
      if clearing <= time && clearing / 2 <= plan.blocks.count {
        free.append((places[index], index, clearing))
      } else {
        rest.append(index)
      }
    }
    waiting = rest
  }
}

extension Plan {
  /// For each dimension the last time at which it is read; its own time if never.
  fileprivate func lastReads() -> [Int] {
    var reads = contents.map { $0.time }
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
      }
      for unit in content.units { note(unit.input, 2 * block + 1) }
    }
    for logit in logits { note(logit, 2 * blocks.count) }
    return reads
  }
}
