import RASP

/// Partial evaluation: the elementwise operations from what is given to one s-op, to be run on many
/// combinations of values.
struct SliceEvaluator {
  /// What went wrong, where, with which operands.
  struct Failure: Error {
    let node: NodeID
    let problem: Problem
    let operands: [Value]
  }

  private struct Step {
    let node: NodeID
    let operation: Elementwise
    /// Where its operands are, and its result.
    let operands: [Int]
    let result: Int
  }

  /// Whether an integer, which may stand for a double, came to where doubles compute otherwise:
  /// beyond 53 bits, or as the count of a text's repetitions.
  private(set) var isDoubtful = false
  private var steps: [Step] = []
  /// Where the value of each node is that is read.
  private var slots: [NodeID: Int] = [:]
  private var values: [Value?] = []
  private let output: Int

  /// Cost: linear in the operations between, and in what is given.
  /// - Parameter given: nodes whose values are set, not computed.
  init(_ program: Program, _ root: NodeID, given: Set<NodeID>) {
    var nodes: [NodeID] = []
    var slots: [NodeID: Int] = [:]
    var pending = [root]
    while let id = pending.popLast() {
      guard slots[id] == nil else { continue }
      slots[id] = slots.count
      if given.contains(id) { continue }
      nodes.append(id)
      pending.append(contentsOf: program[id].operands)
    }
    self.slots = slots
    output = slots[root] ?? 0
    values = [Value?](repeating: nil, count: slots.count)
    for id in nodes.sorted() {
      let slot = slots[id] ?? 0
      switch program[id].operation {
      case .source(.constant(let constant)): values[slot] = constant.value
      case .elementwise(let operation):
        steps.append(
          Step(
            node: id, operation: operation,
            operands: program[id].operands.map { slots[$0] ?? 0 }, result: slot))
      case .source, .selector, .aggregate:
        preconditionFailure("sources and aggregates are given")
      }
    }
  }

  /// Gives a node a value; what is not read is passed over.
  mutating func set(_ id: NodeID, _ value: Value) {
    if let slot = slots[id] { values[slot] = value }
  }

  /// The s-op's value where what is given has the values that were set.
  mutating func evaluate() throws(Failure) -> Value {
    for step in steps {
      var operands: [Value] = []
      operands.reserveCapacity(step.operands.count)
      for slot in step.operands {
        guard let value = values[slot] else {
          preconditionFailure("operands are computed first, or given")
        }
        operands.append(value)
      }
      do {
        let value = try step.operation.apply(to: operands)
        values[step.result] = value
        if step.operation.isDoubtful(operands, value) { isDoubtful = true }
      } catch {
        if case .overflow = error { isDoubtful = true }
        throw Failure(node: step.node, problem: error, operands: operands)
      }
    }
    guard let value = values[output] else { preconditionFailure("the root is the last step") }
    return value
  }
}

extension Elementwise {
  fileprivate func isDoubtful(_ operands: [Value], _ result: Value) -> Bool {
    guard case .binary(let op) = self else { return false }
    switch result {
    case .integer(let integer): return integer.magnitude > 1 << 53
    case .string: return op == .multiply
    case .null, .boolean, .double: return false
    }
  }
}
