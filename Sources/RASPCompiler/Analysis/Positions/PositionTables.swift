import RASP

/// S-ops of token and position that keys are, tabulated: what can be read off all their values.
struct PositionTables {
  private let slices: ElementwiseSlices
  private let domain: Domain
  /// What comparisons read at the key.
  private var keys: Set<NodeID> = []
  /// How many operations may still be done, for all s-ops of a program together.
  private var budget = 1 << 20

  /// The most operations that one value may take.
  private static let sliceLimit = 64

  /// Cost: linear in the program.
  init(_ slices: ElementwiseSlices, _ domain: Domain) {
    (self.slices, self.domain) = (slices, domain)
    let program = slices.program
    for id in program.ids {
      if let key = program[id].keyAndQuery?.key { keys.insert(key) }
    }
  }

  /// Whether a key of no layer has no value at two positions, whatever the tokens there are. False
  /// where that would be too much to look at.
  ///
  /// Cost: linear in the positions, times the vocabulary if tokens are read; bounded for a program.
  mutating func tellPositionsApart(_ id: NodeID) -> Bool {
    let program = slices.program
    guard program[id].layer == 0, keys.contains(id),
      let size = slices.size(of: id, atMost: PositionTables.sliceLimit)
    else { return false }
    let leaves = slices.leaves(of: id)
    guard leaves.contains(where: { program[$0].operation == .source(.indices) }),
      !leaves.contains(where: { program[$0].isList })
    else { return false }
    let readsToken = leaves.contains { program[$0].operation == .source(.tokens) }
    let tokens = readsToken ? domain.vocabulary : [0]
    let (cost, overflow) = tokens.count.multipliedReportingOverflow(
      by: size * domain.maximumLength)
    guard !overflow, cost <= budget else { return false }
    budget -= cost
    var slice = SliceEvaluator(program, id, given: Set(leaves))
    var seen: Set<Value> = []
    for position in 0..<domain.maximumLength {
      var here: Set<Value> = []
      for token in tokens {
        for leaf in leaves {
          let isToken = program[leaf].operation == .source(.tokens)
          slice.set(leaf, isToken ? token : .integer(Int64(position)))
        }
        guard let value = try? slice.evaluate() else { return false }
        here.insert(value)
      }
      guard seen.isDisjoint(with: here) else { return false }
      seen.formUnion(here)
    }
    return true
  }
}

extension Node {
  fileprivate var isList: Bool { if case .source(.list) = operation { true } else { false } }
}
