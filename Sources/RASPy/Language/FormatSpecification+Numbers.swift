import RASP
import RASPText

extension FormatSpecification {
  /// A number as the specification wants it; `text` is the specification, for a message.
  func text(of object: Object, _ text: String) throws(Fault) -> String {
    let isAllowed =
      switch type {
      case nil, "d", "e", "E", "f", "F", "g", "G", "%": true
      case "b", "o", "x", "X": separator != ","
      default: separator == nil
      }
    if !isAllowed { throw misfit(object, text) }
    switch object {
    case .value(.double(let double)): return try number(double, text)
    case .value(.integer(let integer)): return try number(integer, text)
    case .value(.boolean(let boolean)): return try number(boolean ? 1 : 0 as Int64, text)
    default: throw misfit(object, text)
    }
  }

  /// What a specification that does not fit is: behind a percent sign a kind of argument.
  private func misfit(_ object: Object, _ text: String) -> Fault {
    if !isPercent { return .value(.badFormatFor(text, object.phrase)) }
    let wanted =
      switch type {
      case "c": "one character, or the number of one"
      case "o", "x", "X": "an integer"
      default: "a number"
      }
    return .value(.wrongArgument(text, wanted, object.phrase))
  }

  private func number(_ integer: Int64, _ text: String) throws(Fault) -> String {
    let (radix, prefix): (Int, String)
    switch type {
    case nil, "d", "n": (radix, prefix) = (10, "")
    case "x": (radix, prefix) = (16, "0x")
    case "X": (radix, prefix) = (16, "0X")
    case "b": (radix, prefix) = (2, "0b")
    case "o": (radix, prefix) = (8, "0o")
    case "f", "F", "%", "e", "E", "g", "G": return try number(Double(integer), text)
    case "c": return try character(integer, text)
    default: throw misfit(.integer(Int(integer)), text)
    }
    if (precision != nil && !isPercent) || hasNoNegativeZero {
      throw misfit(.integer(Int(integer)), text)
    }
    var digits = String(integer.magnitude, radix: radix, uppercase: type == "X")
    digits = String(repeating: "0", count: max(0, (precision ?? 0) - digits.utf8.count)) + digits
    return layOut(
      sign(isNegative: integer < 0) + (isAlternate ? prefix : ""), digits: digits,
      group: radix == 10 ? 3 : 4)
  }

  private func character(_ code: Int64, _ text: String) throws(Fault) -> String {
    let isPlain = sign == nil && !isAlternate && precision == nil && !hasNoNegativeZero
    if !isPlain && !isPercent { throw misfit(.integer(Int(code)), text) }
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
      throw .problem(.overflow(text, [.integer(code)]))
    }
    return pad("", String(Character(scalar)))
  }

  private func number(_ double: Double, _ text: String) throws(Fault) -> String {
    // A percentage may be too large for a double, and is infinite then.
    let size = (type == "%" ? double * 100 : double).magnitude
    let finite = digits(of: size.isFinite ? size : 0)
    guard let finite else {
      throw misfit(.value(.double(double)), text)
    }
    var digits = size.isFinite ? finite : size.isNaN ? "nan" : "inf"
    if type == "E" || type == "F" || type == "G" { digits = digits.uppercased() }
    let isZero = digits.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.allSatisfy {
      $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".")
    }
    let isNegative =
      double.sign == .minus && !double.isNaN && !(hasNoNegativeZero && isZero)
    return layOut(
      sign(isNegative: isNegative), digits: digits + (type == "%" ? "%" : ""), group: 3)
  }

  /// The digits of a finite double that is not negative, unless the type is not for such.
  private func digits(of size: Double) -> String? {
    switch type {
    case "f", "F", "%":
      let digits = DecimalText.fixed(size, digits: precision ?? 6)
      return isAlternate ? DecimalText.withPoint(digits) : digits
    case "e", "E":
      return DecimalText.scientific(size, digits: precision ?? 6, hasPoint: isAlternate)
    case "g", "G", "n":
      return DecimalText.general(size, digits: precision ?? 6, keepsZeros: isAlternate)
    case nil:
      if let precision {
        return DecimalText.general(
          size, digits: precision, isDefault: true, keepsZeros: isAlternate)
      }
      let digits = DecimalText.shortest(size)
      return isAlternate ? DecimalText.withPoint(digits) : digits
    default: return nil
    }
  }

  // MARK: Groups

  /// A sign, and digits with what follows them, in the width; the digits before the point in
  /// groups, if a separator is wanted.
  private func layOut(_ sign: String, digits: String, group size: Int) -> String {
    guard let separator else { return pad(sign, digits) }
    let bytes = Array(digits.utf8)
    let isHexadecimal = type == "x" || type == "X"
    let whole =
      bytes.firstIndex {
        !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          && !(isHexadecimal && $0 >= UInt8(ascii: "A"))
      } ?? bytes.count
    if whole == 0 { return pad(sign, digits) }
    // Zeros that fill the width are in groups too.
    let rest = bytes.count - whole
    let least = isFilledWithZeros ? width - sign.utf8.count - rest : 0
    let groups = FormatSpecification.grouped(
      bytes[..<whole], by: separator, size: size, atLeast: least)
    return pad(sign, String(decoding: groups + bytes[whole...], as: UTF8.self))
  }

  /// Digits in groups from the right, with zeros before them up to a width, of which no separator
  /// is the first.
  private static func grouped(
    _ digits: ArraySlice<UInt8>, by separator: Unicode.Scalar, size: Int, atLeast width: Int
  ) -> [UInt8] {
    var (rest, missing) = (digits, width)
    var reversed: [UInt8] = []
    while true {
      let count = min(size, max(rest.count, missing, 1))
      for _ in 0..<count { reversed.append(rest.popLast() ?? UInt8(ascii: "0")) }
      missing -= count
      if rest.isEmpty && missing <= 0 { return reversed.reversed() }
      reversed.append(UInt8(ascii: separator))
      missing -= 1
    }
  }
}
