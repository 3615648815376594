import RASP

/// Reads a program as the host writes it: int32 words, a node `[op, a, b, k, k operands]`, where
/// operands are the numbers of nodes before it and the last node is the program.
///
/// `Docs/python.md` has the table of operations. The numbers of operators are the raw values of
/// their enumerations.
struct WireReader {
  let words: UnsafeBufferPointer<Int32>
  let constants: [Value]
  /// Programs that were read before, for the operation `handle`.
  let handles: [Runnable]
  private var nodes: [Runnable] = []
  private var functions: [Int32: Function] = [:]
  private var offset = 0

  /// Raw values are part of the interface.
  enum Code: Int32, CaseIterable {
    case tokens, indices, constant, list, unary, binary, relation, choose, isIn, apply, compare
    case predicate, combine, aggregate, named, handle, complement
  }

  init(words: UnsafeBufferPointer<Int32>, constants: [Value], handles: [Runnable]) {
    self.words = words
    self.constants = constants
    self.handles = handles
  }

  /// The program. Cost: linear in the words.
  mutating func read() throws(BridgeError) -> Runnable {
    while offset < words.count { nodes.append(try node()) }
    guard let last = nodes.last else { throw BridgeError("the program has no nodes") }
    return last
  }

  /// The ``Origin/source`` of what words make; `start` is the node's number. Texts have theirs from
  /// 0 on. In WebAssembly an `Int` has 32 bits, and holds it too.
  static let source = UInt32(Int32.max) - 1

  /// The origin of the node that is being read.
  private var origin: Origin {
    Origin(source: WireReader.source, start: UInt32(nodes.count), end: 0)
  }

  private mutating func node() throws(BridgeError) -> Runnable {
    guard offset + 4 <= words.count, let code = Code(rawValue: words[offset]) else {
      throw fault("there is no such operation")
    }
    let (a, b, count) = (words[offset + 1], words[offset + 2], Int(words[offset + 3]))
    guard count >= 0, count <= words.count - offset - 4 else {
      throw fault("the operands are missing")
    }
    let operands = Operands(
      nodes: nodes, numbers: words[offset + 4..<offset + 4 + count], reader: self)
    offset += 4 + count
    switch code {
    case .compare, .predicate, .combine, .complement:
      return .selector(try selector(code, a: a, b: b, operands: operands).at(origin))
    // A text may have written it, whose place it keeps.
    case .handle:
      guard handles.indices.contains(Int(a)) else { throw fault("there is no such handle") }
      return handles[Int(a)]
    case .named:
      let name = try name(b)
      return .sop(try operands.sop(0, of: 1).named(name).at(origin))
    case .tokens, .indices, .constant, .list, .unary, .binary, .relation, .choose, .isIn, .apply,
      .aggregate:
      return .sop(try sop(code, a: a, b: b, operands: operands).at(origin))
    }
  }

  private mutating func sop(
    _ code: Code, a: Int32, b: Int32, operands: Operands
  ) throws(BridgeError) -> SOp {
    switch code {
    case .tokens: return RASP.tokens
    case .indices: return RASP.indices
    case .constant: return SOp(try constant(b))
    case .list: return SOp(list: try constants(a, b))
    case .isIn: return try operands.sop(0, of: 1).isIn(try constants(a, b))
    case .unary: return SOp(try known(UnaryOperator.allCases, a), try operands.sop(0, of: 1))
    case .binary:
      let op = try known(BinaryOperator.allCases, a)
      return SOp(op, try operands.sop(0, of: 2), try operands.sop(1, of: 2))
    case .relation:
      let relation = try known(Relation.allCases, a)
      return SOp(relation, try operands.sop(0, of: 2), try operands.sop(1, of: 2))
    case .choose:
      return `where`(
        try operands.sop(0, of: 3), try operands.sop(1, of: 3), try operands.sop(2, of: 3))
    case .apply:
      let function = try function(a, b)
      return SOp.zip(try operands.sops(), function)
    case .aggregate:
      let (selector, value) = (try operands.selector(0, of: 2), try operands.sop(1, of: 2))
      let fallback = try constant(b)
      switch try known(Reduction.allCases, a) {
      case .sum: return selector.value(value, default: fallback)
      case .mean: return selector.mean(value, default: fallback)
      case .only: return selector.only(value, default: fallback)
      }
    case .compare, .predicate, .combine, .complement, .named, .handle:
      preconditionFailure("these are read elsewhere")
    }
  }

  private mutating func selector(
    _ code: Code, a: Int32, b: Int32, operands: Operands
  ) throws(BridgeError) -> AttentionSelector {
    if code == .complement { return ~(try operands.selector(0, of: 1)) }
    if code == .combine {
      let op = try known(SelectorOperator.allCases, a)
      let first = try operands.selector(0, of: 2)
      switch op {
      case .and: return first & (try operands.selector(1, of: 2))
      case .or: return first | (try operands.selector(1, of: 2))
      case .xor: return first != (try operands.selector(1, of: 2))
      }
    }
    let (key, query) = (key(try operands.sop(0, of: 2)), query(try operands.sop(1, of: 2)))
    if code == .predicate { return select(key, query, try function(a, b)) }
    return AttentionSelector(try known(Relation.allCases, a), key, query)
  }
}

// MARK: What nodes refer to

extension WireReader {
  private func constant(_ number: Int32) throws(BridgeError) -> Value {
    guard constants.indices.contains(Int(number)) else { throw fault("there is no such constant") }
    return constants[Int(number)]
  }

  private func constants(_ first: Int32, _ count: Int32) throws(BridgeError) -> [Value] {
    guard first >= 0, count >= 0, Int64(first) + Int64(count) <= Int64(constants.count) else {
      throw fault("there are no such constants")
    }
    return Array(constants[Int(first)..<Int(first) + Int(count)])
  }

  private func name(_ number: Int32) throws(BridgeError) -> String {
    guard case .string(let name) = try constant(number) else { throw fault("a name is a text") }
    return name
  }

  private mutating func function(_ number: Int32, _ name: Int32) throws(BridgeError) -> Function {
    if let known = functions[number] { return known }
    let function = Function(host: Int64(number), name: try self.name(name))
    functions[number] = function
    return function
  }

  /// The operator with a raw value.
  private func known<Operator: RawRepresentable>(
    _ all: [Operator], _ number: Int32
  ) throws(BridgeError) -> Operator where Operator.RawValue == UInt8 {
    for op in all where Int32(op.rawValue) == number { return op }
    throw fault("there is no operator \(number)")
  }

  fileprivate func fault(_ message: String) -> BridgeError {
    BridgeError("node \(nodes.count): " + message)
  }
}

/// The operands of a node, by their numbers.
private struct Operands {
  let nodes: [Runnable]
  let numbers: Slice<UnsafeBufferPointer<Int32>>
  let reader: WireReader

  private func node(_ index: Int) throws(BridgeError) -> Runnable {
    let number = numbers[numbers.startIndex + index]
    guard nodes.indices.contains(Int(number)) else {
      throw reader.fault("an operand does not stand before it")
    }
    return nodes[Int(number)]
  }

  private func node(_ index: Int, of count: Int) throws(BridgeError) -> Runnable {
    guard numbers.count == count else { throw reader.fault("it takes \(count) operands") }
    return try node(index)
  }

  private func sop(_ node: Runnable) throws(BridgeError) -> SOp {
    guard case .sop(let sop) = node else { throw reader.fault("an operand must be an s-op") }
    return sop
  }

  func sop(_ index: Int, of count: Int) throws(BridgeError) -> SOp {
    try sop(try node(index, of: count))
  }

  func sops() throws(BridgeError) -> [SOp] {
    var sops: [SOp] = []
    for index in 0..<numbers.count { sops.append(try sop(try node(index))) }
    return sops
  }

  func selector(_ index: Int, of count: Int) throws(BridgeError) -> AttentionSelector {
    guard case .selector(let selector) = try node(index, of: count) else {
      throw reader.fault("an operand must be a selector")
    }
    return selector
  }
}
