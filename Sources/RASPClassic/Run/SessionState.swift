import RASP
import RASPText

/// What a session of the RASP dialect has beside names: numbers, inputs, limits, what surrounds it.
final class SessionState {
  let base = BaseNames()
  let limits: Limits
  let isCancelled: @Sendable () -> Bool
  var meter: Meter<Fault>
  /// The texts that were read, by the numbers that origins carry.
  private(set) var texts: [SourceText] = []
  /// Whether each s-op is run on the example as soon as it is there, as in a conversation.
  var runsExamples = false
  var sopExample: DialectValue = .atom("hello")
  var selectorExample: DialectValue = .atom("hello")

  /// The scopes that functions see, which hold those functions.
  private var scopes: [ObjectIdentifier: Scope] = [:]
  private var lastNumber = BaseNames.lastNumber
  private var inputs: [RunInput] = []
  /// How deep evaluation is in itself.
  private var depth = 0

  /// The expressions that may be in each other, calls counting for more: a debug build takes more
  /// than a kilobyte of the machine's stack for each, and 512 KB must suffice.
  static let depthLimit = 300
  static let callDepth = 3
  private static let keptInputs = 4

  init(limits: Limits, isCancelled: @escaping @Sendable () -> Bool) {
    self.limits = limits
    self.isCancelled = isCancelled
    meter = Meter(limits, steps: limits.steps, .steps, isCancelled: isCancelled)
  }

  /// Starts counting anew.
  func startEvaluation() {
    meter = Meter(limits, steps: limits.steps, .steps, isCancelled: isCancelled)
    depth = 0
  }

  /// A function of the program, which sees a scope.
  func function(_ code: FunctionCode, in scope: Scope, text: UInt32) -> DialectFunction {
    scopes[ObjectIdentifier(scope)] = scope
    return DialectFunction(code: code, scope: scope, text: text)
  }

  /// Lets go of the names of all scopes that functions see.
  func forget() {
    for scope in scopes.values { scope.forget() }
    scopes = [:]
  }

  func add(_ text: SourceText) -> UInt32 {
    texts.append(text)
    return UInt32(texts.count - 1)
  }

  func place(_ text: UInt32, _ span: Span) -> Place? {
    texts.indices.contains(Int(text)) ? Place(source: texts[Int(text)], span: span) : nil
  }

  // MARK: Limits

  func enter(_ levels: Int) throws(Fault) {
    depth += levels
    if depth > SessionState.depthLimit { throw .limit(.depth, SessionState.depthLimit) }
    try charge(1)
  }

  func leave(_ levels: Int) { depth -= levels }

  func charge(_ steps: Int) throws(Fault) {
    try meter.charge(steps)
  }

  /// A new list or dictionary, or the value itself if it is too large to be.
  func checked(_ value: DialectValue) throws(Fault) -> DialectValue {
    if value.depth > Limits.nesting { throw .limit(.nesting, Limits.nesting) }
    try meter.allocate(min(value.size, 1 << 20), size: value.size)
    return value
  }

  // MARK: Nodes

  /// The number of an object that comes after `count - 1` others that only the first
  /// implementation has.
  func number(_ count: Int) -> Int {
    lastNumber += count
    return lastNumber
  }

  func countOperation() throws(Fault) {
    try meter.countOperation()
  }

  // MARK: Inputs

  /// The input that a value stands for, with what is known of it.
  func input(_ value: DialectValue) throws(Fault) -> RunInput {
    let text = value.representation
    if let index = inputs.firstIndex(where: { $0.text == text }) {
      // What was used last goes last.
      let input = inputs.remove(at: index)
      inputs.append(input)
      return input
    }
    guard let input = RunInput(value), !input.tokens.isEmpty else {
      throw .type(.emptyInput(value.text))
    }
    if inputs.count >= SessionState.keptInputs { inputs.removeFirst() }
    inputs.append(input)
    return input
  }

  /// Makes sure that a node has values on an input: what it is made of first, in the order in which
  /// it was made.
  func run(_ node: DialectNode, on input: RunInput) throws(Fault) {
    if node.lastInput === input { return }
    var waiting: [ObjectIdentifier: DialectNode] = [:]
    var pending = [node]
    while let node = pending.popLast() {
      if node.lastInput === input { continue }
      if waiting.updateValue(node, forKey: ObjectIdentifier(node)) != nil { continue }
      pending.append(contentsOf: node.parents)
    }
    for node in waiting.values.sorted(by: { $0.number < $1.number }) {
      try charge(input.tokens.count)
      try check(node, on: input)
      node.lastInput = input
    }
  }

  /// The worth of a node on an input.
  func evaluate(
    _ node: DialectNode, on input: RunInput
  ) throws(Fault) -> Evaluated {
    try run(node, on: input)
    return try compute(node, input)
  }

  private func compute(
    _ node: DialectNode, _ input: RunInput
  ) throws(Fault) -> Evaluated {
    do throws(Diagnostic) {
      switch node.content {
      case .sop(let sop): return .sequence(try input.evaluator.values(of: sop))
      case .selector(let selector): return .matrix(try input.evaluator.matrix(of: selector))
      }
    } catch {
      if case .index = node.rule, case .functionFailed(_, _, let reason, _) = error.problem {
        throw .lookup(reason)
      }
      throw .run(error)
    }
  }

  private func check(_ node: DialectNode, on input: RunInput) throws(Fault) {
    switch node.rule {
    case .noAtom(let text):
      let copies = [String](repeating: text, count: input.tokens.count).joined(", ")
      throw .type(.bannedValues("(" + copies + (input.tokens.count == 1 ? ",)" : ")")))
    case .average(let selector, let value): try checkAverage(selector, value: value, input: input)
    case .input where input.hasOthers:
      throw .type(.bannedValues(input.value.representation))
    default: break
    }
    guard case .sequence(let values) = try compute(node, input) else { return }
    let sequence = ValueSequence(values)
    switch sequence.kind {
    case .mismatched: throw .type(.mixedValues(try text(sequence, rule: node.rule, input: input)))
    case .banned: throw .type(.bannedValues(try text(sequence, rule: node.rule, input: input)))
    default: return
    }
  }

  /// Values that cannot stand together, as Python writes them.
  private func text(
    _ sequence: ValueSequence, rule: DialectNode.Rule, input: RunInput
  ) throws(Fault) -> String {
    switch rule {
    case .input: return input.value.representation
    case .index(let container, let index):
      guard case .sequence(let keys) = try compute(index, input) else { return sequence.tuple }
      var texts: [String] = []
      for key in keys {
        let index = DialectValue.atom(key).asInteger ?? 0
        let value =
          if case .dictionary(let dictionary) = container {
            dictionary[key]
          } else {
            container.elements?.at(index)
          }
        texts.append(value?.representation ?? "None")
      }
      return "(" + texts.joined(", ") + (texts.count == 1 ? ",)" : ")")
    default: return sequence.tuple
    }
  }

  /// The first implementation averages numbers alone, which booleans are not to it.
  private func checkAverage(
    _ selector: DialectNode, value: DialectNode, input: RunInput
  ) throws(Fault) {
    guard case .sequence(let values) = try compute(value, input),
      ValueSequence(values).kind == .bool,
      case .matrix(let rows) = try compute(selector, input)
    else { return }
    for row in rows {
      var count = 0
      for isSelected in row where isSelected { count += 1 }
      if count > 1 {
        let text = values.map { $0.representation }.joined(", ")
        throw .booleanAverage("[" + text + "]")
      }
    }
  }
}
