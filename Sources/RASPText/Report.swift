import RASP

/// What is wrong with a program, in words: what a dialect's fault says to its user.
public struct Report: Sendable {
  /// What sort of fault it is, for programs that react to it.
  public let code: Code
  /// What is wrong, in one line.
  public let message: String
  /// Of a run: in which operation and at which position, a line each.
  public let details: [String]
  /// What to do about it, if that is known.
  public let help: String?

  /// The sorts of faults.
  public enum Code: String, Sendable {
    /// The text cannot be read.
    case reading
    /// The text can be read, and what it says cannot be done.
    case meaning
    /// The program failed on an input.
    case run
    /// The text has no value that could be run.
    case noProgram
    /// A limit was met.
    case limit
    /// The evaluation was stopped from outside.
    case cancelled
    /// The text raised NotImplementedError.
    case notImplemented
  }

  /// Names and other words of the program's text may be of any length in the sentences: they are cut.
  package init(_ code: Code, _ message: String, details: [String] = [], help: String? = nil) {
    self.code = code
    self.message = message.cuttingWords(to: Report.longestWord)
    self.details = details.map { $0.cuttingWords(to: Report.longestWord) }
    self.help = help?.cuttingWords(to: Report.longestWord)
  }

  /// The most scalars of a word in a message.
  package static let longestWord = 120

  /// The same with other help, if there is any.
  package func helping(_ help: String?) -> Report {
    help.map { Report(code, message, details: details, help: $0) } ?? self
  }

  /// - Parameters:
  ///   - misspelt: the word that may be one of the known ones, misspelt; the help says which then.
  ///   - known: the words that there are.
  package func suggesting(_ misspelt: String?, among known: [String]) -> Report {
    guard let misspelt, let near = suggestion(for: misspelt, among: known), near != misspelt else {
      return self
    }
    return Report(code, message, details: details, help: "did you mean '" + near + "'?")
  }
}

extension [String] {
  /// `a`, `a and b`, `a, b and c`
  package var listed: String {
    var text = ""
    for (index, word) in enumerated() {
      text += index == 0 ? "" : index == count - 1 ? " and " : ", "
      text += word
    }
    return text
  }
}
