import RASP
import RASPCompiler
import RASPModel

/// Compares everything inside a model with what its labels say that it is, on one input at a time.
///
/// What the labels say is worked out from the evaluator's values alone: which s-op has which value
/// where, and so which keys a comparison lets through.
struct LabelCheck {
  let model: CompiledModel
  /// The s-ops that a label's text may mean, by the text.
  private var nodes: [String: [NodeID]] = [:]
  /// Numbers and attention weights that were compared.
  private(set) var numbers = 0
  private(set) var weights = 0
  /// Dimensions that were passed over since several s-ops have the same text.
  private(set) var ambiguous = 0

  /// By how much a number of the stream may be off, beside its size.
  private static let tolerance = 1e-3

  init(_ model: CompiledModel) {
    self.model = model
    let texts = WholeTexts(model.program)
    for id in model.program.ids { nodes[texts[id], default: []].append(id) }
    // The positions, which a causal program compares even if it does not name them.
    nodes["indices"] = nodes["indices"] ?? []
  }

  /// The node of an id.
  private static func node(_ id: String) -> [NodeID] {
    Int(id.dropFirst()).map { [NodeID($0)] } ?? []
  }

  /// What is not as labelled on an input, a sentence each.
  mutating func faults(on input: [Value]) throws -> [String] {
    let truth = try Trace(model.program, Input(input))
    let trace = ForwardTrace(model.transformer, try Encoder(model.transformer).encode(input))
    var faults: [String] = []
    for dimension in model.labels.dimensions {
      faults += try self.faults(dimension, truth, trace)
    }
    for (block, heads) in model.labels.heads.enumerated() {
      for (number, head) in heads.enumerated() {
        faults += self.faults(head, at: block, trace.attention[block][number], truth, trace)
      }
    }
    return faults
  }
}

// MARK: The residual stream

extension LabelCheck {
  private mutating func faults(
    _ label: Labels.Dimension, _ truth: Trace, _ trace: ForwardTrace
  ) throws -> [String] {
    if label.sop == "1" { return permanentFaults(label, trace) }
    guard let candidates = label.node.map(LabelCheck.node) ?? nodes[label.sop] else {
      return ["no s-op is called \(label.sop)"]
    }
    if candidates.count > 1 {
      ambiguous += 1
      return []
    }
    // A default that may also be selected is either moved or held as the absence of the others.
    var best: [String]?
    for movesDefault in [false, true] {
      let id = candidates.first
      guard let expected = expected(label, id, truth, movesDefault) else { continue }
      let found = differences(label, expected, trace)
      if found.count < best?.count ?? .max { best = found }
    }
    return best ?? ["no s-op called \(label.sop) has a \(label.content)"]
  }

  private mutating func permanentFaults(
    _ label: Labels.Dimension, _ trace: ForwardTrace
  ) -> [String] {
    let count = trace.stream[0].count - 1
    let atTokens = label.content == "at every token"
    var faults: [String] = []
    for position in 0...count {
      let expected: Float = (position > 0) == atTokens ? 1 : 0
      for rows in trace.stream {
        numbers += 1
        if rows[position][label.index] != expected {
          faults.append("1 \(label.content) is \(rows[position][label.index]) at \(position)")
        }
      }
    }
    return faults
  }

  /// What a dimension should hold at each position; `nil` if the s-op has nothing of the kind.
  private func expected(
    _ label: Labels.Dimension, _ id: NodeID?, _ truth: Trace, _ movesDefault: Bool
  ) -> [Double]? {
    if label.from % 2 == 1 {
      guard let id, case .aggregate = model.program[id].operation else { return nil }
      return moved(label, id, truth, movesDefault)
    }
    let values = id.map { truth.values($0) } ?? truth.input.tokens.indices.map { $0.asValue }
    guard values.count == truth.input.tokens.count else { return nil }
    return values.map { isMeant($0, label) ? 1 : 0 }
  }

  /// Whether a label's `= value` speaks of a value: by its own text, or where no label has that, by
  /// the text of the whole number that it equals, since kinds that a program cannot show are not
  /// told apart.
  private func isMeant(_ value: Value, _ label: Labels.Dimension) -> Bool {
    if isNamed(value, label) { return true }
    guard let amount = value.counted, let whole = Int64(exactly: amount),
      names("\(whole)", label)
    else { return false }
    return !model.labels.dimensions.contains {
      $0.sop.utf8.elementsEqual(label.sop.utf8) && $0.from == label.from && isNamed(value, $0)
    }
  }

  private func isNamed(_ value: Value, _ label: Labels.Dimension) -> Bool {
    names(value.description, label)
  }

  /// Whether a label says that its dimension is 1 at a value: `= a or b` does of two.
  private func names(_ value: String, _ label: Labels.Dimension) -> Bool {
    label.content.hasPrefix("= ")
      && label.content.dropFirst(2).split(separator: " or ", omittingEmptySubsequences: false)
        .contains { $0.utf8.elementsEqual(value.utf8) }
  }

  /// What the heads of an aggregate bring to each position, by the selector's own matrix.
  private func moved(
    _ label: Labels.Dimension, _ id: NodeID, _ truth: Trace, _ movesDefault: Bool
  ) -> [Double]? {
    guard let aggregate = model.program[id].aggregate else { return nil }
    let values = truth.values(aggregate.value)
    return truth.matrix(aggregate.selector).map { row in
      let selected = values.indices.filter { row[$0] }.map { values[$0] }
      let sum = selected.reduce(0) { $0 + ($1.counted ?? 0) }
      switch label.content {
      case "sum": return sum
      case "mean": return selected.isEmpty ? 0 : sum / Double(selected.count)
      case "number selected": return Double(selected.count)
      case "some selected": return selected.isEmpty ? 0 : 1
      case let content where content.hasPrefix("sum + "):
        let each = Double(content.dropFirst("sum + ".count).prefix { $0 != " " }) ?? .nan
        return sum + each * Double(selected.count)
      default:
        return selected.contains {
          isMeant($0, label) && (movesDefault || !isDefault($0, id))
        } ? 1 : 0
      }
    }
  }

  /// Whether a value is an aggregate's default, which is held as the absence of all others.
  private func isDefault(_ value: Value, _ id: NodeID) -> Bool {
    guard case .aggregate(_, let fallback) = model.program[id].operation else { return false }
    return fallback == Constant(value)
  }

  private mutating func differences(
    _ label: Labels.Dimension, _ expected: [Double], _ trace: ForwardTrace
  ) -> [String] {
    var faults: [String] = []
    for time in Set([label.from, max(label.from, label.through)]) {
      for (position, number) in ([0] + expected).enumerated() {
        let found = Double(trace.stream[time][position][label.index])
        numbers += 1
        if abs(found - number) > LabelCheck.tolerance * max(1, abs(number)) {
          faults.append(
            "\(label.sop) \(label.content) is \(found), not \(number), at position \(position - 1)"
              + ", time \(time), dimension \(label.index)")
        }
      }
    }
    return faults
  }
}

// MARK: Attention

extension LabelCheck {
  private mutating func faults(
    _ head: Labels.Head, at block: Int, _ rows: [[Float]], _ truth: Trace, _ trace: ForwardTrace
  ) -> [String] {
    let name = "block \(block), \(head.sops): \(head.selects)"
    let count = truth.input.tokens.count
    var selected = [[Bool]](repeating: [Bool](repeating: true, count: count), count: count)
    for atom in head.atoms {
      guard let allowed = matrix(atom, truth, trace, 2 * block) else {
        return ["\(name): \(atom.key) and \(atom.query) are not read as the evaluator has them"]
      }
      for query in 0..<count {
        for key in 0..<count where !allowed[query][key] { selected[query][key] = false }
      }
    }
    var faults: [String] = []
    if head.prefers != nil {
      guard let picked = picked(head, truth) else { return ["\(name): no such aggregate"] }
      selected = picked
      let intended = trace.intended(head, block: block, isCausal: model.transformer.isCausal)
      if count > 0 && intended != selected { faults.append("\(name): is not meant to pick that") }
    }
    if rows[0][0] != 1 { faults.append("\(name): BOS attends elsewhere") }
    for query in 0..<count {
      let row = rows[query + 1]
      weights += row.count
      if !follows(row, selected[query], head.kind) {
        faults.append("\(name): query \(query) has weights \(row), not of \(selected[query])")
      }
    }
    return faults
  }

  /// What the evaluator picks for an aggregate that a head works for.
  private func picked(_ head: Labels.Head, _ truth: Trace) -> [[Bool]]? {
    let candidates = head.nodes.flatMap(LabelCheck.node)
    let selectors = candidates.compactMap { model.program[$0].aggregate?.selector }
    return selectors.first.map { truth.matrix($0) }
  }

  /// Which key each query's comparison lets through, by the s-ops' values; `nil` if the residual
  /// stream reads differently at the time.
  private func matrix(
    _ atom: Labels.Atom, _ truth: Trace, _ trace: ForwardTrace, _ time: Int
  ) -> [[Bool]]? {
    guard let keys = matches(atom.key, atom.keys, atom.keyReadouts, truth, trace, time),
      let queries = matches(atom.query, atom.queries, atom.queryReadouts, truth, trace, time)
    else { return nil }
    return queries.map { query in keys.map { key in atom.allowed[query][key] } }
  }

  /// Which of its values an s-op has at each position.
  private func matches(
    _ text: String, _ values: [Value], _ readouts: [Labels.Readout], _ truth: Trace,
    _ trace: ForwardTrace, _ time: Int
  ) -> [Int]? {
    let read = truth.input.tokens.indices.map { position in
      let numbers = readouts.map { trace.value(of: $0, time: time, position: position + 1) }
      return numbers.indices.max { numbers[$0] < numbers[$1] } ?? -1
    }
    guard let candidates = nodes[text] else { return nil }
    let columns =
      candidates.isEmpty
      ? [truth.input.tokens.indices.map { $0.asValue }] : candidates.map { truth.values($0) }
    let isRight = columns.contains { column in
      column.count == read.count
        && zip(column, read).allSatisfy { value, index in
          values.indices.contains { values[$0] == value && readouts[$0] == readouts[index] }
        }
    }
    return isRight ? read : nil
  }

  /// Whether weights are those of a selection: equal shares of the selected keys, and next to
  /// nothing for the others; BOS's as the head's kind has it.
  private func follows(_ row: [Float], _ selected: [Bool], _ kind: String) -> Bool {
    let number = selected.count { $0 }
    let share: Float = kind == "sum" ? sinkShare : number == 0 ? 0 : 1 / Float(number)
    let beginning: Float = kind == "sum" || number == 0 ? 1 : 0
    guard abs(row[0] - beginning) < 1e-4 else { return false }
    for (key, isSelected) in selected.enumerated() {
      let expected = isSelected ? share : 0
      if abs(row[key + 1] - expected) > (kind == "sum" ? sinkShare : 1) * 1e-3 { return false }
    }
    return true
  }

  /// What a selected key has of the attention beside the sink.
  private var sinkShare: Float {
    var share: Float = 0x1p-24
    while share * Float(model.domain.maximumLength) > 0x1p-24 { share /= 2 }
    return share
  }
}

extension Value {
  /// The amount of a number, or of a boolean as the language counts it.
  fileprivate var counted: Double? {
    if case .boolean(let boolean) = self { return boolean ? 1 : 0 }
    return Double(self)
  }
}
