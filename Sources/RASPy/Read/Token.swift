import RASPText

/// A word of the text.
struct Token {
  enum Kind: Hashable {
    case name
    case integer
    case float
    /// A string that is not formatted, with prefix and quotes.
    case string
    /// `f"`, and what is in it up to `formatEnd`: texts, and fields between braces.
    case formatStart
    case formatText
    case formatEnd
    case keyword(Keyword)
    case symbol(Symbol)
    /// The end of a line of the program.
    case newline
    case indent
    case dedent
    case end
  }

  let kind: Kind
  let span: Span
}

/// Python's reserved words, also those that the dialect has no use for.
enum Keyword: String, CaseIterable {
  case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`
  case except, `False`, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda
  case none = "None"
  case nonlocal, not, or, pass, raise, `return`, `True`, `try`, `while`, with, yield

  /// Whether the word is kept for a construct of Python that the dialect does not have.
  var isUnsupported: Bool {
    switch self {
    case .async, .await, .class, .del, .with, .yield: true
    default: false
    }
  }

  static let table: [String: Keyword] = {
    var table: [String: Keyword] = [:]
    for keyword in allCases { table[keyword.rawValue] = keyword }
    return table
  }()
}

/// Operators and punctuation.
enum Symbol: String, CaseIterable {
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case doubleSlash = "//"
  case percent = "%"
  case doubleStar = "**"
  case at = "@"
  case ampersand = "&"
  case bar = "|"
  case caret = "^"
  case tilde = "~"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case dot = "."
  case ellipsis = "..."
  case arrow = "->"
  case walrus = ":="
  /// Only in a field of a formatted string, before the conversion.
  case bang = "!"
  case assign = "="
  case plusAssign = "+="
  case minusAssign = "-="
  case starAssign = "*="
  case slashAssign = "/="
  case doubleSlashAssign = "//="
  case percentAssign = "%="
  case doubleStarAssign = "**="
  case ampersandAssign = "&="
  case barAssign = "|="
  case caretAssign = "^="
  case shiftLeftAssign = "<<="
  case shiftRightAssign = ">>="
  case atAssign = "@="

  /// Symbols by their bytes, as a number in base 256.
  static let table: [UInt32: Symbol] = {
    var table: [UInt32: Symbol] = [:]
    for symbol in allCases {
      var code: UInt32 = 0
      for byte in symbol.rawValue.utf8 { code = code << 8 | UInt32(byte) }
      table[code] = symbol
    }
    return table
  }()
}
