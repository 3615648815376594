import RASP

/// Why a text cannot be read, as far as every dialect has such faults.
package enum TextFault: Sendable {
  case tooLong(Int)
  /// A byte that begins no scalar of UTF-8.
  case notUTF8(UInt8)
  case unknownCharacter(Unicode.Scalar)
  /// A string that does not end on its line.
  case openString
  case integerTooLarge(String)
  case floatTooLarge(String)
  case unexpected(expected: String, found: String)
  /// The whole text ends, not a line of it.
  case textEnds(expected: String)
  case keywordAsName(String)
  case tooDeep(Int)
  /// A line without a prompt, in a text that has prompts.
  case output

  package var report: Report { Report(.reading, message, help: help) }

  package var message: String {
    switch self {
    case .tooLong(let most): "the text is longer than \(most) bytes"
    case .notUTF8(let byte): NotUTF8.message(byte)
    case .unknownCharacter(let scalar): scalar.complaint
    case .openString: "the string is not closed on its line"
    case .integerTooLarge(let text): "the integer " + text + " does not fit in 64 bits"
    case .floatTooLarge(let text): "the number " + text + " is too large for a float"
    case .unexpected(let expected, let found): "expected " + expected + ", found " + found
    case .textEnds(let expected): "expected " + expected + ", but the text ends"
    case .keywordAsName(let word): "'" + word + "' is a keyword and cannot be a name"
    case .output: "this line has no prompt, so it is output and no part of the program"
    case .tooDeep(let most): "brackets and blocks are nested more than \(most) deep"
    }
  }

  package var help: String? {
    switch self {
    case .notUTF8: "save the text as UTF-8"
    case .unknownCharacter(let scalar): scalar.help
    case .output: "leave out what the conversation printed"
    default: nil
    }
  }
}

/// A fault and where it is, in the text that is being read.
package struct LocatedFault<Fault: Sendable>: Error {
  package let fault: Fault
  package let span: Span

  package init(_ fault: Fault, at span: Span) {
    self.fault = fault
    self.span = span
  }
}

extension Unicode.Scalar {
  fileprivate var complaint: String {
    switch self {
    case "\\": "a backslash continues a line only as its last character"
    case "?", "$", "!", "`": "'" + String(Character(self)) + "' has no meaning here"
    case _ where value < 0x20 || value == 0x7F: "a control character, number \(value)"
    default: "the character '" + String(Character(self)) + "' has no meaning here"
    }
  }

  /// What stands for a character that looks like one of the language's.
  fileprivate var help: String? {
    switch self {
    case "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}": "strings stand in straight quotes"
    case "\u{2212}", "\u{2013}": "minus is '-'"
    case "\u{FFFD}": "it stands for something that was lost when the text was converted"
    case "\u{A0}": "this is a space that does not break; use an ordinary one"
    default: nil
    }
  }
}
