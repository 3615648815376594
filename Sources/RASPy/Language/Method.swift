import RASP
import RASPText

/// A method, of whatever it is a method of.
enum Method {
  case sop(SOpMethod)
  case selector(SelectorMethod)
  /// Of s-ops in Tracr's spelling, and of selectors.
  case tracr(TracrMethod)
  case sequence(SequenceMethod)
  case string(StringMethod)
  case list(ListMethod)
  case tuple(TupleMethod)
  case dictionary(DictionaryMethod)
  case set(SetMethod)
  /// `SOp.zip`
  case zip

  var name: String {
    switch self {
    case .sop(let method): method.rawValue
    case .selector(let method): method.rawValue
    case .tracr(let method): method.rawValue
    case .sequence(let method): method.rawValue
    case .string(let method): method.rawValue
    case .list(let method): method.rawValue
    case .tuple(let method): method.rawValue
    case .dictionary(let method): method.rawValue
    case .set(let method): method.rawValue
    case .zip: "zip"
    }
  }

  /// The methods of s-ops, of selectors and of what they give, each name once, sorted.
  static var ofPrograms: [String] {
    let names =
      SOpMethod.allCases.map { $0.rawValue } + SelectorMethod.allCases.map { $0.rawValue }
      + SequenceMethod.allCases.map { $0.rawValue } + ["zip"]
    return Set(names).sorted()
  }

  var signature: Signature {
    switch self {
    case .sop(let method): method.signature
    case .selector(let method): method.signature
    case .tracr(let method): method.signature
    case .sequence: Signature([])
    case .string(let method): method.signature
    case .list(let method): method.signature
    case .tuple: Signature([.required("value")])
    case .dictionary(let method): method.signature
    case .set(let method): method.signature
    case .zip: Signature([.required("f")], hasRest: true)
    }
  }
}

enum SOpMethod: String, CaseIterable {
  case name, map, input, has, round

  var signature: Signature {
    switch self {
    case .name: Signature([.named("name")])
    case .map: Signature([.named("f")])
    case .input: Signature([.required("input")])
    case .has: Signature([.named("v")])
    case .round: Signature([])
    }
  }
}

enum SelectorMethod: String, CaseIterable {
  case value, mean, only, max, min, width, leftmost, rightmost, best, least, input

  var signature: Signature {
    switch self {
    case .value, .mean, .only, .max, .min: Signature([.named("val"), .optionalNamed("default")])
    case .width, .leftmost, .rightmost: Signature([])
    case .best, .least: Signature([.named("score")])
    case .input: Signature([.required("input")])
    }
  }
}

/// Methods of what running an s-op or a selector gave.
enum SequenceMethod: String, CaseIterable { case toseq }

enum StringMethod: String, CaseIterable {
  case join, split, strip, lstrip, rstrip, replace, upper, lower, index, find, count
  case capitalize, title, swapcase, rindex, rfind, partition, splitlines
  case removeprefix, removesuffix, format
  case startswith, endswith, isdigit, isalpha, isalnum, isspace, isupper, islower
  case zfill, ljust, rjust, center

  var signature: Signature {
    switch self {
    case .join: Signature([.required("iterable")])
    case .split: Signature([.optionalNamed("sep"), .optionalNamed("maxsplit")])
    case .strip, .lstrip, .rstrip: Signature([.optional("chars")])
    case .replace: Signature([.required("old"), .required("new"), .optional("count")])
    case .partition: Signature([.required("sep")])
    case .removeprefix, .removesuffix: Signature([.required("part")])
    case .format: Signature([], hasRest: true, hasKeywordRest: true)
    case .index, .find, .count, .rindex, .rfind:
      Signature([.required("sub"), .optional("start"), .optional("end")])
    case .startswith, .endswith: Signature([.required("part")])
    case .zfill: Signature([.required("width")])
    case .ljust, .rjust, .center: Signature([.required("width"), .optional("fillchar")])
    case .upper, .lower, .capitalize, .title, .swapcase, .splitlines, .isdigit, .isalpha, .isalnum,
      .isspace, .isupper, .islower:
      Signature([])
    }
  }
}

enum ListMethod: String, CaseIterable {
  case append, extend, index, count, insert, pop, remove, reverse, sort, copy, clear

  var signature: Signature {
    switch self {
    case .append: Signature([.required("object")])
    case .extend: Signature([.required("iterable")])
    case .index, .count, .remove: Signature([.required("value")])
    case .insert: Signature([.required("index"), .required("object")])
    case .pop: Signature([.optional("index")])
    case .sort: Signature([.keyword("key"), .keyword("reverse")])
    case .reverse, .copy, .clear: Signature([])
    }
  }
}

enum TupleMethod: String, CaseIterable { case index, count }

enum DictionaryMethod: String, CaseIterable {
  case get, keys, values, items, pop, setdefault, update, copy, clear

  var signature: Signature {
    switch self {
    case .get, .setdefault, .pop: Signature([.required("key"), .optional("default")])
    case .update: Signature([.required("other")])
    case .keys, .values, .items, .copy, .clear: Signature([])
    }
  }
}

enum SetMethod: String, CaseIterable {
  case add, discard, remove, pop, clear, copy, update
  case union, intersection, difference, issubset, issuperset, isdisjoint
  case symmetricDifference = "symmetric_difference"

  var signature: Signature {
    switch self {
    case .add, .discard, .remove: Signature([.required("element")])
    case .update, .union, .intersection, .difference: Signature([], hasRest: true)
    case .issubset, .issuperset, .isdisjoint, .symmetricDifference:
      Signature([.required("other")])
    case .pop, .clear, .copy: Signature([])
    }
  }
}

/// Things that have methods.
enum Receiver: Sendable, Hashable {
  case sop, tracr, selector, key, query, result, string, list, tuple, dictionary, set, module, type,
    other

  /// The method of this name.
  func method(_ name: String) -> Method? {
    switch self {
    case .sop: SOpMethod(rawValue: name).map { .sop($0) }
    case .tracr: TracrMethod(rawValue: name).map { .tracr($0) }
    case .selector:
      SelectorMethod(rawValue: name).map { .selector($0) }
        ?? TracrMethod(rawValue: name).map { .tracr($0) }
    case .result: SequenceMethod(rawValue: name).map { .sequence($0) }
    case .string: StringMethod(rawValue: name).map { .string($0) }
    case .list: ListMethod(rawValue: name).map { .list($0) }
    case .tuple: TupleMethod(rawValue: name).map { .tuple($0) }
    case .dictionary: DictionaryMethod(rawValue: name).map { .dictionary($0) }
    case .set: SetMethod(rawValue: name).map { .set($0) }
    case .key, .query, .module, .type, .other: nil
    }
  }

  var methods: [String] {
    switch self {
    case .sop: SOpMethod.allCases.map { $0.rawValue }
    case .tracr: TracrMethod.allCases.map { $0.rawValue }
    case .selector: SelectorMethod.allCases.map { $0.rawValue }
    case .result: SequenceMethod.allCases.map { $0.rawValue }
    case .string: StringMethod.allCases.map { $0.rawValue }
    case .list: ListMethod.allCases.map { $0.rawValue }
    case .tuple: TupleMethod.allCases.map { $0.rawValue }
    case .dictionary: DictionaryMethod.allCases.map { $0.rawValue }
    case .set: SetMethod.allCases.map { $0.rawValue }
    case .key, .query, .module, .type, .other: []
    }
  }
}

extension Object {
  var receiver: Receiver {
    if asString != nil { return .string }
    return switch self {
    case .sop, .tuples: .sop
    case .tracr: .tracr
    case .selector: .selector
    case .key: .key
    case .query: .query
    case .sequence, .matrix: .result
    case .list: .list
    case .tuple: .tuple
    case .dictionary: .dictionary
    case .set: .set
    case .module: .module
    case .builtin(let builtin) where builtin.isType: .type
    default: .other
    }
  }
}

extension Machine {
  /// `object.name`
  func attribute(_ name: String, of object: Object) throws(Fault) -> Object {
    let receiver = object.receiver
    if case .module(let module) = object {
      if let member = member(name, of: module) { return member }
      if let known = try property(name, of: object) { return known }
      throw .call(.noMember(name, of: module.name, among: memberNames(of: module)))
    }
    if case .builtin(let type) = object, let method = type.method(name) { return method }
    if let known = try property(name, of: object) { return known }
    guard let method = receiver.method(name) else {
      var known = receiver
      if case .builtin(let type) = object, type.isType { known = type.instances }
      throw .call(.noAttribute(of: object.phrase, known, name))
    }
    return .method(BoundMethod(object, method, isTransient: isPure))
  }

  /// What is no method: names, and the arguments of an exception.
  private func property(_ name: String, of object: Object) throws(Fault) -> Object? {
    switch (name, object) {
    case ("__name__", .function(let closure)): .string(closure.code.name)
    case ("__name__", .builtin(let builtin)): .string(builtin.rawValue)
    case ("__name__", .module(let module)): .string(module.name)
    case (_, .native(let native)): native.members[name]
    case ("__name__", .exceptionClass(let kind)): .string(kind.rawValue)
    case ("args", .exception(let exception)):
      try makeTuple(
        exception.said.map { [.string($0)] } ?? exception.arguments)
    default: nil
    }
  }

  func call(
    _ method: Method, of object: Object, _ arguments: Arguments
  ) throws(Fault) -> Object {
    switch (method, object) {
    case (.sop(let method), .sop(let sop)): return try call(method, of: sop, arguments)
    case (.sop(let method), .tuples(let tuples)):
      return try call(method, of: tuples, object, arguments)
    case (.tracr(let method), _): return try call(method, of: object, arguments)
    case (.selector(let method), .selector(let selector)):
      return try call(method, of: selector, arguments)
    case (.sequence, .sequence(let result)):
      return try makeList(result.output.values.map { .value($0) })
    case (.sequence, .matrix(let result)):
      return try makeList(
        result.rows.map { (row: [Bool]) throws(Fault) in
          try makeList(row.map { .boolean($0) })
        })
    case (.string(let method), .value(.string(let string))):
      return try call(method, of: string, arguments)
    case (.list(let method), .list(let list)): return try call(method, of: list, arguments)
    case (.tuple(let method), .tuple(let tuple)):
      return method == .count
        ? .integer(try count(arguments[0], in: tuple.items))
        : .integer(try index(arguments[0], in: tuple.items, "tuple"))
    case (.dictionary(let method), .dictionary(let mapping)):
      return try call(method, of: mapping, arguments)
    case (.set(let method), .set(let set)): return try call(method, of: set, arguments)
    case (.zip, _): return try zipSOps(arguments)
    default: throw .call(.notCallable(object.phrase))
    }
  }
}
