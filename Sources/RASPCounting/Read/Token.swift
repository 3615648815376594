import RASPText

/// A word of C-RASP.
struct Token: Sendable {
  enum Kind: Sendable, Hashable {
    case name
    case integer
    case string
    case symbol(Symbol)
    /// One or more ends of lines.
    case newline
    case end
    /// What is no word of the language.
    case unreadable
  }

  let kind: Kind
  let span: Span
}

/// Operators and punctuation. Those that another one starts with come behind it.
enum Symbol: String, Sendable, Hashable, CaseIterable {
  case and = "&&"
  case or = "||"
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
  case assign = "="
  case not = "!"
  case plus = "+"
  case minus = "-"
  case times = "*"
  /// Only in the definition of a predicate.
  case modulo = "%"
  case count = "#"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case comma = ","
}

/// The words that cannot be names.
enum Keyword: String, Sendable, CaseIterable {
  case `if`, `else`, `true`, `false`, min, max
}
