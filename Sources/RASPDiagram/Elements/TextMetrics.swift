/// How wide text is, without a font at hand: figures are laid out the same everywhere.
enum TextMetrics {
  /// Pixels.
  static let fontSize = 15

  /// Verdana has the widths of DejaVu Sans, so one of the two makes every system look alike.
  static let fonts = "'DejaVu Sans',Verdana,sans-serif"

  /// From the top of a line of `height` pixels to the baseline of text centred in it. Half the
  /// height of a digit is 0.365 of the font size; `dominant-baseline` is not drawn everywhere.
  static func baseline(_ height: Int) -> Int { height / 2 + fontSize * 365 / 1000 }

  /// The width in pixels, rounded up.
  static func width(_ text: String) -> Int {
    var hundredths = 0
    for scalar in text.unicodeScalars { hundredths += width(scalar) }
    return (hundredths * fontSize + 99) / 100
  }

  /// In hundredths of the font size: measured for ASCII in DejaVu Sans Bold, on the safe side for
  /// the rest.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F: ascii[Int(scalar.value) - 0x20]
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0..<0x370: 80
    case 0x1F000...0x1FAFF: 140
    default: 105
    }
  }

  private static let ascii = [
    35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 70, 40, 40, 84, 84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100,
    84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72,
    68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71,
    37, 71, 84,
  ]
}
