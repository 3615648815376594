import RASP

/// What a head that picks prefers: a whole number at each key, the higher the better.
struct Grade: Sendable {
  /// The grade as a linear function of the residual stream at the key.
  var form: LinearForm
  /// The highest grade; the lowest is 0.
  let highest: Int
  /// The largest error of the form.
  let noise: Double
  /// `the last`, `the largest tokens, then the first`.
  let text: String

  /// By how much a key that is not selected scores below one that is.
  var exclusion: Double { Precision.exclusion(highestGrade: highest) }

  /// What the head adds to a key's score.
  var score: Plan.Score {
    Plan.Score(query: LinearForm(constant: 1), key: form * Precision.gradeStep)
  }
}

extension Lowering {
  /// What a selector's head prefers; `nil` if what it reads is not in the stream, for a reason that is
  /// known.
  mutating func grade(_ pick: SelectorNormalForm.Pick) -> Grade? {
    var (form, highest, noise) = (LinearForm(), 0, 0.0)
    var words: [String] = []
    if let score = pick.score {
      guard let readout = readout(score.sop) else { return nil }
      let ranks = readout.values.ranks(descending: score.extremum == .least)
      form = readout.form(ranks.map { Double($0) })
      highest = ranks.max() ?? 0
      noise = Precision.shared(readout.noise) * Double(highest)
      words.append("the " + score.extremum.adjective + " " + text(score.sop))
    }
    if let extremum = pick.position {
      let last = domain.maximumLength - 1
      let positions = (0...last).map { Double(extremum == .leftmost ? last - $0 : $0) }
      form = form * Double(last + 1) + positionReadout().form(positions)
      highest = highest * (last + 1) + last
      noise *= Double(last + 1)
      words.append("the " + extremum.adjective)
    }
    return Grade(
      form: form, highest: highest, noise: noise, text: words.joined(separator: ", then "))
  }

  /// Whether a head can pick by a grade in float32, as a reason if it cannot.
  func fault(of grade: Grade, _ term: SelectorNormalForm.Term) -> Refusal.Fault? {
    let comparisons = max(1, term.atoms.count)
    let (steps, overflow) = (grade.highest + 2).multipliedReportingOverflow(by: comparisons)
    if overflow || steps >= Precision.pickLimit {
      return .tooManyGrades(grades: grade.highest + 1, comparisons: comparisons)
    }
    let error = scoreError(of: term, grade)
    return error <= Precision.pickError ? nil : .gradesTooNoisy(grades: grade.highest + 1)
  }

  /// What the score of a key may be off by.
  func scoreError(of term: SelectorNormalForm.Term, _ grade: Grade?) -> Double {
    let factor = 2 * (grade?.exclusion ?? Precision.exclusion)
    var error = Precision.gradeStep * (grade?.noise ?? 0)
    for atom in term.atoms {
      for source in atom.subject.sources(in: program) { error += factor * noise(of: source) }
    }
    return error
  }
}

extension [Value] {
  /// For each value how many different ones are before it in order: those that are smaller, or if
  /// descending those that are larger. Equal values of different kinds are one.
  fileprivate func ranks(descending: Bool) -> [Int] {
    let order = indices.sorted { a, b in
      (try? Relation.less.holds(self[a], self[b])) ?? false
    }
    var ranks = [Int](repeating: 0, count: count)
    var rank = 0
    for (offset, index) in order.enumerated() {
      if offset > 0 && self[order[offset - 1]] != self[index] { rank += 1 }
      ranks[index] = rank
    }
    return descending ? ranks.map { rank - $0 } : ranks
  }
}

extension Extremum {
  /// Which of the keys is preferred.
  fileprivate var adjective: String {
    switch self {
    case .leftmost: "first"
    case .rightmost: "last"
    case .best: "largest"
    case .least: "smallest"
    }
  }
}
