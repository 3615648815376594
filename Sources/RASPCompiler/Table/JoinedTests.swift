import RASP
import RASPModel

/// A condition of many tests as how many of them hold: all must, or one.
struct JoinedTests {
  /// The tests that hold, less those that must.
  let sum: Separable
  /// How that stands to 0 where the condition holds.
  let relation: Relation
}

extension SeparableSums {
  /// A condition that joins tests by `&` alone, or by `|` alone, each of one leaf that is one-hot;
  /// `nil` if it is none. A few tests are a smaller table than a line.
  mutating func joined(_ id: NodeID) -> JoinedTests? {
    guard let operation = program[id].joining, leavesBelow(id).count >= 5 else { return nil }
    var (sum, count) = (Separable(parts: [], offset: 0, isIntegral: true), 0)
    var pending = [id]
    while let id = pending.popLast() {
      if program[id].joining == operation {
        pending += program[id].operands
      } else {
        guard let test = test(id) else { return nil }
        sum = sum + test
        count += 1
      }
    }
    if operation == .or { return JoinedTests(sum: sum, relation: .notEqual) }
    sum.offset -= Double(count)
    return JoinedTests(sum: sum, relation: .equal)
  }

  /// A boolean of one leaf, as 1 where it is true.
  private mutating func test(_ id: NodeID) -> Separable? {
    let below = leavesBelow(id)
    guard below.count == 1, let leaf = below.first, case .readout(let readout)? = leaves[leaf]
    else {
      return nil
    }
    var slice = SliceEvaluator(program, id, given: [leaf])
    for value in readout.values {
      slice.set(leaf, value)
      guard let result = try? slice.evaluate(), result.kind == .boolean else { return nil }
    }
    return separable(id)
  }
}

extension Node {
  /// How a condition joins tests, if it does.
  var joining: BinaryOperator? {
    guard case .elementwise(.binary(let operation)) = operation else { return nil }
    switch operation {
    case .and, .or: return operation
    case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power, .xor: return nil
    }
  }
}
