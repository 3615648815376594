import RASP

/// The elementwise operations from what is given to one s-op, to be run on many combinations.
struct Cone {
  /// What went wrong, where, with which operands.
  struct Failure: Error {
    let node: NodeID
    let problem: Problem
    let operands: [Value]
  }

  let program: Program
  let root: NodeID
  /// Whether an integer, which may stand for a double, came to where doubles compute otherwise:
  /// beyond 53 bits, or as the count of a text's repetitions.
  private(set) var isDoubtful = false
  private let steps: [NodeID]
  private var values: [Value?]

  /// - Parameter given: nodes whose values are set, not computed.
  init(_ program: Program, _ root: NodeID, given: Set<NodeID>) {
    self.program = program
    self.root = root
    var steps: [NodeID] = []
    var seen: Set<NodeID> = []
    var pending = [root]
    while let id = pending.popLast() {
      guard !given.contains(id), seen.insert(id).inserted else { continue }
      steps.append(id)
      pending.append(contentsOf: program[id].operands)
    }
    self.steps = steps.sorted()
    values = [Value?](repeating: nil, count: program.nodes.count)
  }

  mutating func set(_ id: NodeID, _ value: Value) { values[id.index] = value }

  /// The s-op's value where what is given has the values that were set.
  mutating func evaluate() throws(Failure) -> Value {
    for id in steps {
      let node = program[id]
      if case .source(.constant(let constant)) = node.operation {
        values[id.index] = constant.value
        continue
      }
      guard case .elementwise(let operation) = node.operation else {
        preconditionFailure("sources and aggregates are given")
      }
      var operands: [Value] = []
      for operand in node.operands {
        guard let value = values[operand.index] else {
          preconditionFailure("operands are computed first, or given")
        }
        operands.append(value)
      }
      do {
        let value = try operation.apply(to: operands)
        values[id.index] = value
        if operation.isDoubtful(operands, value) { isDoubtful = true }
      } catch {
        if case .overflow = error { isDoubtful = true }
        throw Failure(node: id, problem: error, operands: operands)
      }
    }
    guard let value = values[root.index] else { preconditionFailure("the root is the last step") }
    return value
  }
}

extension Elementwise {
  fileprivate func isDoubtful(_ operands: [Value], _ result: Value) -> Bool {
    guard case .binary(let op) = self else { return false }
    switch result {
    case .integer(let integer): return integer.magnitude > 1 << 53
    case .string: return op == .multiply
    default: return false
    }
  }
}
