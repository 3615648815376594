import RASP
import RASPText

// `"{}".format(...)` and `"%d" % ...`.

extension Machine {
  // MARK: Fields

  /// Python's `template.format(...)`.
  func format(_ template: String, _ arguments: Arguments) throws(Fault) -> String {
    var reader = FieldReader(template)
    return try fill(&reader, arguments, depth: 0)
  }

  /// Up to the end, or within a specification up to its closing brace.
  private func fill(
    _ reader: inout FieldReader, _ arguments: Arguments, depth: Int
  ) throws(Fault) -> String {
    var text = ""
    while let scalar = reader.next() {
      try meter.charge()
      switch scalar {
      case "{" where depth == 0 && reader.peek == "{", "}" where depth == 0 && reader.peek == "}":
        _ = reader.next()
        text.unicodeScalars.append(scalar)
      case "{": text += try field(&reader, arguments, depth: depth)
      case "}":
        if depth == 0 { throw .value(.badFormat("}")) }
        return text
      default: text.unicodeScalars.append(scalar)
      }
      if text.utf8.count > meter.limits.size { throw .limit(.size, meter.limits.size) }
    }
    if depth > 0 { throw .value(.badFormat("{")) }
    return text
  }

  /// `name[index]!conversion:specification}`
  private func field(
    _ reader: inout FieldReader, _ arguments: Arguments, depth: Int
  ) throws(Fault) -> String {
    if depth > 1 { throw .value(.badFormat("{")) }
    let name = reader.take { $0 != "}" && $0 != ":" && $0 != "!" && $0 != "{" }
    if reader.peek == nil { throw .value(.badFormat("{" + name)) }
    var value = try self.value(of: name, &reader, arguments)
    if reader.peek == "!" {
      _ = reader.next()
      switch reader.next() {
      case "s"?: value = .string(try text(value))
      case "r"?: value = .string(try representation(value))
      case "a"?: value = .string(try representation(value).withASCIIEscapes)
      default: throw .value(.badFormat("!"))
      }
    }
    switch reader.next() {
    case "}"?: return try formatted(value, "")
    case ":"?: return try formatted(value, try fill(&reader, arguments, depth: depth + 1))
    default: throw .value(.badFormat("{" + name))
    }
  }

  private func value(
    of field: String, _ reader: inout FieldReader, _ arguments: Arguments
  ) throws(Fault) -> Object {
    var parts = FieldReader(field)
    var name = parts.take { $0 != "[" && $0 != "." }
    let isNumbered = !name.utf8.isEmpty
    if Int(name) != nil || !isNumbered {
      if reader.isNumbered.map({ $0 != isNumbered }) ?? false {
        throw .value(.badFormat("{" + field + "}"))
      }
      reader.isNumbered = isNumbered
    }
    if !isNumbered {
      name = String(reader.automatic)
      reader.automatic += 1
    }
    let found =
      Int(name).map { arguments.rest.indices.contains($0) ? arguments.rest[$0] : nil }
      ?? arguments.named.first { $0.name == name }?.object
    guard var value = found else { throw .value(.badFieldName(name)) }
    while parts.peek == "[" {
      _ = parts.next()
      let key = parts.take { $0 != "]" }
      guard parts.next() == "]" else { throw .value(.badFormat(field)) }
      let isNumber = key.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      value = try element(
        of: value,
        at: isNumber ? Int64(key).map { .value(.integer($0)) } ?? .string(key) : .string(key))
    }
    if parts.peek != nil { throw .value(.badFormat(field)) }
    return value
  }

  // MARK: Percent signs

  /// Python's `template % object`.
  func interpolate(_ template: String, _ object: Object) throws(Fault) -> String {
    var values = [object]
    if case .tuple(let tuple) = object { values = tuple.items }
    var reader = PercentReader(FieldReader(template), values: values, whole: object)
    var text = ""
    while let scalar = reader.scalars.next() {
      try meter.charge()
      if scalar == "%" {
        text += try conversion(&reader)
      } else {
        text.unicodeScalars.append(scalar)
      }
      if text.utf8.count > meter.limits.size { throw .limit(.size, meter.limits.size) }
    }
    guard reader.used == values.count || reader.usedNames || object.isSubscripted else {
      throw .value(.percentArguments(wanted: nil, given: values.count))
    }
    return text
  }

  /// What stands behind a percent sign: `(name)flags width .digits type`.
  private func conversion(_ reader: inout PercentReader) throws(Fault) -> String {
    var named: Object?
    if reader.scalars.peek == "%" {
      _ = reader.scalars.next()
      return "%"
    }
    if reader.scalars.peek == "(" {
      _ = reader.scalars.next()
      let name = reader.scalars.take { $0 != ")" }
      guard reader.scalars.next() != nil else { throw .value(.badPercentFormat("%(" + name)) }
      guard case .dictionary = reader.whole else {
        throw .value(.percentNeedsMapping(reader.whole.phrase))
      }
      named = try element(of: reader.whole, at: .string(name))
      reader.usedNames = true
    }
    var flags = reader.scalars.take {
      $0 == "-" || $0 == "+" || $0 == " " || $0 == "0" || $0 == "#"
    }
    var width = try number(&reader)
    if let given = width, given < 0 {
      width = -given
      flags += "-"
    }
    var precision: Int?
    if reader.scalars.peek == "." {
      _ = reader.scalars.next()
      precision = max(0, try number(&reader) ?? 0)
    }
    guard let type = reader.scalars.next() else { throw .value(.badPercentFormat("%" + flags)) }
    let format = FormatSpecification(percent: flags, width, precision: precision, type: type)
    if let named { return try formatted(named, format: format, type: type) }
    return try formatted(try reader.value(), format: format, type: type)
  }

  private func number(_ reader: inout PercentReader) throws(Fault) -> Int? {
    if reader.scalars.peek == "*" {
      _ = reader.scalars.next()
      return min(max(-10_000, try integer(try reader.value(), "the width of %*d")), 10_000)
    }
    let digits = reader.scalars.take { $0 >= "0" && $0 <= "9" }
    if digits.utf8.isEmpty { return nil }
    guard let number = Int(digits), number <= 10_000 else {
      throw .value(.badPercentFormat(digits))
    }
    return number
  }

  private func formatted(
    _ object: Object, format: FormatSpecification, type: Unicode.Scalar
  ) throws(Fault) -> String {
    func padded(_ text: String) -> String {
      format.pad("", format.precision.map { text.scalars(0, $0) } ?? text)
    }
    switch type {
    case "s": return padded(try text(object))
    case "r": return padded(try representation(object))
    case "a": return padded(try representation(object).withASCIIEscapes)
    case "c":
      if object.asString?.unicodeScalars.count == 1 { return format.pad("", object.asString ?? "") }
      return try format.text(of: object, "%c")
    case "d", "i", "u":
      guard case .value(.double(let double)) = object else {
        return try format.text(of: object, "%d")
      }
      guard let whole = Int64(exactly: double.rounded(.towardZero)) else {
        throw .problem(.overflow("int", [.double(double)]))
      }
      return try format.text(of: .value(.integer(whole)), "%d")
    case "x", "X", "o", "e", "E", "f", "F", "g", "G":
      return try format.text(of: object, "%" + String(Character(type)))
    default: throw .value(.badPercentFormat("%" + String(Character(type))))
    }
  }
}

extension Object {
  /// Whether `%` takes it for a mapping, of which not everything needs a place.
  fileprivate var isSubscripted: Bool {
    switch self {
    case .dictionary, .list, .range: true
    default: false
    }
  }
}

/// Characters one after the other.
private struct FieldReader {
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  /// The number of the next field without a name.
  var automatic = 0
  /// Whether the fields so far say their numbers; either all of them do, or none.
  var isNumbered: Bool?

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek else { return nil }
    offset += 1
    return scalar
  }

  mutating func take(while isWanted: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let scalar = peek, isWanted(scalar) {
      taken.append(scalar)
      offset += 1
    }
    return String(taken)
  }
}

/// A text with percent signs, and the values that they stand for.
private struct PercentReader {
  var scalars: FieldReader
  let values: [Object]
  let whole: Object
  private(set) var used = 0
  var usedNames = false

  init(_ scalars: FieldReader, values: [Object], whole: Object) {
    (self.scalars, self.values, self.whole) = (scalars, values, whole)
  }

  mutating func value() throws(Fault) -> Object {
    guard used < values.count else {
      throw .value(.percentArguments(wanted: used + 1, given: values.count))
    }
    used += 1
    return values[used - 1]
  }
}
