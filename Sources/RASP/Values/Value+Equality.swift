extension Value: Hashable {
  /// The language's equality: numbers and booleans by their amount, whatever their kind.
  ///
  /// An integer and a double are compared exactly, not by rounding the integer to a double.
  /// Strings are compared scalar by scalar, without Unicode normalisation, as Python does.
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): return true
    case (.string(let x), .string(let y)): return x.isSameText(as: y)
    default:
      guard let x = a.number, let y = b.number else { return false }
      return x.compared(to: y) == .equal
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0 as UInt8)
    case .string(let string): string.hashText(into: &hasher)
    case .boolean(let boolean): hasher.combine(boolean ? 1 : 0 as Int64)
    case .integer(let integer): hasher.combine(integer)
    case .double(let double):
      // A double that is a whole number must hash like the integer that it equals.
      if let integer = Int64(exactly: double) {
        hasher.combine(integer)
      } else {
        hasher.combine(double.bitPattern)
      }
    }
  }

  /// Whether both are the same value of the same kind: `1` is not identical to `1.0`.
  public func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.boolean(let x), .boolean(let y)): x == y
    case (.integer(let x), .integer(let y)): x == y
    case (.double(let x), .double(let y)): x.bitPattern == y.bitPattern
    case (.string(let x), .string(let y)): x.isSameText(as: y)
    default: false
    }
  }
}

extension String {
  /// Equality of the text as it stands: bytes of UTF-8, no normalisation.
  package func isSameText(as other: String) -> Bool {
    var (a, b) = (self, other)
    return a.withUTF8 { x in
      b.withUTF8 { y in
        guard x.count == y.count else { return false }
        for index in 0..<x.count where x[index] != y[index] { return false }
        return true
      }
    }
  }

  func hashText(into hasher: inout Hasher) {
    var text = self
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The order of the Unicode scalars, which is the order of the bytes of UTF-8.
  func comparedText(to other: String) -> Ordering {
    var (a, b) = (self.utf8.makeIterator(), other.utf8.makeIterator())
    while true {
      switch (a.next(), b.next()) {
      case (nil, nil): return .equal
      case (nil, _?): return .less
      case (_?, nil): return .greater
      case (let x?, let y?) where x != y: return x < y ? .less : .greater
      default: continue
      }
    }
  }
}
