import RASPText

/// Operators and punctuation, in the signs of logic and in those of keyboards. Those that another
/// one starts with come behind it.
enum Symbol: String, LineSymbol {
  case equivalence = "<->"
  case assignArrow = "<-"
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case implication = "->"
  case doubleAnd = "&&"
  case doubleOr = "||"
  case colonAssign = ":="
  case and = "&"
  case or = "|"
  case not = "!"
  case less = "<"
  case greater = ">"
  case assign = "="
  case colon = ":"
  case comma = ","
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case logicalNot = "¬"
  case logicalAnd = "∧"
  case logicalOr = "∨"
  case implicationArrow = "→"
  case equivalenceArrow = "↔"
  case leftArrow = "←"
  case atMost = "≤"
  case atLeast = "≥"
  case verum = "⊤"
  case falsum = "⊥"
  case leftTriangle = "◀"
  case rightTriangle = "▶"
  case leftPointer = "◄"
  case rightPointer = "►"
}

/// The words that cannot be names.
enum Keyword: String, Sendable, CaseIterable {
  case leftmost, rightmost, `true`, `false`
}
