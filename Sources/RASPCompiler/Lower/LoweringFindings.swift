import RASP

/// What is noticed while a program is lowered, beside the plan itself.
struct LoweringFindings {
  /// Why the program cannot be compiled.
  private(set) var reasons: [Refusal.Reason] = []
  /// Whether some combination of values, which may or may not occur, has no result.
  private(set) var mayFail: Bool
  /// Whether holding equal values of different kinds as one may have changed a result.
  private(set) var isDoubtful = false
  /// The most values of an s-op.
  private(set) var largestValueSet = 1
  /// The most bits by which a table must tell values apart.
  private(set) var bitsNeeded = 0.0
  /// The s-ops whose tables are too large, or too fine.
  private var refusedTables: [NodeID] = []
  /// The s-ops whose tables have larger errors than heads should read.
  private(set) var noisyTables: Set<NodeID> = []
  /// The program as it was written.
  private let source: Program
  /// The operations that are among the reasons, each once whatever it fails on.
  private var failing: Set<NodeID> = []

  init(_ source: Program, mayFail: Bool) {
    self.source = source
    self.mayFail = mayFail
  }

  mutating func refuse(_ fault: Refusal.Fault, _ id: NodeID) {
    reasons.append(.init(fault, id, in: source))
    if fault.isOfTable { refusedTables.append(id) }
  }

  /// The s-ops whose tables are too large or too fine, if that is all that is wrong.
  var faultyTables: [NodeID]? {
    refusedTables.isEmpty || refusedTables.count < reasons.count ? nil : refusedTables
  }

  /// Notes an operation that fails on values which do occur.
  mutating func refuse(_ failure: SliceEvaluator.Failure) {
    if failing.insert(failure.node).inserted {
      refuse(.fails(failure.problem, failure.operands), failure.node)
    }
  }

  /// Notes that an s-op has a value on no input, unless there are reasons for that already.
  mutating func refuseWithoutValue(_ id: NodeID) {
    if reasons.isEmpty { refuse(.noValue, id) }
  }

  mutating func noteMayFail() { mayFail = true }
  mutating func noteDoubt() { isDoubtful = true }
  /// Whether a table is too fine.
  var isTooPrecise: Bool {
    reasons.contains { if case .tooPrecise = $0.fault { true } else { false } }
  }

  mutating func note(noisy id: NodeID) { noisyTables.insert(id) }
  mutating func note(values: Int) { largestValueSet = max(largestValueSet, values) }
  mutating func note(bits: Double) { bitsNeeded = max(bitsNeeded, bits) }
}
