import RASP

/// What stands behind the colon in a formatted string: `[[fill]align][sign][0][width][,][.digits][type]`.
struct FormatSpecification {
  private(set) var fill: Unicode.Scalar = " "
  private(set) var alignment: Unicode.Scalar?
  private(set) var sign: Unicode.Scalar = "-"
  /// Whether zeros stand between a number's sign and its digits.
  private var isZeroFilled = false
  private(set) var width = 0
  private(set) var hasSeparators = false
  private(set) var precision: Int?
  private(set) var type: Unicode.Scalar?

  /// Wider or more precise than this is refused.
  private static let limit = 10_000

  init(_ text: String) throws(Fault) {
    var scalars = Array(text.unicodeScalars)[...]
    func isAlignment(_ scalar: Unicode.Scalar?) -> Bool {
      scalar == "<" || scalar == ">" || scalar == "^" || scalar == "="
    }
    let hasFill = isAlignment(scalars.dropFirst().first)
    if hasFill { fill = scalars.removeFirst() }
    if isAlignment(scalars.first) { alignment = scalars.removeFirst() }
    if let first = scalars.first, first == "+" || first == "-" || first == " " {
      sign = scalars.removeFirst()
    }
    if scalars.first == "0" {
      scalars.removeFirst()
      if !hasFill { fill = "0" }
      isZeroFilled = alignment == nil
    }
    width = FormatSpecification.number(&scalars) ?? 0
    if scalars.first == "," {
      scalars.removeFirst()
      hasSeparators = true
    }
    if scalars.first == "." {
      scalars.removeFirst()
      guard let digits = FormatSpecification.number(&scalars) else {
        throw .value(.badFormat(text))
      }
      precision = digits
    }
    type = scalars.popFirst()
    let isTooLarge = max(width, precision ?? 0) > FormatSpecification.limit
    if !scalars.isEmpty || isTooLarge { throw .value(.badFormat(text)) }
  }

  private static func number(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Int? {
    var number: Int?
    while let scalar = scalars.first, ("0"..."9").contains(scalar) {
      scalars.removeFirst()
      number = min((number ?? 0) * 10 + Int(scalar.value) - 48, limit + 1)
    }
    return number
  }

  // MARK: Layout

  /// Sign and digits in the width, filled up on the side that the alignment says.
  func pad(_ sign: String, _ body: String, isNumber: Bool = true) -> String {
    let missing = max(0, width - (sign + body).unicodeScalars.count)
    func filler(_ count: Int) -> String {
      String(repeating: String(Character(fill)), count: count)
    }
    switch alignment ?? (!isNumber ? "<" : isZeroFilled ? "=" : ">") {
    case "<": return sign + body + filler(missing)
    case "^": return filler(missing / 2) + sign + body + filler(missing - missing / 2)
    case "=": return sign + filler(missing) + body
    default: return filler(missing) + sign + body
    }
  }

  func sign(isNegative: Bool) -> String {
    isNegative ? "-" : sign == "-" ? "" : String(Character(sign))
  }

  /// Commas between groups of three digits of the whole part.
  func separated(_ digits: String) -> String {
    if !hasSeparators { return digits }
    let bytes = Array(digits.utf8)
    let whole = bytes.firstIndex { $0 < UInt8(ascii: "0") || $0 > UInt8(ascii: "9") } ?? bytes.count
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if index > 0, index < whole, (whole - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(byte)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Machine {
  /// Python's `format()`.
  func formatted(_ object: Object, _ specification: String) throws(Fault) -> String {
    if specification.utf8.isEmpty { return try text(object) }
    let format = try FormatSpecification(specification)
    switch object {
    case .value(.string(let string)):
      guard format.type == nil || format.type == "s", format.alignment != "=",
        format.sign == "-", !format.hasSeparators
      else {
        throw .value(.badFormatFor(specification, object.phrase))
      }
      let cut = format.precision.map { string.scalars(0, $0) } ?? string
      return format.pad("", cut, isNumber: false)
    case .value(.double(let double)):
      return try format.number(double, specification)
    case .value(.integer(let integer)): return try format.number(integer, specification)
    case .value(.boolean(let boolean)):
      return try format.number(boolean ? 1 : 0 as Int64, specification)
    default: throw .value(.badFormatFor(specification, object.phrase))
    }
  }
}

extension FormatSpecification {
  fileprivate func number(_ integer: Int64, _ text: String) throws(Fault) -> String {
    let radix: Int
    switch type {
    case nil, "d": radix = 10
    case "x", "X": radix = 16
    case "b": radix = 2
    case "o": radix = 8
    case "f", "%": return try number(Double(integer), text)
    case "c":
      guard let scalar = UInt32(exactly: integer).flatMap(Unicode.Scalar.init) else {
        throw .value(.badFormatFor(text, Object.integer(Int(integer)).phrase))
      }
      return pad("", String(Character(scalar)), isNumber: false)
    default: throw .value(.badFormatFor(text, Object.integer(Int(integer)).phrase))
    }
    if precision != nil { throw .value(.badFormatFor(text, Object.integer(Int(integer)).phrase)) }
    let digits = String(integer.magnitude, radix: radix, uppercase: type == "X")
    return pad(sign(isNegative: integer < 0), separated(digits))
  }

  fileprivate func number(_ double: Double, _ text: String) throws(Fault) -> String {
    let digits: String
    switch type {
    case "f": digits = DecimalText.fixed(double.magnitude, digits: precision ?? 6)
    case "%": digits = DecimalText.fixed(double.magnitude * 100, digits: precision ?? 6) + "%"
    case nil where precision == nil: digits = DecimalText.shortest(double.magnitude)
    default: throw .value(.badFormatFor(text, Object.value(.double(double)).phrase))
    }
    let isNegative = double.sign == .minus
    return pad(sign(isNegative: isNegative), separated(digits))
  }
}
