import RASP
import RASPText

/// What stands behind the colon in a formatted string: `[[fill]align][sign][0][width][,][.digits][type]`.
struct FormatSpecification {
  private(set) var fill: Unicode.Scalar = " "
  private(set) var alignment: Unicode.Scalar?
  private(set) var sign: Unicode.Scalar = "-"
  /// Whether zeros stand between a number's sign and its digits.
  private var isZeroFilled = false
  private(set) var width = 0
  /// Whether the base of an integer stands before its digits: `0x`.
  private(set) var hasPrefix = false
  /// Of `%`, where digits behind the point of an integer are its least number of digits.
  private(set) var isPercent = false
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
    if scalars.first == "#" {
      scalars.removeFirst()
      hasPrefix = true
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

  /// What stands behind a percent sign.
  init(percent flags: String, _ width: Int?, precision: Int?, type: Unicode.Scalar) {
    let scalars = flags.unicodeScalars
    if scalars.contains(" ") { sign = " " }
    if scalars.contains("+") { sign = "+" }
    let isText = type == "s" || type == "r" || type == "a" || type == "c"
    if scalars.contains("-") {
      alignment = "<"
    } else if scalars.contains("0"), !isText {
      fill = "0"
      isZeroFilled = true
    } else {
      alignment = ">"
    }
    hasPrefix = scalars.contains("#")
    self.width = width ?? 0
    self.precision = precision
    self.type = type == "i" || type == "u" ? "d" : type
    isPercent = true
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
    default: return try format.text(of: object, specification)
    }
  }
}

extension FormatSpecification {
  /// A number as the specification wants it; `text` is the specification, for a message.
  func text(of object: Object, _ text: String) throws(Fault) -> String {
    switch object {
    case .value(.double(let double)): return try number(double, text)
    case .value(.integer(let integer)): return try number(integer, text)
    case .value(.boolean(let boolean)): return try number(boolean ? 1 : 0 as Int64, text)
    default: throw .value(.badFormatFor(text, object.phrase))
    }
  }

  private func number(_ integer: Int64, _ text: String) throws(Fault) -> String {
    let (radix, prefix): (Int, String)
    switch type {
    case nil, "d": (radix, prefix) = (10, "")
    case "x": (radix, prefix) = (16, "0x")
    case "X": (radix, prefix) = (16, "0X")
    case "b": (radix, prefix) = (2, "0b")
    case "o": (radix, prefix) = (8, "0o")
    case "f", "F", "%", "e", "E", "g", "G": return try number(Double(integer), text)
    case "c":
      guard let scalar = UInt32(exactly: integer).flatMap(Unicode.Scalar.init) else {
        throw .value(.badFormatFor(text, Object.integer(Int(integer)).phrase))
      }
      return pad("", String(Character(scalar)), isNumber: false)
    default: throw .value(.badFormatFor(text, Object.integer(Int(integer)).phrase))
    }
    if precision != nil, !isPercent {
      throw .value(.badFormatFor(text, Object.integer(Int(integer)).phrase))
    }
    var digits = String(integer.magnitude, radix: radix, uppercase: type == "X")
    digits = String(repeating: "0", count: max(0, (precision ?? 0) - digits.utf8.count)) + digits
    return pad(
      sign(isNegative: integer < 0) + (hasPrefix ? prefix : ""), separated(digits))
  }

  private func number(_ double: Double, _ text: String) throws(Fault) -> String {
    let size = double.magnitude
    let digits: String
    switch type {
    case _ where !double.isFinite: digits = double.isNaN ? "nan" : "inf"
    case "f", "F": digits = DecimalText.fixed(size, digits: precision ?? 6)
    case "%": digits = DecimalText.fixed(size * 100, digits: precision ?? 6) + "%"
    case "e", "E": digits = DecimalText.scientific(size, digits: precision ?? 6)
    case "g", "G": digits = DecimalText.general(size, digits: precision ?? 6)
    case nil:
      digits =
        precision.map { DecimalText.general(size, digits: $0, isDefault: true) }
        ?? DecimalText.shortest(size)
    default: throw .value(.badFormatFor(text, Object.value(.double(double)).phrase))
    }
    let isLarge = type == "E" || type == "G"
    return pad(
      sign(isNegative: double.sign == .minus), separated(isLarge ? digits.uppercased() : digits))
  }
}
