import RASP
import RASPText

extension Machine {
  func call(
    _ method: StringMethod, of string: String, _ arguments: Arguments
  ) throws(Fault) -> Object {
    try meter.charge(string.utf8.count / 8)
    switch method {
    case .join: return try join(string, arguments[0])
    case .split: return try split(string, arguments)
    case .strip, .lstrip, .rstrip:
      let characters = try optionalText(arguments.given(0), method)
      return try makeString(
        TextSearch.strip(
          string, characters, left: method != .rstrip, right: method != .lstrip))
    case .replace: return try replace(string, arguments)
    case .capitalize, .title, .swapcase: return try makeString(string.recased(method))
    case .rindex, .rfind: return try searchBackwards(method, string: string, arguments: arguments)
    case .partition: return try partition(string, arguments[0])
    case .splitlines: return try makeList(TextSearch.lines(string).map { .string($0) })
    case .removeprefix, .removesuffix: return try remove(method, arguments[0], of: string)
    case .format: return try makeString(try format(string, arguments))
    case .upper, .lower: return try makeString(string.changedCase(toUpper: method == .upper))
    case .index, .find, .count: return try search(method, string: string, arguments: arguments)
    case .startswith, .endswith:
      return .boolean(try hasEnd(string, arguments[0], atStart: method == .startswith))
    case .isdigit, .isalpha, .isalnum, .isspace, .isupper, .islower:
      return .boolean(string.consists(of: method))
    case .zfill: return try fillZeros(string, arguments)
    case .ljust, .rjust, .center: return try justify(method, string: string, arguments: arguments)
    }
  }

  private func text(_ object: Object, _ method: StringMethod) throws(Fault) -> String {
    guard let text = object.asString else {
      throw .value(.wrongArgument(method.rawValue, "a string", object.phrase))
    }
    return text
  }

  private func optionalText(
    _ object: Object?, _ method: StringMethod
  ) throws(Fault) -> String? {
    guard let object, !object.isNone else { return nil }
    return try text(object, method)
  }

  private func join(_ separator: String, _ object: Object) throws(Fault) -> Object {
    if object.isSymbolic { throw .sop(.builtinOfSOp("join", object.phrase)) }
    var joined = ""
    for (index, element) in try elements(object).enumerated() {
      guard let part = element.asString else {
        throw .value(.joinOfOthers(element.phrase, index: index))
      }
      joined += (index == 0 ? "" : separator) + part
      if joined.utf8.count > meter.limits.size { throw .limit(.size, meter.limits.size) }
    }
    return try makeString(joined)
  }

  private func split(_ string: String, _ arguments: Arguments) throws(Fault) -> Object {
    var limit = Int.max
    if let given = arguments.given(1) {
      let count = try integer(given, "split")
      limit = count < 0 ? .max : count
    }
    guard let separator = try optionalText(arguments.given(0), .split) else {
      return try makeList(TextSearch.words(string, limit: limit).map { .string($0) })
    }
    if separator.utf8.isEmpty { throw .value(.empty("split")) }
    return try makeList(
      TextSearch.split(string, by: separator, limit: limit).map { .string($0) })
  }

  private func replace(_ string: String, _ arguments: Arguments) throws(Fault) -> Object {
    let (old, new) = (try text(arguments[0], .replace), try text(arguments[1], .replace))
    var limit = Int.max
    if let given = arguments.given(2) {
      let count = try integer(given, "replace")
      limit = count < 0 ? .max : count
    }
    var parts: [String]
    if old.utf8.isEmpty {
      parts = [""] + string.unicodeScalars.map { String(Character($0)) } + [""]
      if parts.count - 1 > limit {
        let rest = parts[(limit + 1)...]
        parts = Array(parts[...limit])
        parts[limit] = parts[limit] + rest.joined()
        if limit == 0 { return try makeString(string) }
      }
    } else {
      parts = TextSearch.split(string, by: old, limit: limit)
    }
    try meter.allocate(0, size: string.utf8.count + (parts.count - 1) * new.utf8.count)
    return try makeString(parts.joined(separator: new))
  }

  private func searchBackwards(
    _ method: StringMethod, string: String, arguments: Arguments
  ) throws(Fault) -> Object {
    let part = Array(try text(arguments[0], method).unicodeScalars)
    let scalars = Array(string.unicodeScalars)
    var bounds = [0, scalars.count]
    for index in 0..<2 {
      guard let given = arguments.given(index + 1), !given.isNone else { continue }
      let bound = try integer(given, method.rawValue)
      bounds[index] = bound < 0 ? max(0, bound + scalars.count) : min(bound, scalars.count)
      if index == 0, bound > scalars.count { bounds[0] = scalars.count + 1 }
    }
    var start = bounds[1] - part.count
    while start >= bounds[0] {
      try meter.charge(1 + part.count / 8)
      if scalars[start..<start + part.count].elementsEqual(part) { return .integer(start) }
      start -= 1
    }
    if method == .rfind { return .integer(-1) }
    throw .value(.notContained(arguments[0].phrase, in: "string"))
  }

  private func partition(_ string: String, _ separator: Object) throws(Fault) -> Object {
    let by = try text(separator, .partition)
    if by.utf8.isEmpty { throw .value(.empty("split")) }
    let parts = TextSearch.split(string, by: by, limit: 1)
    let texts = parts.count == 2 ? [parts[0], by, parts[1]] : [string, "", ""]
    return try makeTuple(texts.map { .string($0) })
  }

  private func remove(
    _ method: StringMethod, _ object: Object, of string: String
  ) throws(Fault) -> Object {
    let part = try text(object, method)
    let isThere = try hasEnd(string, object, atStart: method == .removeprefix)
    let (scalars, count) = (string.unicodeScalars.count, part.unicodeScalars.count)
    if !isThere { return .string(string) }
    return try makeString(
      method == .removeprefix
        ? string.scalars(count, scalars) : string.scalars(0, scalars - count))
  }

  private func search(
    _ method: StringMethod, string: String, arguments: Arguments
  ) throws(Fault) -> Object {
    let part = try text(arguments[0], method)
    let count = string.unicodeScalars.count
    var bounds = [0, count]
    for index in 0..<2 {
      guard let given = arguments.given(index + 1), !given.isNone else { continue }
      let bound = try integer(given, method.rawValue)
      bounds[index] = bound < 0 ? max(0, bound + count) : min(bound, count)
    }
    let isReachable =
      try arguments.given(1).map { (x) throws(Fault) in
        x.isNone ? true : try integer(x, method.rawValue) <= count
      } ?? true
    let window = string.scalars(bounds[0], max(bounds[0], bounds[1]))
    if method == .count {
      let isThere = isReachable && bounds[0] <= bounds[1]
      if part.utf8.isEmpty { return .integer(isThere ? window.unicodeScalars.count + 1 : 0) }
      return .integer(TextSearch.split(window, by: part, limit: .max).count - 1)
    }
    if isReachable, bounds[0] <= bounds[1], let offset = TextSearch.find(part, in: window) {
      return .integer(offset + bounds[0])
    }
    if method == .find { return .integer(-1) }
    throw .value(.notContained(arguments[0].phrase, in: "string"))
  }

  private func hasEnd(
    _ string: String, _ part: Object, atStart: Bool
  ) throws(Fault) -> Bool {
    if case .tuple(let parts) = part {
      for part in parts.items {
        let part = try text(part, atStart ? .startswith : .endswith)
        if try hasEnd(string, .string(part), atStart: atStart) { return true }
      }
      return false
    }
    let part = Array(try text(part, atStart ? .startswith : .endswith).utf8)
    let bytes = Array(string.utf8)
    return (atStart ? bytes.prefix(part.count) : bytes.suffix(part.count)).elementsEqual(part)
  }

  private func fillZeros(_ string: String, _ arguments: Arguments) throws(Fault) -> Object {
    let width = try integer(arguments[0], "zfill")
    let scalars = Array(string.unicodeScalars)
    let missing = max(0, max(0, width) - scalars.count)
    try meter.allocate(0, size: missing)
    let isSigned = scalars.first == "-" || scalars.first == "+"
    let sign = isSigned ? string.scalars(0, 1) : ""
    let rest = string.scalars(isSigned ? 1 : 0, scalars.count)
    return try makeString(sign + String(repeating: "0", count: missing) + rest)
  }

  private func justify(
    _ method: StringMethod, string: String, arguments: Arguments
  ) throws(Fault) -> Object {
    let width = try integer(arguments[0], method.rawValue)
    let fill = try arguments.given(1).map { (x) throws(Fault) in try text(x, method) } ?? " "
    guard fill.unicodeScalars.count == 1 else {
      throw .value(
        .wrongArgument(method.rawValue, "one character to fill with", arguments[1].phrase))
    }
    let missing = max(0, max(0, width) - string.unicodeScalars.count)
    try meter.allocate(0, size: missing)
    // Of an odd number of fillers, `center` puts the odd one left if the width is odd.
    let left =
      switch method {
      case .ljust: 0
      case .rjust: missing
      default: missing / 2 + (missing & width & 1)
      }
    return try makeString(
      String(repeating: fill, count: left) + string
        + String(repeating: fill, count: missing - left))
  }
}

extension String {
  /// The scalars from one offset up to another.
  func scalars(_ start: Int, _ end: Int) -> String {
    String(unicodeScalars.dropFirst(start).prefix(end - start))
  }

  fileprivate func changedCase(toUpper: Bool) -> String {
    if toUpper {
      var changed = ""
      for scalar in unicodeScalars { changed += scalar.properties.uppercaseMapping }
      return changed
    }
    let scalars = Array(unicodeScalars)
    var changed = ""
    for index in scalars.indices { changed += scalars.lowercased(at: index) }
    return changed
  }

  /// In other letters: the first large, the first of each word, or each the other way round.
  fileprivate func recased(_ method: StringMethod) -> String {
    var changed = ""
    var isInWord = false
    let scalars = Array(unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let properties = scalar.properties
      let isCased = properties.isUppercase || properties.isLowercase
      if method == .swapcase, !isCased {
        // A letter such as that of a title is neither.
        changed.unicodeScalars.append(scalar)
        continue
      }
      let toUpper =
        method == .swapcase
        ? properties.isLowercase : method == .title ? !isInWord : changed.utf8.isEmpty
      changed +=
        toUpper ? properties.titlecaseMapping(method) : scalars.lowercased(at: index)
      isInWord = isCased
    }
    return changed
  }

  /// Whether there are characters and all of them are of the kind that the method asks for.
  fileprivate func consists(of method: StringMethod) -> Bool {
    if unicodeScalars.isEmpty { return false }
    var hasCase = false
    for scalar in unicodeScalars {
      let properties = scalar.properties
      let isDigit = properties.numericType == .decimal || properties.numericType == .digit
      // Ideographs that are numbers are letters, but not those among the numerals of Hangzhou.
      let isLetter =
        properties.isAlphabetic
        && (properties.numericType == nil
          || properties.isIdeographic && !(0x3007...0x303A).contains(scalar.value))
      switch method {
      case .isdigit where !isDigit, .isalpha where !isLetter,
        .isalnum where !isDigit && !isLetter && properties.numericType == nil,
        .isspace where !scalar.isPythonSpace, .isupper where properties.isLowercase,
        .islower where properties.isUppercase:
        return false
      default: hasCase = hasCase || properties.isLowercase || properties.isUppercase
      }
    }
    return hasCase || (method != .isupper && method != .islower)
  }
}

extension [Unicode.Scalar] {
  /// The character there in small letters; of a sigma that ends a word the form for that.
  fileprivate func lowercased(at index: Int) -> String {
    if self[index].value != 0x3A3 { return self[index].properties.lowercaseMapping }
    let before = self[..<index].last { !$0.properties.isCaseIgnorable }
    let behind = self[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    let isFinal = before?.properties.isCased == true && behind?.properties.isCased != true
    return isFinal ? "\u{3C2}" : "\u{3C3}"
  }
}

extension Unicode.Scalar.Properties {
  fileprivate func titlecaseMapping(_ method: StringMethod) -> String {
    method == .swapcase ? uppercaseMapping : titlecaseMapping
  }
}
