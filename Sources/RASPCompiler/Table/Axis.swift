import RASP
import RASPModel

/// One of the quantities that an elementwise s-op is a function of.
struct Axis {
  /// How the quantity is held in the residual stream.
  enum Holding {
    /// One-hot: each point has an indicator.
    case indicators(Readout)
    /// A number: each point is a stretch of a line.
    case line(LinearForm, noise: Double)
  }

  /// What the points of the axis mean for the s-ops that are read.
  enum Meaning {
    case leaf(NodeID, [Value])
    /// Of an aggregate of numbers and other values: the other value, `nil` for none.
    case text(NodeID, [Value?])
    case number(NodeID, [Value])
    /// A sum of s-ops, and what nodes it tells: points are amounts.
    case form([Told])
    /// How the two sides of one comparison stand to each other.
    case order(NodeID, Relation, [Ordering])
  }

  enum Ordering { case less, equal, greater }

  /// A node whose value follows from an amount: `sign * amount + offset`, or how that stands to 0.
  struct Told {
    let node: NodeID
    let relation: Relation?
    let sign: Int64
    let offset: Int64
  }

  let holding: Holding
  var meaning: Meaning
  /// Where each point is on its line; empty if the points have indicators.
  let stretches: [(low: Double, high: Double)]
  /// The stretches in parts without a width, and the point that each belongs to.
  let parts: [(at: Double, point: Int)]
  let count: Int
  /// Amounts of a form's points.
  let amounts: [Int64]
  /// The positions at which each point can be met, if that is not all.
  var positions: [PositionSet?] = []

  var isLine: Bool {
    if case .line = holding { return true }
    return false
  }

  init(_ id: NodeID, _ readout: Readout) {
    self.init(readout, .leaf(id, readout.values))
  }

  init(_ readout: Readout, _ meaning: Meaning) {
    holding = .indicators(readout)
    self.meaning = meaning
    stretches = []
    parts = []
    count = readout.values.count
    amounts = []
  }

  init(_ measure: Measure, _ meaning: Meaning) {
    holding = .line(measure.form, noise: measure.noise)
    self.meaning = meaning
    stretches = measure.points.map { ($0.low, $0.high) }
    parts = measure.marks.map { ($0.at, $0.point) }
    count = measure.points.count
    amounts = []
    positions = measure.points.map { $0.positions }
  }

  /// A sum whose amounts are whole numbers.
  init(_ form: LinearForm, noise: Double, amounts: [Int64], told: Told) {
    holding = .line(form, noise: noise)
    meaning = .form([told])
    stretches = amounts.map { (Double($0), Double($0)) }
    parts = amounts.enumerated().map { (Double($0.element), $0.offset) }
    count = amounts.count
    self.amounts = amounts
  }

  /// A difference of which only the sign at each point matters.
  init(
    _ form: LinearForm, noise: Double, points: [(at: Double, order: Ordering)], node: NodeID,
    relation: Relation
  ) {
    holding = .line(form, noise: noise)
    meaning = .order(node, relation, points.map { $0.order })
    stretches = points.map { ($0.at, $0.at) }
    parts = points.enumerated().map { ($0.element.at, $0.offset) }
    count = points.count
    amounts = []
  }

  /// The nodes whose values the axis gives.
  var nodes: [NodeID] {
    switch meaning {
    case .leaf(let id, _), .text(let id, _), .number(let id, _), .order(let id, _, _): [id]
    case .form(let told): told.map { $0.node }
    }
  }

  /// Keeps of some positions those at which a point can be met.
  func restrict(_ found: inout PositionSet?, to point: Int) {
    guard point < positions.count, let own = positions[point] else { return }
    if found == nil { found = own } else { found?.formIntersection(own) }
  }

  /// Gives a slice what it reads at a point. False if the point does not go with what an axis before
  /// gave: an aggregate that moved a text has no sum beside it.
  func give(_ point: Int, to slice: inout SliceEvaluator, _ hasText: inout Set<NodeID>) -> Bool {
    switch meaning {
    case .leaf(let id, let values): slice.set(id, values[point])
    case .text(let id, let values):
      if let value = values[point] {
        slice.set(id, value)
        hasText.insert(id)
      } else {
        hasText.remove(id)
      }
    case .number(let id, let values):
      if hasText.contains(id) { return stretches[point].low <= 0 && stretches[point].high >= 0 }
      slice.set(id, values[point])
    case .form(let told):
      for told in told {
        let amount = told.sign * amounts[point] + told.offset
        slice.set(told.node, told.relation?.value(amount) ?? .integer(amount))
      }
    case .order(let id, let relation, let orders):
      slice.set(id, relation.value(orders[point] == .less ? -1 : orders[point] == .equal ? 0 : 1))
    }
    return true
  }
}

extension Relation {
  /// Whether a difference of this amount stands for the relation.
  fileprivate func value(_ difference: Int64) -> Value {
    switch self {
    case .equal: .boolean(difference == 0)
    case .notEqual: .boolean(difference != 0)
    case .less: .boolean(difference < 0)
    case .lessOrEqual: .boolean(difference <= 0)
    case .greater: .boolean(difference > 0)
    case .greaterOrEqual: .boolean(difference >= 0)
    }
  }
}
