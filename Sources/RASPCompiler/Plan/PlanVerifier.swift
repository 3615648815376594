import RASP

/// What a plan breaks of its form.
struct PlanFault: Error, Hashable {
  let text: String
}

extension Plan {
  /// Checks what every stage after lowering relies on:
  ///
  /// 1. each form reads dimensions that exist, and that are written before it reads them: a head of
  ///    block b at time 2 b, a hidden unit at 2 b + 1, a logit at 2 times the blocks;
  /// 2. the embedding writes dimensions of time 0, a head those of 2 b + 1, a hidden unit those of
  ///    2 b + 2, and nothing writes `real` or `beginning`;
  /// 3. every weight is finite in float32;
  /// 4. at BOS nothing is moved and no hidden unit is above zero, so that only zeros are added there;
  /// 5. the first score of a head tells BOS from tokens, on the side of the query and of the key;
  /// 6. a block has no two hidden units that read the same, and a head moves nothing twice to the same
  ///    dimension;
  /// 7. labels go with what they label, and each output has one logit, no two outputs being identical.
  ///
  /// Cost: linear in the plan.
  func verify() throws(PlanFault) {
    try verifyEmbedding()
    for index in blocks.indices {
      for (number, head) in blocks[index].heads.enumerated() {
        try verify(head, of: index, "head \(number) of block \(index)")
      }
      var inputs: Set<LinearForm> = []
      for unit in blocks[index].units {
        let name = "the unit '" + unit.label + "' of block \(index)"
        try verify(unit, of: index, name)
        if !inputs.insert(unit.input).inserted { throw PlanFault(text: name + " is there twice") }
      }
    }
    try verifyOutputs()
  }

  private func verifyEmbedding() throws(PlanFault) {
    for terms in tokens { try verify(writing: terms, at: 0, "the token embedding") }
    for terms in positions { try verify(writing: terms, at: 0, "the position embedding") }
  }

  private func verify(_ head: Head, of block: Int, _ name: String) throws(PlanFault) {
    let time = Plan.reading(of: block)
    guard let base = head.scores.first, base.query.weight(of: .beginning) > 0,
      base.key.weight(of: .beginning) != base.key.weight(of: .real)
    else { throw PlanFault(text: name + " does not tell BOS from tokens") }
    for score in head.scores {
      try verify(reading: score.query, at: time, name)
      try verify(reading: score.key, at: time, name)
    }
    var moves: Set<Move> = []
    for move in head.moves {
      try verify(reading: move.value, at: time, name)
      let term = LinearForm.Term(dimension: move.target, weight: move.factor)
      try verify(writing: [term], at: Plan.attention(of: block), name)
      if move.value.weight(of: .beginning) != 0 { throw PlanFault(text: name + " moves BOS") }
      if !moves.insert(move).inserted { throw PlanFault(text: name + " moves the same twice") }
    }
    if head.label.moves.count != head.moves.count {
      throw PlanFault(text: name + " has other moves than labels")
    }
    for atom in head.label.atoms
    where atom.keys.count != atom.keyForms.count || atom.queries.count != atom.queryForms.count {
      throw PlanFault(text: name + " has a label of other values than forms")
    }
  }

  private func verify(_ unit: Unit, of block: Int, _ name: String) throws(PlanFault) {
    try verify(reading: unit.input, at: Plan.attention(of: block), name)
    try verify(writing: unit.outputs, at: Plan.hidden(of: block), name)
    if unit.input.weight(of: .beginning) > 0 {
      throw PlanFault(text: name + " is not silent at BOS")
    }
  }

  private func verifyOutputs() throws(PlanFault) {
    for logit in logits { try verify(reading: logit, at: end, "a logit") }
    if outputs.count != logits.count {
      throw PlanFault(text: "outputs and logits differ in number")
    }
    if Set(outputs.map { Constant($0) }).count != outputs.count {
      throw PlanFault(text: "an output is there twice")
    }
  }

  private func verify(
    reading form: LinearForm, at time: Int, _ reader: String
  ) throws(PlanFault) {
    for term in form.terms {
      try verify(term, reader)
      if contents[term.dimension.index].time > time {
        throw PlanFault(text: reader + " reads \(term.dimension) before it is written")
      }
    }
  }

  private func verify(
    writing terms: [LinearForm.Term], at time: Int, _ writer: String
  ) throws(PlanFault) {
    for term in terms {
      try verify(term, writer)
      if term.dimension <= .beginning || contents[term.dimension.index].time != time {
        throw PlanFault(text: writer + " writes \(term.dimension), which is not its to write")
      }
    }
  }

  private func verify(_ term: LinearForm.Term, _ owner: String) throws(PlanFault) {
    if !contents.indices.contains(term.dimension.index) {
      throw PlanFault(text: owner + " has \(term.dimension), which does not exist")
    }
    if !Float(term.weight).isFinite {
      throw PlanFault(text: owner + " has a weight that is not finite")
    }
  }
}

extension Plan {
  /// Refuses a plan that breaks its form: a fault of the compiler, which must not become weights.
  func check() throws(Refusal) {
    do throws(PlanFault) {
      try verify()
    } catch {
      throw Refusal([.init(.brokenPlan(error.text))])
    }
  }
}
