import RASPText

/// Operators and punctuation. Those that another one starts with come behind it.
enum Symbol: String, LineSymbol {
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
