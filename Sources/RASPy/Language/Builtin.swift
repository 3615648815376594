import RASP

/// The functions and types that are there without being defined.
enum Builtin: String, CaseIterable {
  case abs, all, any, bool, chr, dict, enumerate, float, int, isinstance, len, list, map, max
  case min, ord, print, range, repr, reversed, round, sorted, str, sum, tuple, zip
  case aggregate, key, query, raw, select, `where`
  case sop = "SOp"

  var signature: Signature {
    switch self {
    case .abs, .ord, .chr, .repr, .len: Signature([.required("x")])
    case .all, .any, .reversed: Signature([.required("iterable")])
    case .bool, .float, .str, .dict, .list, .tuple: Signature([.optional("x")])
    case .int: Signature([.optional("x"), .optionalNamed("base")])
    case .round: Signature([.named("number"), .optionalNamed("ndigits")])
    case .isinstance: Signature([.required("object"), .required("types")])
    case .enumerate: Signature([.named("iterable"), .optionalNamed("start")])
    case .map: Signature([.required("function"), .required("iterable")], hasRest: true)
    case .max, .min:
      Signature([.required("iterable"), .keyword("key"), .keyword("default")], hasRest: true)
    case .print: Signature([.keyword("sep"), .keyword("end")], hasRest: true)
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
    case .sop: Signature([])
    }
  }

  /// The modules that can be imported; they all have the same names.
  static let modules = ["raspy", "raspy.rasp", "raspy.visualize"]

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
    if let builtin = Builtin(rawValue: name) { return .builtin(builtin) }
    if Exception.names.contains(name) {
      return .exception(Exception(name: name, message: nil, isClass: true))
    }
    return nil
  }

  /// All names that mean something from the start.
  static var names: [String] {
    ["tokens", "identity", "indices"] + allCases.map { $0.rawValue } + Exception.names
  }
}
