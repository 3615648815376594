import RASP
import RASPText

/// Names and their values: of the conversation, a file, a function's call or a comprehension.
final class Scope {
  /// What functions that are defined here say they come from.
  let name: String
  private let parent: Scope?
  /// The scope that gets what this one gets, apart from private names: who loaded the file.
  private let loader: Scope?
  private var variables: [String: DialectValue] = [:]
  /// Names whose values never change.
  private var constants: [String: DialectValue]
  private var reserved: Set<String> = []
  /// The names in the order in which they came.
  private var order: [String] = []
  /// Whether new names become constants: those of the library.
  var keepsConstants = false

  init(name: String, parent: Scope? = nil, loader: Scope? = nil, base: BaseNames) {
    self.name = name
    self.parent = parent
    self.loader = loader
    constants = base.constants
  }

  private init(copying scope: Scope) {
    name = scope.name
    parent = scope.parent
    loader = scope.loader
    (variables, constants, order) = (scope.variables, scope.constants, scope.order)
  }

  /// The scope as it is now. What was reserved by the library can be set there again.
  func copy() -> Scope { Scope(copying: self) }

  func nested(base: BaseNames) -> Scope {
    Scope(name: name + "'", parent: self, base: base)
  }

  subscript(name: String) -> DialectValue? {
    var scope: Scope? = self
    while let current = scope {
      if let value = current.constants[name] ?? current.variables[name] { return value }
      scope = current.parent
    }
    return nil
  }

  /// - Throws: that the name is reserved, here or where the value goes as well.
  func set(_ name: String, _ value: DialectValue) throws(Fault) {
    if BaseNames.reserved.contains(name) || reserved.contains(name) { throw .reserved(name) }
    if keepsConstants {
      constants[name] = value
      reserved.insert(name)
    } else {
      if variables[name] == nil { order.append(name) }
      variables[name] = value
    }
    guard let loader, name.utf8.first != UInt8(ascii: "_") else { return }
    try loader.set(name, value)
  }

  /// `out` is what was computed last.
  func setOut(_ value: DialectValue) { variables["out"] = value }

  /// All names that have a value here, sorted.
  var names: [String] {
    var names: Set<String> = []
    var scope: Scope? = self
    while let current = scope {
      names.formUnion(current.constants.keys)
      names.formUnion(current.variables.keys)
      scope = current.parent
    }
    names.remove("out")
    return names.sorted()
  }

  func forget(_ name: String) { variables[name] = nil }

  /// Lets go of all names, also where they went as well.
  func forget() {
    (variables, constants, order) = ([:], [:], [])
    loader?.forget()
  }
}

/// What every scope starts with.
struct BaseNames {
  let constants: [String: DialectValue]

  static let reserved: Set<String> = [
    "if", "else", "not", "and", "or", "out", "def", "return", "range", "for", "in", "zip", "len",
    "get", "tokens_asis", "tokens_str", "tokens_int", "tokens_bool", "tokens_float", "indices",
    "True", "False",
  ]

  /// The s-ops that are there from the start, numbered as the first implementation numbers them.
  init() {
    func base(_ number: Int, name: String, sop: SOp, rule: DialectNode.Rule)
      -> DialectValue
    {
      .node(DialectNode(number: number, name: name, .sop(sop), rule: rule, parents: []))
    }
    constants = [
      "indices": base(2, name: "indices", sop: RASP.indices, rule: .none),
      "tokens_str": base(
        3, name: "tokens_str", sop: tokens.map(TokenConversion.string), rule: .none),
      "tokens_int": base(
        4, name: "tokens_int", sop: tokens.map(TokenConversion.integer), rule: .none),
      "tokens_float": base(
        5, name: "tokens_float", sop: tokens.map(TokenConversion.double), rule: .none),
      "tokens_bool": base(
        6, name: "tokens_bool", sop: tokens.map(TokenConversion.boolean), rule: .none),
      "tokens_asis": base(7, name: "tokens_asis", sop: tokens, rule: .input),
      "True": .boolean(true),
      "False": .boolean(false),
    ]
  }

  /// The number of the last object that is made before a program starts.
  static let lastNumber = 10
}

/// What the names of the input make of a token. Each is made once, so that equal uses are shared.
enum TokenConversion {
  static let string = Function("str") { (arguments: [Value]) throws(Problem) -> Value in
    .string(arguments[0].dialectText)
  }

  static let boolean = Function("bool") { (arguments: [Value]) throws(Problem) -> Value in
    .boolean(arguments[0].isTrue)
  }

  static let integer = Function("int") { (arguments: [Value]) throws(Problem) -> Value in
    switch arguments[0] {
    case .integer: return arguments[0]
    case .boolean(let boolean): return .integer(boolean ? 1 : 0)
    case .double(let double):
      guard let integer = Int64(exactly: double.rounded(.towardZero)) else { break }
      return .integer(integer)
    case .string(let text):
      let digits = TextSearch.withoutSeparators(
        TextSearch.strip(text, nil, left: true, right: true))
      guard let digits, let integer = Int64(digits) else { break }
      return .integer(integer)
    case .null: break
    }
    throw .noResult(function: "int", arguments)
  }

  static let double = Function("float") { (arguments: [Value]) throws(Problem) -> Value in
    switch arguments[0] {
    case .double: return arguments[0]
    case .integer(let integer): return .double(Double(integer))
    case .boolean(let boolean): return .double(boolean ? 1 : 0)
    case .string(let text):
      let digits = TextSearch.withoutSeparators(
        TextSearch.strip(text, nil, left: true, right: true))
      guard let digits, TextSearch.isDecimal(digits), let double = Double(digits),
        double.isFinite
      else { break }
      return .double(double)
    case .null: break
    }
    throw .noResult(function: "float", arguments)
  }
}
