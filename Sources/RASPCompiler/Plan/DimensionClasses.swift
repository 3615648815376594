import RASP
import RASPModel

/// Which dimensions of a plan are one: values of an s-op between which no reader tells.
///
/// What only a function of few values reads, say whether a token is a vowel, is there once for each
/// value of the function and not once for each token. Dimensions that hold values of one s-op, are
/// written at the same time and are read by every reader with the same weight are one class; those
/// that nothing reads are left out. What reads a class reads the sum of its dimensions today, so the
/// class has that sum: 1 where the s-op has one of the values.
///
/// Classes of what is written last are found first: two moves of a head to dimensions of one class
/// are one reader, and a hidden unit that only takes from one what it gives to another reads nothing.
struct DimensionClasses {
  /// The first dimension of each dimension's class; `nil` if it is left out.
  private(set) var representatives: [Dimension?]

  /// What one reader takes of a dimension.
  private struct Share: Hashable {
    let reader: Int
    let head: Int
    let weight: Double
  }

  private struct ClassKey: Hashable {
    let sop: String
    let node: NodeID?
    let shares: [Share]
  }

  private let plan: Plan
  private let readers: PlanReaders
  /// For each block whether a hidden unit still writes anything.
  private var isUnitNeeded: [[Bool]]

  /// Cost: linear in the terms of the plan, and in the logarithm of those of a dimension.
  init(_ plan: Plan) {
    self.plan = plan
    readers = PlanReaders(plan)
    representatives = plan.contents.indices.map { Dimension(index: $0) }
    isUnitNeeded = plan.blocks.map { $0.units.map { _ in true } }
    var dimensions = [[Dimension]](repeating: [], count: plan.end + 1)
    for index in plan.contents.indices where index > Dimension.beginning.index {
      dimensions[plan.contents[index].time].append(Dimension(index: index))
    }
    for time in dimensions.indices.reversed() { classify(dimensions[time], time) }
  }

  private mutating func classify(_ dimensions: [Dimension], _ time: Int) {
    var classes: [ClassKey: Dimension] = [:]
    for dimension in dimensions {
      let content = plan.contents[dimension.index]
      let shares = shares(of: dimension)
      if shares.isEmpty {
        representatives[dimension.index] = nil
      } else if !content.holds.values.isEmpty {
        let key = ClassKey(sop: content.sop.text, node: content.sop.id, shares: shares)
        let first = classes[key] ?? dimension
        classes[key] = first
        representatives[dimension.index] = first
      }
    }
    if time == 0 { return }
    let block = (time - 1) / 2
    if time == Plan.hidden(of: block) {
      for (index, unit) in plan.blocks[block].units.enumerated() {
        isUnitNeeded[block][index] = !written(unit.outputs).terms.isEmpty
      }
    } else {
      // The language counts a head whose result nothing needs after all.
      for head in plan.blocks[block].heads {
        guard let first = head.moves.first?.target,
          head.moves.allSatisfy({ representatives[$0.target.index] == nil })
        else { continue }
        representatives[first.index] = first
      }
    }
  }

  /// What the readers of a dimension take of it, in order.
  private func shares(of dimension: Dimension) -> [Share] {
    var shares: [Share] = []
    for reading in readers.readings[dimension.index] {
      switch readers.writes[reading.reader] {
      case .nothing:
        shares.append(Share(reader: reading.reader, head: -1, weight: reading.weight))
      case .target(let target, let head, let factor):
        guard let target = representatives[target.index] else { continue }
        shares.append(Share(reader: target.index, head: head, weight: reading.weight * factor))
      case .outputs(let block, let unit):
        if isUnitNeeded[block][unit] {
          shares.append(Share(reader: reading.reader, head: -1, weight: reading.weight))
        }
      }
    }
    shares.sort { ($0.head, $0.reader, $0.weight) < ($1.head, $1.reader, $1.weight) }
    return shares
  }

  /// What is written to classes, those of dimensions that are left out not.
  func written(_ terms: [LinearForm.Term]) -> LinearForm {
    LinearForm(terms).renamed { representatives[$0.index] }
  }

  /// Whether a hidden unit of the plan is still needed.
  func needs(unit: Int, of block: Int) -> Bool { isUnitNeeded[block][unit] }
}
