import RASPText
import Testing

/// What is asked of characters, for all of them, beside the tables of Unicode that the host has.
@Suite struct CharacterTests {
  private static var all: [Unicode.Scalar] { (0...0x10FFFF).compactMap { Unicode.Scalar($0) } }

  @Test func printableIsWhatTheCategorySays() {
    let wrong = Self.all.filter { scalar in
      let isPrintable: Bool
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        isPrintable = false
      case .spaceSeparator: isPrintable = scalar == " "
      default: isPrintable = true
      }
      return scalar.isPythonPrintable != isPrintable
    }
    #expect(wrong.map { String($0.value, radix: 16) } == [])
  }

  /// Digits that the host knows and the list does not were added to Unicode since.
  @Test func decimalDigitsHaveTheirValues() {
    var count = 0
    for scalar in Self.all where scalar.value < 0x20000 {
      guard let digit = scalar.decimalDigit else { continue }
      count += 1
      #expect(scalar.properties.numericType == .decimal)
      #expect(scalar.properties.numericValue == Double(digit))
    }
    #expect(count == 660)
  }
}
