import RASP
import RASPModel

/// Finds what an elementwise s-op is best read as a function of.
///
/// Its leaves always do. Sums and comparisons of several leaves do better: `length - indices - 1`
/// is one line with n points, not a table of n times n.
struct AxisFinder {
  private let slices: ElementwiseSlices
  private var sums: SeparableSums
  private let leaves: [NodeID: Leaf]
  private let limit: Int
  private(set) var axes: [Axis] = []
  private var axisOfLeaf: [NodeID: Int] = [:]
  /// The nodes through which a leaf is read.
  private var readers: [NodeID: [NodeID]] = [:]
  private var forms: [Separable] = []
  private var formAxes: [Int] = []
  private var isTooLarge = false
  private var seen: Set<NodeID> = []

  init(_ slices: ElementwiseSlices, root: NodeID, leaves: [NodeID: Leaf], limit: Int) {
    self.slices = slices
    self.leaves = leaves
    self.limit = limit
    sums = SeparableSums(slices, root: root, leaves: leaves)
  }

  private var program: Program { slices.program }

  /// Each leaf for itself.
  static func leafAxes(
    _ slices: ElementwiseSlices, root: NodeID, leaves: [NodeID: Leaf], limit: Int
  ) -> [Axis] {
    var finder = AxisFinder(slices, root: root, leaves: leaves, limit: limit)
    finder.visit(root) { finder, id in
      let below = finder.sums.leavesBelow(id)
      if below.count == 1, let leaf = below.first { finder.readers[leaf, default: []].append(id) }
      return below.count < 2
    }
    for leaf in leaves.keys.sorted() { finder.addLeaf(leaf) }
    finder.joinPoints()
    return finder.axes
  }

  /// Sums and comparisons where the s-op's form shows them; `nil` if they have too many points.
  static func structuralAxes(
    _ slices: ElementwiseSlices, root: NodeID, leaves: [NodeID: Leaf], limit: Int
  ) -> [Axis]? {
    var finder = AxisFinder(slices, root: root, leaves: leaves, limit: limit)
    finder.visit(root) { finder, id in finder.add(id) }
    if finder.isTooLarge { return nil }
    finder.joinPoints()
    return finder.axes
  }

  /// Goes through nodes from the root on, below those only that are not all that must be known.
  private mutating func visit(
    _ root: NodeID, _ isEnough: (inout AxisFinder, NodeID) -> Bool
  ) {
    var pending = [root]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      if !isEnough(&self, id) { pending.append(contentsOf: program[id].operands) }
    }
  }

  private mutating func addLeaf(_ id: NodeID) {
    guard axisOfLeaf[id] == nil, let leaf = leaves[id] else { return }
    axisOfLeaf[id] = axes.count
    switch leaf {
    case .readout(let readout):
      axes.append(Axis(id, readout))
      if program[id].operation == .source(.indices) {
        let positions = readout.values.indices
        axes[axes.count - 1].positions = positions.map { PositionSet($0, of: positions.count) }
      }
    case .measure(let measure):
      axes.append(Axis(measure, .number(id, measure.points.map { $0.value })))
    case .split(let text, let numbers):
      let last = text.values.count - 1
      let values = text.values.enumerated().map { $0 == last ? Value?.none : $1 }
      axes.append(Axis(text, .text(id, values)))
      axes.append(Axis(numbers, .number(id, numbers.points.map { $0.value })))
    }
  }

  /// Where all that is read of a number is the same at neighbouring points, they are one: of
  /// `average.round()` there are few, however many averages there are.
  private mutating func joinPoints() {
    for (leaf, axis) in axisOfLeaf {
      guard case .measure(let measure)? = leaves[leaf], let readers = readers[leaf],
        !readers.contains(leaf), let joined = joined(measure, leaf: leaf, readers: readers)
      else { continue }
      axes[axis] = Axis(joined, .number(leaf, joined.points.map { $0.value }))
    }
  }

  private func joined(_ measure: Measure, leaf: NodeID, readers: [NodeID]) -> Measure? {
    var readings = readers.map { SliceEvaluator(program, $0, given: [leaf]) }
    let read = measure.points.map { point in
      readings.indices.map { index -> Constant? in
        readings[index].set(leaf, point.value)
        guard let value = try? readings[index].evaluate() else { return nil }
        return Constant(value)
      }
    }
    // What may have been computed otherwise is looked at point by point.
    if readings.contains(where: { $0.isDoubtful }) { return nil }
    return measure.joined { read[$0] == read[$1] }
  }

  /// Adds what a node is a function of, if it is of one thing. False if its operands must be asked.
  private mutating func add(_ id: NodeID) -> Bool {
    let below = sums.leavesBelow(id)
    if below.isEmpty { return true }
    if below.count == 1, let leaf = below.first {
      addLeaf(leaf)
      readers[leaf, default: []].append(id)
      return true
    }
    if let sum = sums.whole(id) { return addForm(sum, at: id, relation: nil) }
    if let tests = sums.joined(id) { return addForm(tests.sum, at: id, relation: tests.relation) }
    guard case .elementwise(.relation(let relation, let a, let b)) = program[id].applied,
      let a = sums.separable(a), let b = sums.separable(b)
    else { return false }
    let difference = a + b * -1
    if difference.isWhole { return addForm(difference, at: id, relation: relation) }
    return addOrder(difference, at: id, relation: relation)
  }
}

// MARK: Whole sums

extension AxisFinder {
  private mutating func addForm(_ sum: Separable, at id: NodeID, relation: Relation?) -> Bool {
    var normal = sum
    normal.offset = 0
    var offset = sum.offset
    for part in normal.parts.indices where normal.parts[part].table.count > 1 {
      let first = normal.parts[part].table[0]
      offset += first
      for index in normal.parts[part].table.indices { normal.parts[part].table[index] -= first }
    }
    normal.parts.sort { $0.leaf < $1.leaf }
    let leading = normal.parts.flatMap { $0.table }.first { $0 != 0 } ?? 1
    let sign: Double = leading < 0 ? -1 : 1
    normal = normal * sign
    let told = Axis.Told(
      node: id, relation: relation, sign: Int64(sign), offset: Int64(offset))
    if let form = forms.firstIndex(where: { $0.isSame(as: normal) }) { return tell(told, form) }
    guard let amounts = amounts(normal) else {
      isTooLarge = true
      return true
    }
    let form = form(normal)
    forms.append(normal)
    axes.append(Axis(form.form, noise: form.noise, amounts: amounts, told: told))
    formAxes.append(axes.count - 1)
    return true
  }

  private mutating func tell(_ told: Axis.Told, _ form: Int) -> Bool {
    let axis = formAxes[form]
    if case .form(let others) = axes[axis].meaning { axes[axis].meaning = .form(others + [told]) }
    return true
  }

  /// The amounts that a sum can come to, ascending; `nil` if there are too many.
  private func amounts(_ sum: Separable) -> [Int64]? {
    var amounts: [Int64] = [0]
    for part in sum.parts {
      let summands: [Int64]
      switch leaves[part.leaf] {
      case .readout: summands = part.table.map { Int64($0) }
      case .measure(let measure):
        summands = measure.points.map { Int64($0.low * part.table[0]) }
      default: return nil
      }
      guard let sums = amounts.sums(with: Array(Set(summands)).sorted(), limit: limit) else {
        return nil
      }
      amounts = sums
    }
    return amounts
  }

  /// A sum as a linear function of the residual stream.
  private func form(_ sum: Separable) -> (form: LinearForm, noise: Double) {
    var parts: [(form: LinearForm, factor: Double)] = [(LinearForm(constant: sum.offset), 1)]
    var noise = 0.0
    for part in sum.parts {
      switch leaves[part.leaf] {
      case .readout(let readout)?:
        parts.append((readout.form(part.table), 1))
        noise += readout.noise * part.table.reduce(0) { max($0, abs($1)) } * 2
      case .measure(let measure)?:
        parts.append((measure.form, part.table[0]))
        noise += measure.noise * abs(part.table[0])
      default: break
      }
    }
    return (LinearForm(sumOf: parts), noise)
  }
}

extension [Int64] {
  /// Whether there is no gap between the first and the last of ascending numbers.
  private var isRange: Bool {
    guard let first, let last else { return false }
    return last - first == Int64(count - 1)
  }

  /// All sums of one of these and one of others, all ascending; `nil` if there are more than a
  /// limit, or if too many have to be tried.
  fileprivate func sums(with others: [Int64], limit: Int) -> [Int64]? {
    if isRange && others.isRange {
      let sums = self[0] + others[0]...self[count - 1] + others[others.count - 1]
      return sums.count > limit ? nil : Array(sums)
    }
    guard count * others.count <= 8 * limit else { return nil }
    if let sums = denseSums(with: others) { return sums.count > limit ? nil : sums }
    var sums: Set<Int64> = []
    for amount in self {
      for other in others { sums.insert(amount + other) }
    }
    return sums.count > limit ? nil : sums.sorted()
  }

  /// The sums by one bit for each number between the least and the greatest, where those are few:
  /// adding a number moves all bits at once.
  private func denseSums(with others: [Int64]) -> [Int64]? {
    guard let first, let last, let otherFirst = others.first, let otherLast = others.last,
      [first, last, otherFirst, otherLast].allSatisfy({ $0.magnitude < 1 << 40 })
    else { return nil }
    let span = Int(last - first) + Int(otherLast - otherFirst) + 1
    guard span <= 8 * count * others.count else { return nil }
    var bits = [UInt64](repeating: 0, count: Int(last - first) / 64 + 1)
    for amount in self {
      let bit = Int(amount - first)
      bits[bit / 64] |= 1 << UInt64(bit % 64)
    }
    var sums = [UInt64](repeating: 0, count: span / 64 + 2)
    for other in others {
      let (word, shift) = Int(other - otherFirst).quotientAndRemainder(dividingBy: 64)
      for (index, value) in bits.enumerated() {
        sums[word + index] |= value << UInt64(shift)
        if shift > 0 { sums[word + index + 1] |= value >> UInt64(64 - shift) }
      }
    }
    let least = first + otherFirst
    return (0..<span).compactMap { bit in
      sums[bit / 64] >> UInt64(bit % 64) & 1 == 1 ? least + Int64(bit) : nil
    }
  }
}

extension Separable {
  fileprivate func isSame(as other: Separable) -> Bool {
    parts.count == other.parts.count
      && zip(parts, other.parts).allSatisfy { $0.leaf == $1.leaf && $0.table == $1.table }
  }
}

// MARK: Comparisons of numbers that are not whole

extension AxisFinder {
  private mutating func addOrder(
    _ difference: Separable, at id: NodeID, relation: Relation
  ) -> Bool {
    let ids = difference.parts.map { $0.leaf }
    let values = ids.map { pointValues($0) }
    var count = 1
    for column in values {
      count *= max(1, column.count)
      if count > limit { return false }
    }
    var sides = program[id].operands.map { SliceEvaluator(program, $0, given: Set(ids)) }
    var points: [(at: Double, order: Axis.Ordering)] = []
    var choice = [Int](repeating: 0, count: ids.count)
    for _ in 0..<count {
      var at = difference.offset
      for (part, index) in choice.enumerated() {
        let value = values[part][index]
        for side in sides.indices { sides[side].set(ids[part], value) }
        let table = difference.parts[part].table
        at += isMeasure(ids[part]) ? table[0] * (value.amount ?? 0) : table[index]
      }
      if let order = order(&sides) { points.append((at, order)) }
      advance(&choice, values)
    }
    let form = form(difference)
    axes.append(
      Axis(
        form.form, noise: form.noise, points: points.sorted { $0.at < $1.at }, node: id,
        relation: relation))
    return true
  }

  private func isMeasure(_ id: NodeID) -> Bool {
    if case .measure? = leaves[id] { return true }
    return false
  }

  private func pointValues(_ id: NodeID) -> [Value] {
    switch leaves[id] {
    case .readout(let readout)?: readout.values
    case .measure(let measure)?: measure.points.map { $0.value }
    default: []
    }
  }

  private func order(_ sides: inout [SliceEvaluator]) -> Axis.Ordering? {
    guard let a = try? sides[0].evaluate(), let b = try? sides[1].evaluate() else { return nil }
    if a == b { return .equal }
    guard let isLess = try? Relation.less.holds(a, b) else { return nil }
    return isLess ? .less : .greater
  }

  private func advance(_ choice: inout [Int], _ values: [[Value]]) {
    for index in choice.indices {
      choice[index] += 1
      if choice[index] < values[index].count { return }
      choice[index] = 0
    }
  }
}
