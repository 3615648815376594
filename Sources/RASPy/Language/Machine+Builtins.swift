import RASP
import RASPText

extension Machine {
  func call(_ builtin: Builtin, _ arguments: Arguments) throws(Fault) -> Object {
    switch builtin {
    case .abs, .int, .float, .round, .chr, .ord, .divmod, .pow:
      return try callNumeric(builtin, arguments)
    case .min, .max: return try extreme(builtin, arguments)
    case .sum: return try sum(arguments)
    case .bool:
      return .boolean(
        try arguments.given(0).map { (x) throws(Fault) in
          try truth(x, .builtin("bool"))
        } ?? false)
    case .str: return try makeString(try arguments.given(0).map(text) ?? "")
    case .repr: return try makeString(try representation(arguments[0]))
    case .len: return .integer(try length(arguments[0]))
    case .isinstance: return .boolean(try isInstance(arguments[0], of: arguments[1]))
    case .print: return try print(arguments)
    case .all, .any: return .boolean(try quantify(builtin, arguments[0]))
    case .callable: return .boolean(isCallable(arguments[0]))
    case .type: return try type(of: arguments[0])
    case .next: return try nextElement(arguments)
    case .iter: return .iterator(try iterator(arguments[0]))
    case .list, .tuple, .dict, .set, .range, .enumerate, .zip, .map, .filter, .reversed, .sorted:
      return try callCollecting(builtin, arguments)
    case .key, .query, .raw, .where, .select, .aggregate:
      return try callLanguage(builtin, arguments)
    case .sop: throw .sop(.sopIsNotMade)
    case .noneType: return .none
    }
  }

  // MARK: Numbers

  private func callNumeric(_ builtin: Builtin, _ arguments: Arguments) throws(Fault) -> Object {
    let object = arguments[0]
    if object.isSymbolic {
      throw .sop(.builtinOfSOp(builtin.rawValue, object.phrase))
    }
    switch builtin {
    case .abs: return try absolute(object)
    case .int: return try integer(arguments)
    case .float: return try float(arguments.given(0))
    case .round: return try round(object, arguments.given(1))
    case .divmod:
      return try makeTuple([
        try apply(.floorDivide, object, arguments[1]), try apply(.modulo, object, arguments[1]),
      ])
    case .pow: return try power(object, exponent: arguments[1], modulus: arguments.given(2))
    case .chr:
      guard let code = object.asInteger else {
        throw .value(.wrongArgument("chr", "the number of a character", object.phrase))
      }
      if Int32(exactly: code) == nil { throw .problem(.overflow("chr", [.integer(code)])) }
      guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
        throw .value(.wrongValue("chr", "the number of a character", object.phrase))
      }
      return .value(scalar.asValue)
    default:
      guard case .value(let value) = object, let scalar = Unicode.Scalar(value) else {
        throw .value(.wrongArgument("ord", "one character", object.phrase))
      }
      return .integer(Int(scalar.value))
    }
  }

  /// `pow(base, exponent, modulus)`, by squaring; products of 64-bit numbers fit in 128 bits.
  private func power(
    _ base: Object, exponent: Object, modulus: Object?
  ) throws(Fault) -> Object {
    guard let modulus, !modulus.isNone else { return try apply(.power, base, exponent) }
    guard let base = base.asInteger, let exponent = exponent.asInteger,
      let modulus = modulus.asInteger
    else { throw .value(.wrongArgument("pow", "integers", base.phrase)) }
    if modulus == 0 { throw .value(.wrongValue("pow", "a positive or negative modulus", "0")) }
    let size = Int128(modulus)
    var (power, square) = (1 % size, Int128(base) % size)
    if exponent < 0 {
      guard let inverse = Machine.inverse(of: square, modulo: size) else {
        throw .value(.wrongValue("pow", "a base that has an inverse", "\(base)"))
      }
      square = inverse
    }
    var rest = exponent.magnitude
    while rest > 0 {
      if rest % 2 == 1 { power = power * square % size }
      square = square * square % size
      rest /= 2
    }
    if power != 0, (power < 0) != (size < 0) { power += size }
    return .value(.integer(Int64(power)))
  }

  /// What times `number` is 1 modulo `size`, by Euclid's algorithm.
  private static func inverse(of number: Int128, modulo size: Int128) -> Int128? {
    var (divisor, rest) = (size, number)
    var (last, factor): (Int128, Int128) = (0, 1)
    while rest != 0 {
      let quotient = divisor / rest
      (divisor, rest) = (rest, divisor - quotient * rest)
      (last, factor) = (factor, last - quotient * factor)
    }
    return divisor.magnitude == 1 ? last * divisor % size : nil
  }

  private func absolute(_ object: Object) throws(Fault) -> Object {
    switch object {
    case .value(.double(let double)): return .value(.double(double.magnitude))
    default:
      guard let integer = object.asInteger else {
        throw .value(.wrongArgument("abs", "a number", object.phrase))
      }
      if integer >= 0 { return .value(.integer(integer)) }
      return .value(
        try core { () throws(Problem) in
          try UnaryOperator.negate(.integer(integer))
        })
    }
  }

  private func integer(_ arguments: Arguments) throws(Fault) -> Object {
    guard let object = arguments.given(0) else {
      if let base = arguments.given(1) {
        throw .value(.wrongArgument("int", "a string beside its base", base.phrase))
      }
      return .integer(0)
    }
    if let base = arguments.given(1) {
      let base = try integer(base, "int's base")
      guard base == 0 || (2...36).contains(base) else {
        throw .value(.wrongValue("int", "a base from 2 to 36, or 0", "\(base)"))
      }
      guard let string = object.asString else {
        throw .value(.wrongArgument("int", "a string beside its base", object.phrase))
      }
      return try integer(string, base: base)
    }
    switch object {
    case .value(.string(let string)): return try integer(string, base: 10)
    case .value(.double(let double)):
      guard let integer = Int64(exactly: double.rounded(.towardZero)) else {
        throw .problem(.overflow("int", [.double(double)]))
      }
      return .value(.integer(integer))
    default:
      guard let integer = object.asInteger else {
        throw .value(.wrongArgument("int", "a number or a string of digits", object.phrase))
      }
      return .value(.integer(integer))
    }
  }

  private func integer(_ string: String, base: Int) throws(Fault) -> Object {
    guard let (digits, base) = TextSearch.integer(string, base: base) else {
      throw .value(.notANumber("int", Object.string(string).phrase))
    }
    guard let integer = Int64(digits, radix: base) else {
      throw .problem(.overflow("int", [.string(string)]))
    }
    return .value(.integer(integer))
  }

  private func float(_ object: Object?) throws(Fault) -> Object {
    guard let object else { return .value(0.0) }
    switch object {
    case .value(.double): return object
    case .value(.string(let string)):
      guard let digits = TextSearch.withoutSeparators(TextSearch.numeral(string)),
        let double = Double(digits),
        double.isFinite, TextSearch.isDecimal(digits)
      else { throw .value(.notANumber("float", object.phrase)) }
      return .value(.double(double))
    default:
      guard let integer = object.asInteger else {
        throw .value(.wrongArgument("float", "a number or a string of digits", object.phrase))
      }
      return .value(.double(Double(integer)))
    }
  }

  /// Half to even. With a number of digits the result keeps its kind.
  private func round(_ object: Object, _ digits: Object?) throws(Fault) -> Object {
    guard let digits, !digits.isNone else {
      guard case .value(let value) = object, value.kind != .string else {
        throw .value(.wrongArgument("round", "a number", object.phrase))
      }
      return .value(try core { () throws(Problem) in try UnaryOperator.round(value) })
    }
    let count = try integer(digits, "round's digits")
    switch object {
    case .value(.double(let double)):
      return .value(.double(DecimalText.rounded(double, digits: count)))
    default:
      guard let integer = object.asInteger else {
        throw .value(.wrongArgument("round", "a number", object.phrase))
      }
      return .value(
        try core { () throws(Problem) in
          try DecimalText.rounded(integer, digits: count)
        })
    }
  }

  /// An argument that must be an integer, of an ordinary size.
  func integer(_ object: Object, _ what: String) throws(Fault) -> Int {
    guard let integer = object.asInteger else {
      throw .value(.wrongArgument(what, "an integer", object.phrase))
    }
    return Int(clamping: integer)
  }

  // MARK: Looking at all elements

  private func quantify(_ builtin: Builtin, _ object: Object) throws(Fault) -> Bool {
    if object.isSymbolic { throw .sop(.builtinOfSOp(builtin.rawValue, object.phrase)) }
    let iterator = try iterator(object)
    while let element = try next(iterator) {
      try meter.charge()
      if try truth(element, .builtin(builtin.rawValue)) != (builtin == .all) {
        return builtin == .any
      }
    }
    return builtin == .all
  }

  private func sum(_ arguments: Arguments) throws(Fault) -> Object {
    var total = arguments.given(1) ?? .integer(0)
    if arguments[0].isSymbolic { throw .sop(.builtinOfSOp("sum", arguments[0].phrase)) }
    if total.asString != nil { throw .value(.sumOfStrings) }
    let iterator = try iterator(arguments[0])
    while let element = try next(iterator) {
      try meter.charge()
      if element.asString != nil { throw .value(.sumOfStrings) }
      total = try apply(.add, total, element)
    }
    return total
  }

  private func extreme(_ builtin: Builtin, _ arguments: Arguments) throws(Fault) -> Object {
    if arguments[0].isSymbolic { throw .sop(.builtinOfSOp(builtin.rawValue, arguments[0].phrase)) }
    let isAlone = arguments.rest.isEmpty
    let candidates = isAlone ? try elements(arguments[0]) : [arguments[0]] + arguments.rest
    var best: (key: Object, object: Object)?
    for object in candidates {
      let key =
        try arguments.given(1).map { (f) throws(Fault) in
          f.isNone ? object : try call(f, [object])
        } ?? object
      guard let found = best else {
        best = (key, object)
        continue
      }
      let isBetter = builtin == .min ? try isLess(key, found.key) : try isLess(found.key, key)
      if isBetter { best = (key, object) }
    }
    guard let object = best?.object ?? arguments.given(2) else {
      throw .value(.empty(builtin.rawValue))
    }
    return object
  }

  // MARK: Other

  func length(_ object: Object) throws(Fault) -> Int {
    switch object {
    case .value(.string(let string)):
      try meter.charge(string.utf8.count / 16)
      return string.unicodeScalars.count
    case .list(let list): return list.items.count
    case .tuple(let tuple): return tuple.items.count
    case .dictionary(let mapping): return mapping.count
    case .set(let set): return set.count
    case .range(let range): return range.count
    case .sequence(let result): return result.output.values.count
    case .tuples(let tuples): return tuples.elements.count
    case .sop, .tracr, .selector, .key, .query:
      throw .sop(.builtinOfSOp("len", object.phrase))
    default: throw .value(.wrongArgument("len", "a string or a collection", object.phrase))
    }
  }

  private func isCallable(_ object: Object) -> Bool {
    switch object {
    case .function, .builtin, .method, .unboundMethod, .exceptionClass, .sop, .tracr, .selector,
      .native,
      .partial:
      true
    default: false
    }
  }

  private func type(of object: Object) throws(Fault) -> Object {
    switch object {
    case _ where object.isNone: return .builtin(.noneType)
    case .value(.boolean): return .builtin(.bool)
    case .value(.integer): return .builtin(.int)
    case .value(.double): return .builtin(.float)
    case .value(.string): return .builtin(.str)
    case .list: return .builtin(.list)
    case .tuple: return .builtin(.tuple)
    case .dictionary: return .builtin(.dict)
    case .set: return .builtin(.set)
    case .range: return .builtin(.range)
    case .sop, .tracr, .tuples: return .builtin(.sop)
    case .exception(let exception): return .exceptionClass(exception.kind)
    case .exceptionClass: return .builtin(.type)
    case .builtin(let builtin) where builtin.isClass: return .builtin(.type)
    default: throw .value(.wrongArgument("type", "a value or an s-op", object.phrase))
    }
  }

  private func nextElement(_ arguments: Arguments) throws(Fault) -> Object {
    guard case .iterator(let iterator) = arguments[0] else {
      throw .value(.wrongArgument("next", "an iterator, as iter(...) gives", arguments[0].phrase))
    }
    if let element = try next(iterator) ?? arguments.given(1) { return element }
    throw .value(.noElement(arguments[0].phrase))
  }

  private func isInstance(_ object: Object, of type: Object) throws(Fault) -> Bool {
    if case .tuple(let types) = type {
      for type in types.items where try isInstance(object, of: type) { return true }
      return false
    }
    if case .exceptionClass = type { return try isCaught(object, by: type) }
    guard case .builtin(let builtin) = type else {
      throw .value(.wrongArgument("isinstance", "a type such as int or str", type.phrase))
    }
    switch (builtin, object) {
    case (.int, .value(.integer)), (.int, .value(.boolean)), (.bool, .value(.boolean)),
      (.float, .value(.double)), (.str, .value(.string)), (.list, .list), (.tuple, .tuple),
      (.dict, .dictionary), (.set, .set), (.range, .range), (.sop, .sop),
      (.sop, .tracr):
      return true
    case (.int, _), (.bool, _), (.float, _), (.str, _), (.list, _), (.tuple, _), (.dict, _),
      (.set, _), (.range, _), (.sop, _):
      return false
    case (.noneType, _): return object.isNone
    default: throw .value(.wrongArgument("isinstance", "a type such as int or str", type.phrase))
    }
  }

  private func print(_ arguments: Arguments) throws(Fault) -> Object {
    if isPure { throw .sop(.impurePrint) }
    let separator = try self.separator(arguments.given(0), "sep") ?? " "
    let end = try self.separator(arguments.given(1), "end") ?? "\n"
    var line = ""
    for (index, object) in arguments.rest.enumerated() {
      line += (index == 0 ? "" : separator) + (try self.text(object))
    }
    try meter.allocate(line)
    runtime.print(line + end)
    return .none
  }

  private func separator(_ object: Object?, _ what: String) throws(Fault) -> String? {
    guard let object, !object.isNone else { return nil }
    guard let text = object.asString else {
      throw .value(.wrongArgument(what, "a string", object.phrase))
    }
    return text
  }
}
