import RASP
import RASPText

/// The functions and types that are there without being defined.
enum Builtin: String, CaseIterable {
  case abs, all, any, bool, callable, chr, dict, divmod, enumerate, filter, float, int
  case isinstance, iter, len, list, map, max, min, next, ord, pow, print, range, repr
  case reversed, round, set, sorted, str, sum, tuple, type, zip
  case aggregate, key, query, raw, select, `where`
  case sop = "SOp"
  /// What `type(None)` is; no name of a program's.
  case noneType = "NoneType"

  var signature: Signature {
    switch self {
    case .abs, .ord, .chr, .repr, .len, .callable, .type: Signature([.required("x")])
    case .divmod: Signature([.required("x"), .required("y")])
    case .pow: Signature([.named("base"), .named("exp"), .optionalNamed("mod")])
    case .iter: Signature([.required("iterable")])
    case .next: Signature([.required("iterator"), .optional("default")])
    case .filter: Signature([.required("function"), .required("iterable")])
    case .all, .any, .reversed: Signature([.required("iterable")])
    case .bool, .float, .str, .list, .tuple, .set: Signature([.optional("x")])
    case .dict: Signature([.optional("x")], hasKeywordRest: true)
    case .int: Signature([.optional("x"), .optionalNamed("base")])
    case .round: Signature([.named("number"), .optionalNamed("ndigits")])
    case .isinstance: Signature([.required("object"), .required("types")])
    case .enumerate: Signature([.named("iterable"), .optionalNamed("start")])
    case .map: Signature([.required("function"), .required("iterable")], hasRest: true)
    case .max, .min:
      Signature([.required("iterable"), .keyword("key"), .keyword("default")], hasRest: true)
    case .print: Signature([.keyword("sep"), .keyword("end"), .keyword("flush")], hasRest: true)
    case .range: Signature([.required("start"), .optional("stop"), .optional("step")])
    case .sorted: Signature([.required("iterable"), .keyword("key"), .keyword("reverse")])
    case .sum: Signature([.required("iterable"), .optionalNamed("start")])
    case .zip: Signature([], hasRest: true)
    case .key, .query, .raw: Signature([.named("x")])
    case .where: Signature([.named("pred"), .named("t"), .named("f")])
    case .select: Signature([.named("keylike"), .named("querylike"), .named("predicate")])
    case .aggregate:
      Signature([
        .named("sel"), .named("vallike"), .optionalNamed("default"), .optionalNamed("name"),
      ])
    case .sop, .noneType: Signature([])
    }
  }

  /// The names of the modules of the first implementation.
  static let importable = [
    "SOp", "aggregate", "identity", "indices", "key", "query", "raw", "select", "tokens", "where",
  ]

  /// What a name means if the program says nothing else.
  static func value(_ name: String) -> Object? {
    switch name {
    case "tokens", "identity": return .sop(RASP.tokens)
    case "indices": return .sop(RASP.indices)
    default: break
    }
    if let builtin = Builtin(rawValue: name), builtin != .noneType { return .builtin(builtin) }
    return ExceptionClass(rawValue: name).map { .exceptionClass($0) }
  }

  /// All names that mean something from the start.
  static var names: [String] {
    ["tokens", "identity", "indices"] + allCases.filter { $0 != .noneType }.map { $0.rawValue }
      + ExceptionClass.allCases.map { $0.rawValue }
  }

  /// Whether Python has a class of this name.
  var isClass: Bool {
    switch self {
    case .enumerate, .filter, .map, .reversed, .type, .zip, .noneType: true
    default: isType
    }
  }

  /// Whether it is a type, whose methods are functions too: `str.upper`.
  var isType: Bool { instances != .other }

  /// What the values of a type are, as things that have methods.
  var instances: Receiver {
    switch self {
    case .str: .string
    case .list: .list
    case .tuple: .tuple
    case .dict: .dictionary
    case .set: .set
    case .sop: .sop
    case .bool, .float, .int, .range: .type
    case .abs, .all, .any, .callable, .chr, .divmod, .enumerate, .filter, .isinstance, .iter, .len,
      .map, .max, .min, .next, .ord, .pow, .print, .repr, .reversed, .round, .sorted, .sum, .type,
      .zip, .aggregate, .key, .query, .raw, .select, .where, .noneType:
      .other
    }
  }

  /// A method of a type as a function.
  func method(_ name: String) -> Object? {
    if self == .sop, name == "zip" {
      return .method(BoundMethod(.builtin(self), .zip, isTransient: false))
    }
    return instances.method(name).map { .unboundMethod(UnboundMethod(type: self, method: $0)) }
  }
}
