import RASP
import RASPModel

/// The quantities that s-ops of one layer can be read as functions of, from their form.
struct SeparableSums {
  let slices: ElementwiseSlices
  let root: NodeID
  /// What the leaves are, by the leaf.
  let leaves: [NodeID: Leaf]
  private var known: [NodeID: Separable?] = [:]
  private var single: [NodeID: Set<NodeID>] = [:]
  private var isPrepared = false

  init(_ slices: ElementwiseSlices, root: NodeID, leaves: [NodeID: Leaf]) {
    self.slices = slices
    self.root = root
    self.leaves = leaves
  }

  var program: Program { slices.program }

  /// The leaves below a node.
  mutating func leavesBelow(_ id: NodeID) -> Set<NodeID> {
    if leaves[id] != nil { return [id] }
    if let known = single[id] { return known }
    prepare()
    if let known = single[id] { return known }
    var found: Set<NodeID> = []
    for operand in program[id].operands { found.formUnion(leavesBelow(operand)) }
    single[id] = found
    return found
  }

  /// A node as a sum over its leaves, of whole numbers; `nil` if it is none.
  mutating func whole(_ id: NodeID) -> Separable? {
    guard let separable = separable(id), separable.isWhole else { return nil }
    return separable
  }

  /// A node as a sum over its leaves; `nil` if it is none.
  mutating func separable(_ id: NodeID) -> Separable? {
    if let known = known[id] { return known }
    prepare()
    let result = makeSeparable(id)
    known[id] = .some(result)
    return result
  }

  /// Looks at operands first, so that no chain of operations is as deep on the stack as it is long.
  private mutating func prepare() {
    if isPrepared { return }
    isPrepared = true
    for id in slices.slice(of: root) where leaves[id] == nil {
      let below = leavesBelow(id)
      if below.isEmpty || below.count == 1 && isReadout(below) { continue }
      known[id] = .some(makeSeparable(id))
    }
  }

  private func isReadout(_ ids: Set<NodeID>) -> Bool {
    guard let id = ids.first, case .readout? = leaves[id] else { return false }
    return true
  }

  private mutating func makeSeparable(_ id: NodeID) -> Separable? {
    if let leaf = leaves[id] { return SeparableSums.separable(id, leaf) }
    let below = leavesBelow(id)
    if below.isEmpty { return constant(id) }
    if below.count == 1, isReadout(below), let leaf = below.first { return table(id, of: leaf) }
    switch program[id].applied {
    case .elementwise(.binary(let op, let a, let b)):
      guard let a = separable(a), let b = separable(b) else { return nil }
      return SeparableSums.combined(op, a, with: b)
    case .elementwise(.unary(.negate, let a)): return separable(a).map { $0 * -1 }
    case .elementwise(.unary(.invert, _)), .elementwise(.unary(.round, _)): return nil
    case .elementwise(.relation), .elementwise(.choose), .elementwise(.isIn),
      .elementwise(.apply):
      return nil
    case .source, .selector, .aggregate: return nil
    }
  }

  private static func combined(
    _ op: BinaryOperator, _ a: Separable, with b: Separable
  ) -> Separable? {
    switch op {
    case .add: return a + b
    case .subtract: return a + b * -1
    case .multiply:
      if a.parts.isEmpty { return b * a.offset }
      return b.parts.isEmpty ? a * b.offset : nil
    case .divide, .floorDivide, .modulo, .power, .and, .or, .xor: return nil
    }
  }

  private static func separable(_ id: NodeID, _ leaf: Leaf) -> Separable? {
    switch leaf {
    case .readout(let readout):
      var table: [Double] = []
      for value in readout.values {
        guard let amount = value.amount else { return nil }
        table.append(amount)
      }
      return Separable(
        parts: [.init(leaf: id, table: table)], offset: 0,
        isIntegral: readout.values.allSatisfy { $0.integralAmount != nil })
    case .measure(let measure):
      // Means are numbers on the line too, though not whole ones.
      let isOwn = measure.points.allSatisfy {
        $0.low == $0.high && $0.value.amount == $0.low
      }
      guard isOwn else { return nil }
      return Separable(
        parts: [.init(leaf: id, table: [1])], offset: 0,
        isIntegral: measure.points.allSatisfy { $0.value.integralAmount != nil })
    case .split: return nil
    }
  }

  private func constant(_ id: NodeID) -> Separable? {
    var slice = SliceEvaluator(program, id, given: [])
    guard let value = try? slice.evaluate(), let amount = value.amount else { return nil }
    return Separable(parts: [], offset: amount, isIntegral: value.integralAmount != nil)
  }

  /// A function of one leaf that is one-hot: any table will do.
  private func table(_ id: NodeID, of leaf: NodeID) -> Separable? {
    guard case .readout(let readout)? = leaves[leaf] else { return nil }
    var slice = SliceEvaluator(program, id, given: [leaf])
    var table: [Double] = []
    var isIntegral = true
    for value in readout.values {
      slice.set(leaf, value)
      guard let result = try? slice.evaluate(), let amount = result.amount else { return nil }
      table.append(amount)
      if result.integralAmount == nil { isIntegral = false }
    }
    return Separable(
      parts: [.init(leaf: leaf, table: table)], offset: 0, isIntegral: isIntegral)
  }
}
