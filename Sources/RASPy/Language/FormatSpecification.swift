import RASP
import RASPText

/// What stands behind the colon in a formatted string:
/// `[[fill]align][sign][z][#][0][width][, or _][.digits][type]`.
struct FormatSpecification {
  private(set) var fill: Unicode.Scalar = " "
  private(set) var alignment: Unicode.Scalar?
  private(set) var sign: Unicode.Scalar?
  /// Whether what rounds to zero has no minus.
  private(set) var hasNoNegativeZero = false
  /// Whether zeros stand between a number's sign and its digits.
  private var isZeroFilled = false
  private(set) var width = 0
  /// Whether the base of an integer stands before its digits, `0x`, and a float has its point and
  /// all its digits.
  private(set) var isAlternate = false
  /// Of `%`, where digits behind the point of an integer are its least number of digits.
  private(set) var isPercent = false
  /// What stands between groups of digits.
  private(set) var separator: Unicode.Scalar?
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
    hasNoNegativeZero = FormatSpecification.take("z", from: &scalars)
    isAlternate = FormatSpecification.take("#", from: &scalars)
    if FormatSpecification.take("0", from: &scalars) {
      if !hasFill { fill = "0" }
      isZeroFilled = alignment == nil
    }
    width = FormatSpecification.number(&scalars) ?? 0
    if scalars.first == "," || scalars.first == "_" { separator = scalars.removeFirst() }
    if FormatSpecification.take(".", from: &scalars) {
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
    isAlternate = scalars.contains("#")
    self.width = width ?? 0
    self.precision = precision
    self.type = type == "i" || type == "u" ? "d" : type
    isPercent = true
  }

  private static func take(
    _ scalar: Unicode.Scalar, from scalars: inout ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard scalars.first == scalar else { return false }
    scalars.removeFirst()
    return true
  }

  private static func number(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Int? {
    var number: Int?
    while let digit = scalars.first?.decimalDigit {
      scalars.removeFirst()
      number = min((number ?? 0) * 10 + digit, limit + 1)
    }
    return number
  }

  // MARK: Layout

  /// Whether zeros stand between the sign and the digits up to the width.
  var isFilledWithZeros: Bool {
    fill == "0" && (alignment.map { $0 == "=" } ?? isZeroFilled)
  }

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
    isNegative ? "-" : sign.map { $0 == "-" ? "" : String(Character($0)) } ?? ""
  }
}

extension Machine {
  /// Python's `format()`.
  func formatted(_ object: Object, _ specification: String) throws(Fault) -> String {
    if specification.utf8.isEmpty { return try text(object) }
    guard case .value = object, !object.isNone else {
      throw .value(
        .wrongArgument(
          "the format '" + specification.cut(to: 40) + "'", "a number or a string", object.phrase))
    }
    let format = try FormatSpecification(specification)
    switch object {
    case .value(.string(let string)):
      guard format.type == nil || format.type == "s", format.alignment != "=",
        format.sign == nil, format.separator == nil, !format.isAlternate,
        !format.hasNoNegativeZero
      else {
        throw .value(.badFormatFor(specification, object.phrase))
      }
      let cut = format.precision.map { string.scalars(0, $0) } ?? string
      return format.pad("", cut, isNumber: false)
    default: return try format.text(of: object, specification)
    }
  }
}
