import RASP

/// Finds, layer by layer from below, which columns of a program can be known, and in which ways.
///
/// What the program computes is close by at the layer where its operands are; a column that is a
/// function of known ones is known too; heads of a grammar are tried for what is not.
struct LayerSearch {
  let program: Program
  let sample: Sample
  let options: OptimizerOptions
  private let isInterrupted: () -> Bool
  var graph = ColumnGraph()
  /// The class of each s-op of the program.
  var classOfNode: [Int?]
  var dependency = Dependency()
  var headsTried = 0
  /// The sets of columns that were tried for "some selected key has h".
  var setsTried = 0
  /// What was fetched and is looked through for lifts.
  var lifted: Set<Int> = []
  /// The keys that parts of selectors select on the whole sample, by the parts that were asked for.
  var wholeContents: [HeadSpec.Content: KeyBits] = [:]
  var wholePositions: [HeadSpec.Position: KeyBits] = [:]
  /// What was tried before the layer at which the output is known.
  private(set) var triedBelow = 0
  /// The integer columns that the program adds up, and what it moves.
  private(set) var moved: [Int] = []

  /// `nil` if a column has more values than can be told apart.
  init?(
    _ program: Program, _ sample: Sample, _ options: OptimizerOptions,
    isStopped: @escaping () -> Bool
  ) {
    (self.program, self.sample, self.options) = (program, sample, options)
    isInterrupted = isStopped
    classOfNode = [Int?](repeating: nil, count: program.nodes.count)
    for id in program.ids where program[id].operation.result == .sop {
      guard let column = Column(sample.values[id.index]) else { return nil }
      classOfNode[id.index] = graph.add(column)
    }
    for id in program.ids {
      guard let aggregate = program[id].aggregate, let value = classOfNode[aggregate.value.index],
        !moved.contains(value)
      else { continue }
      moved.append(value)
    }
    graph.keepsDeeperWays = options.goal == .heads
    addTargets()
    addSeeds(of: 0)
  }

  /// The class of the length, which a head gives.
  private(set) var length: Int?

  var output: Int { classOfNode[program.output.index] ?? 0 }

  /// Whether the work that the options allow is done, or somebody asked to end.
  func isStopped() -> Bool { headsTried + setsTried > options.mostTried || isInterrupted() }

  /// The layer at which the output is known; `nil` if it cannot be written.
  ///
  /// A search that was stopped keeps what it has found: the rest is as the program has it.
  mutating func run() -> Int? {
    for layer in 0...max(0, program.layer) {
      if graph[output].layer == nil { triedBelow = headsTried + setsTried }
      if layer == 1 { addSeeds(of: 1) }
      complete(layer)
      if layer > 0 {
        tryHeads(layer)
        closeCompared(layer)
        complete(layer)
        tryExists(layer)
        complete(layer)
      }
      if graph[output].layer != nil, options.goal == .layers { return graph[output].layer }
      if isStopped() { break }
      if layer > 0 { speculate(layer) }
    }
    for layer in 0...max(0, program.layer) where graph[output].layer == nil {
      closeWritten(layer)
    }
    return graph[output].layer
  }

  /// What follows at a layer without a new head, until nothing more does.
  private mutating func complete(_ layer: Int) {
    repeat { closeWritten(layer) } while !isStopped() && solveTables(layer)
    addFlags()
    addLifts(layer)
  }

  // MARK: As written

  /// What the program computes of columns that are known by now.
  private mutating func closeWritten(_ layer: Int) {
    for id in program.ids {
      guard let target = classOfNode[id.index], isWritable(id) else { continue }
      let needed = operands(of: id)
      guard let highest = highestLayer(needed) else { continue }
      let isAggregate = program[id].aggregate != nil
      let own = isAggregate ? highest + 1 : highest
      if own > layer || needed.contains(target) { continue }
      graph.add(
        .written(id), reading: needed, isHead: isAggregate, to: target, layer: own)
    }
  }

  /// Whether the operation can be written in any dialect: an unknown function is a table instead.
  private func isWritable(_ id: NodeID) -> Bool {
    switch program[id].operation {
    case .elementwise(.apply): false
    case .source, .elementwise, .selector, .aggregate: true
    }
  }

  /// The classes that a node's value needs: for an aggregate those of its selector too.
  func operands(of id: NodeID) -> [Int] {
    var classes: [Int] = []
    var pending = program[id].operands
    while let operand = pending.popLast() {
      if let known = classOfNode[operand.index] {
        if !classes.contains(known) { classes.append(known) }
      } else {
        pending += program[operand].operands
      }
    }
    return classes
  }

  func highestLayer(_ classes: [Int]) -> Int? {
    var highest = 0
    for id in classes {
      guard let layer = graph[id].layer else { return nil }
      highest = max(highest, layer)
    }
    return highest
  }

  // MARK: Tables

  /// The classes of the program's s-ops, each once, and of the differences that it compares.
  private(set) var targets: [Int] = []

  private var unknown: [Int] { targets.filter { graph[$0].layer == nil } }

  /// What the program compares as numbers, with their difference, of which that is a function.
  private var compared: [(comparison: Int, difference: Int)] = []

  /// A difference that is known by fewer heads makes the comparison known so.
  private mutating func closeCompared(_ layer: Int) {
    for (comparison, difference) in compared where graph[difference].layer == layer {
      graph.add(.table([difference]), reading: [difference], to: comparison, layer: layer)
    }
  }

  /// What the program compares as numbers is one column by their difference.
  private mutating func addTargets() {
    for case let id? in classOfNode where !targets.contains(id) { targets.append(id) }
    var added = 0
    for node in program.ids {
      guard case .elementwise(.relation(_, let a, let b)) = program[node].applied, added < 8,
        let comparison = classOfNode[node.index], let difference = difference(a, b)
      else { continue }
      let id = graph.add(difference)
      compared.append((comparison, id))
      if targets.contains(id) || difference.isConstant { continue }
      graph[id].isSpeculative = true
      targets.append(id)
      added += 1
    }
  }

  /// The difference of two columns of integers, none of them the same everywhere.
  private func difference(_ a: NodeID, _ b: NodeID) -> Column? {
    guard let a = classOfNode[a.index], let b = classOfNode[b.index] else { return nil }
    let (first, second) = (graph[a].column, graph[b].column)
    guard !first.isConstant, !second.isConstant, let x = first.integers, let y = second.integers
    else { return nil }
    return Column(
      zip(first.codes, second.codes).map { .integer(x[Int($0)] &- y[Int($1)]) })
  }

  /// Finds functions of one or two known columns; whether there was one.
  private mutating func solveTables(_ layer: Int) -> Bool {
    let known = graph.known(upTo: layer).filter {
      !graph[$0].column.isConstant && !graph[$0].isSpeculative
    }
    var isNew = false
    for target in unknown {
      if let operands = tableOperands(target, known) {
        isNew = graph.add(.table(operands), reading: operands, to: target, layer: layer) || isNew
      }
      if isStopped() { return false }
    }
    return isNew
  }

  private mutating func tableOperands(_ target: Int, _ known: [Int]) -> [Int]? {
    if graph[target].column.isConstant { return [] }
    for first in known where isTable(target, of: first) { return [first] }
    var best: (rows: Int, operands: [Int])?
    for (index, first) in known.enumerated() {
      for second in known[..<index] {
        guard let rows = tableRows(target, of: first, second), rows < best?.rows ?? .max else {
          continue
        }
        best = (rows, [second, first])
      }
    }
    return best?.operands
  }

  mutating func isTable(_ target: Int, of operand: Int) -> Bool {
    let column = graph[operand].column
    guard column.table.count * 4 <= sample.positions else { return false }
    return dependency.rows(
      graph[target].column.codes, column.codes.map { Int32($0) }, limit: column.table.count,
      positions: sample.positions) != nil
  }

  private mutating func tableRows(_ target: Int, of first: Int, _ second: Int) -> Int? {
    let (a, b, wanted) = (
      graph[first].column, graph[second].column, graph[target].column.codes
    )
    let keys = a.codes.map { Int32($0) }
    for positions in [min(sample.positions, 160), sample.positions] {
      guard
        let rows = dependency.rows(
          wanted, keys, b.codes, limit: a.table.count, contextLimit: b.table.count,
          positions: positions)
      else { return nil }
      if positions == sample.positions { return rows * 4 <= positions ? rows : nil }
    }
    return nil
  }

  // MARK: Seeds

  private mutating func addSeeds(of layer: Int) {
    let counted: [(ColumnGraph.Seed, (Int, Int) -> Int)] =
      layer == 0
      ? [
        (.indices, { at, _ in at }), (.next, { at, _ in at + 1 }), (.previous, { at, _ in at - 1 }),
      ]
      : [(.fromEnd, { at, count in count - 1 - at })]
    if layer > 0 { addLength() }
    for (seed, number) in counted {
      addSeed(seed, layer) { .integer(Int64(number($0, $1))) }
    }
    guard layer == 0 || length != nil else { return }
    addSeed(layer == 0 ? .isFirst : .isLast, layer) { at, count in
      .boolean(layer == 0 ? at == 0 : at == count - 1)
    }
    if layer == 0, let column = Column(sample.inputs.flatMap { $0 }) {
      graph.add(.seed(.tokens), reading: [], to: graph.add(column), layer: 0)
    }
  }

  private mutating func addSeed(
    _ seed: ColumnGraph.Seed, _ layer: Int, _ value: (Int, Int) -> Value
  ) {
    var values: [Value] = []
    for input in sample.inputs {
      for at in input.indices { values.append(value(at, input.count)) }
    }
    guard let column = Column(values) else { return }
    graph.add(
      .seed(seed), reading: layer == 0 ? [] : length.map { [$0] } ?? [], to: graph.add(column),
      layer: layer)
  }

  private mutating func addLength() {
    let lengths = sample.inputs.flatMap { input in
      input.map { _ in Value.integer(Int64(input.count)) }
    }
    guard let column = Column(lengths) else { return }
    let length = HeadSpec(content: .any, position: .anywhere, pick: .sum, value: nil)
    let id = graph.add(column)
    graph.add(.head(length), reading: [], isHead: true, to: id, layer: 1)
    self.length = id
  }
}
