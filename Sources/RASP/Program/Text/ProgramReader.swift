extension Program {
  /// The program that a text in the form of ``ProgramSource`` stands for.
  ///
  /// ```swift
  /// let program = Program(Gallery.histogram())
  /// let source = ProgramSource(program)
  /// let same = try Program(reading: source.text, functions: source.functions)
  /// same.description == program.description                 // true
  /// ```
  /// - Parameter functions: the functions that the text names.
  /// - Throws: a ``ProgramTextError`` with the line at fault. What is read is in form: it passes
  ///   ``verify()``. Cost: linear in the text.
  public init(
    reading text: String, functions: [String: Function] = [:]
  ) throws(ProgramTextError) {
    var reader = ProgramReader(functions: functions)
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines { try reader.read([UInt8](line)) }
    self = try reader.program()
  }
}

/// Reads lines into nodes.
private struct ProgramReader {
  let functions: [String: Function]
  private var builder = ProgramBuilder()
  private var line = 0
  private var end: (output: NodeID, isCausal: Bool)?
  private var scanner = LineScanner([])

  init(functions: [String: Function]) { self.functions = functions }

  private func error(_ message: String) -> ProgramTextError {
    ProgramTextError(message: message, line: line)
  }

  mutating func program() throws(ProgramTextError) -> Program {
    guard let end else { throw error("the text ends without `output %N`") }
    let program = Program(nodes: builder.nodes, output: end.output, isCausal: end.isCausal)
    do {
      try program.verify()
    } catch {
      if case .unused(let id) = error {
        throw self.error("nothing between " + id.description + " and the output uses it")
      }
      throw self.error("the program is not in form")
    }
    return program
  }

  mutating func read(_ bytes: [UInt8]) throws(ProgramTextError) {
    line += 1
    scanner = LineScanner(bytes)
    if scanner.isAtEnd { return }
    if end != nil { throw error("text after the output") }
    if let word = scanner.word() {
      try readEnd(word)
    } else {
      try readNode()
    }
    if !scanner.isAtEnd { throw error("unexpected text: " + scanner.rest) }
  }

  private mutating func readEnd(_ word: String) throws(ProgramTextError) {
    let isCausal = word == "causal"
    let next = isCausal ? scanner.word() : word
    guard next == "output" else { throw error("a line starts with `%N =` or `output`") }
    end = (try operand(), isCausal)
  }

  private mutating func readNode() throws(ProgramTextError) {
    guard let number = scanner.number(), scanner.take("=") else {
      throw error("a line starts with `%N =` or `output`")
    }
    guard number == builder.nodes.count else {
      throw error("the next node is %\(builder.nodes.count), not %\(number)")
    }
    var operation = try readOperation()
    var operands: [NodeID] = []
    if scanner.isAtNumber { operands.append(try operand()) }
    var name: String?
    while scanner.take(",") {
      switch scanner.word() {
      case nil: operands.append(try operand())
      case "default"?: operation = operation.withDefault(try value())
      case "name"?: name = try string()
      case let word?: throw error("unknown word `" + word + "`: `default` or `name` may stand here")
      }
    }
    try check(operation, operands)
    let id = builder.add(operation, operands)
    guard id.index == number else {
      throw error(id.description + " is the same operation of the same operands")
    }
    guard let name else { return }
    guard case .aggregate = operation else { throw error("only an aggregate has a name") }
    builder.name(id, name)
  }

  private func check(
    _ operation: Operation, _ operands: [NodeID]
  ) throws(ProgramTextError) {
    let sorts = operands.map { builder.nodes[$0.index].operation.result }
    guard let wanted = operation.operandSorts else {
      if sorts.contains(.selector) { throw error("a function takes s-ops, not selectors") }
      return
    }
    if wanted.count != sorts.count {
      throw error("`\(operation.name)` takes \(wanted.count) operands, not \(sorts.count)")
    }
    for (index, sort) in wanted.enumerated() where sorts[index] != sort {
      throw error(
        operands[index].description + " is "
          + (sort == .sop ? "a selector where an s-op" : "an s-op where a selector") + " belongs")
    }
  }

  // MARK: Parts of a line

  private mutating func readOperation() throws(ProgramTextError) -> Operation {
    guard let word = scanner.word() else { throw error("an operation is missing") }
    switch word {
    case "constant": return .source(.constant(try value()))
    case "list": return .source(.list(try values()))
    case "in": return .elementwise(.isIn(try values()))
    case "apply": return .elementwise(.apply(try function()))
    case "select":
      let relation = Relation.allCases.reversed().first { scanner.take($0.symbol) }
      if let relation { return .selector(.select(.relation(relation))) }
      return .selector(.select(.function(try function())))
    default: break
    }
    if let operation = Operation.ofWords.first(where: { $0.name == word }) { return operation }
    let names = Operation.ofWords.map { $0.name } + ["constant", "list", "in", "apply", "select"]
    let help = suggestion(for: word, among: names).map { ": did you mean `" + $0 + "`?" } ?? ""
    throw error("unknown operation `" + word + "`" + help)
  }

  private mutating func operand() throws(ProgramTextError) -> NodeID {
    guard let number = scanner.number() else { throw error("an operand is missing: %N") }
    guard number < builder.nodes.count else { throw error("%\(number) is not above") }
    return NodeID(number)
  }

  private mutating func function() throws(ProgramTextError) -> Function {
    let name = try string()
    if let function = functions[name] { return function }
    let help = suggestion(for: name, among: functions.keys.sorted())
    throw error(
      "no function is given for " + Value.jsonString(name)
        + (help.map { ": did you mean " + Value.jsonString($0) + "?" } ?? ""))
  }

  private mutating func string() throws(ProgramTextError) -> String {
    guard case .string(let string) = try value().value else { throw error("a string is missing") }
    return string
  }

  private mutating func value() throws(ProgramTextError) -> Constant {
    do throws(JSONError) {
      return Constant(try scanner.value())
    } catch {
      throw self.error(error.description)
    }
  }

  private mutating func values() throws(ProgramTextError) -> [Constant] {
    guard scanner.take("[") else { throw error("a list starts with [") }
    var values: [Constant] = []
    if scanner.take("]") { return values }
    repeat { values.append(try value()) } while scanner.take(",")
    guard scanner.take("]") else { throw error("the list is not closed with ]") }
    return values
  }
}

/// The marks and words of one line.
private struct LineScanner {
  private var reader: JSONReader

  init(_ bytes: [UInt8]) { reader = JSONReader(bytes: bytes) }

  /// Whether nothing is left but a comment.
  var isAtEnd: Bool {
    mutating get {
      reader.skipSpace()
      return reader.next == nil || reader.next == UInt8(ascii: "#")
    }
  }

  var isAtNumber: Bool {
    mutating get {
      reader.skipSpace()
      return reader.next == UInt8(ascii: "%")
    }
  }

  var rest: String { String(decoding: reader.bytes[reader.offset...], as: UTF8.self).cut(to: 40) }

  mutating func value() throws(JSONError) -> Value {
    reader.skipSpace()
    return try reader.readValue()
  }

  /// A word of letters and `_`; `nil` if none stands here.
  mutating func word() -> String? {
    reader.skipSpace()
    var word: [UInt8] = []
    while let byte = reader.next,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
    {
      word.append(byte)
      _ = reader.take(byte)
    }
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  /// The number of a node, behind `%`.
  mutating func number() -> Int? {
    guard isAtNumber, reader.take(UInt8(ascii: "%")) else { return nil }
    var (number, digits) = (0, 0)
    while let byte = reader.next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      guard digits < 9 else { return nil }
      number = 10 * number + Int(byte - UInt8(ascii: "0"))
      digits += 1
      _ = reader.take(byte)
    }
    return digits == 0 ? nil : number
  }

  /// Takes a mark that stands here whole.
  mutating func take(_ mark: String) -> Bool {
    reader.skipSpace()
    let end = reader.offset + mark.utf8.count
    guard end <= reader.bytes.count,
      reader.bytes[reader.offset..<end].elementsEqual(mark.utf8)
    else { return false }
    for byte in mark.utf8 { _ = reader.take(byte) }
    return true
  }
}

extension Operation {
  /// The operations that their names say all of, aggregates with the default 0.
  fileprivate static let ofWords: [Operation] =
    [.source(.tokens), .source(.indices), .elementwise(.choose), .selector(.not)]
    + UnaryOperator.allCases.map { .elementwise(.unary($0)) }
    + BinaryOperator.allCases.map { .elementwise(.binary($0)) }
    + Relation.allCases.map { .elementwise(.relation($0)) }
    + SelectorOperator.allCases.map { .selector(.combine($0)) }
    + Extremum.allCases.map { .selector(.pick($0)) }
    + Reduction.allCases.map { .aggregate($0, default: Constant(0)) }

  fileprivate func withDefault(_ fallback: Constant) -> Operation {
    switch self {
    case .aggregate(let reduction, _): .aggregate(reduction, default: fallback)
    case .source, .elementwise, .selector: self
    }
  }
}
