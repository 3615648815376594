/// Lines of text as a rectangle that can be put beside and above others.
struct TextBlock {
  private(set) var lines: [String]
  private(set) var width: Int

  init(_ lines: [String]) {
    self.lines = lines
    width = 0
    for line in lines { width = max(width, line.columns) }
  }

  /// This block and another to its right, both starting at the top.
  func beside(_ other: TextBlock, gap: Int) -> TextBlock {
    var joined: [String] = []
    for row in 0..<max(lines.count, other.lines.count) {
      let left = row < lines.count ? lines[row] : ""
      let right = row < other.lines.count ? other.lines[row] : ""
      joined.append(left.padded(to: width + gap) + right)
    }
    return TextBlock(joined)
  }

  /// The lines, without spaces at their ends.
  var text: String {
    var text = ""
    for line in lines {
      var bytes = Array(line.utf8)
      while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
      text += String(decoding: bytes, as: UTF8.self) + "\n"
    }
    return text
  }
}

extension String {
  /// How many columns of a terminal the text takes.
  package var columns: Int {
    var total = 0
    for scalar in unicodeScalars { total += scalar.columns }
    return total
  }

  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - columns))
  }

  func indented(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns)) + self
  }
}

extension Unicode.Scalar {
  /// Two columns for East Asian wide characters and emoji, none for combining marks, else one.
  /// The ranges are the large blocks, not the whole Unicode table.
  fileprivate var columns: Int {
    switch value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
