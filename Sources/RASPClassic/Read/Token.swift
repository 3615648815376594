import RASP
import RASPText

/// A word of the RASP dialect.
struct Token: Sendable {
  enum Kind: Sendable, Hashable {
    case word(Word)
    case name
    case integer
    case float
    case string
    case comment
    case end
    /// What is no word of the language.
    case unreadable
    /// A line that a conversation printed.
    case output
  }

  let kind: Kind
  let span: Span
}

/// The words that are written the same every time. `aggregate(` and its like take their bracket
/// along, without a space: `aggregate` alone is a name.
enum Word: String, Sendable, Hashable, CaseIterable {
  case semicolon = ";"
  case comma = ","
  case colon = ":"
  case assign = "="
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case set, show, example, examples, on, off, selector, load, draw, def, `for`, `in`, `return`
  case sop = "s-op"
  case fullDisplay = "full seq display"
  case exit, quit
  case exitCall = "exit()"
  case quitCall = "quit()"
  case aggregate = "aggregate("
  case select = "select("
  case range = "range("
  case zip = "zip("
  case len = "len("
  case not, and, or, `if`, `else`, round, indicator
  case plus = "+"
  case minus = "-"
  case power = "^"
  case times = "*"
  case divide = "/"
  case modulo = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// The relation that a word of comparison stands for.
  var relation: Relation? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  /// Whether a statement may start with the word.
  var startsStatement: Bool {
    switch self {
    case .set, .show, .examples, .selector, .sop, .fullDisplay, .exit, .quit, .exitCall, .quitCall:
      true
    default: startsProgramStatement
    }
  }

  /// Whether a statement may start with the word that a function's body may hold.
  var startsProgramStatement: Bool {
    switch self {
    case .load, .draw, .def, .for: true
    default: startsExpression
    }
  }

  /// Whether an expression may start with the word.
  var startsExpression: Bool {
    switch self {
    case .leftParenthesis, .leftBracket, .leftBrace, .aggregate, .select, .range, .zip, .len, .not,
      .plus, .minus, .round, .indicator:
      true
    default: false
    }
  }
}
