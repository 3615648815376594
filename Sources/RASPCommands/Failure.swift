import RASP
import RASPText

/// What a command could not do, in sentences for the user; none if all was said already.
struct Failure: Error {
  let messages: [String]

  /// What the user wrote may be of any length in the message: words are cut that are longer than
  /// most paths.
  init(_ message: String) { messages = [message.cuttingWords(to: Failure.longestWord)] }

  /// The most scalars of a word in a message.
  static let longestWord = 1_024

  /// A fault of a program's text, as it renders itself, without the word that errors start with.
  init(_ diagnostic: SyntaxDiagnostic) {
    var text = diagnostic.description
    if text.hasPrefix("error: ") { text.removeFirst("error: ".count) }
    while text.hasSuffix("\n") { text.removeLast() }
    messages = [text]
  }

  init(_ messages: [String]) { self.messages = messages }

  private init() { messages = [] }

  /// The errors were reported as they came; only the exit status remains.
  static let alreadyReported = Failure()
}
