import RASP

/// What came of asking for a line.
enum LineInput {
  case line(String)
  /// The bytes of the line are no UTF-8.
  case notText(NotUTF8)
  /// Ctrl-C: what was typed is to be forgotten.
  case interrupted
  case end
}

/// Reads lines from a person or from a pipe.
///
/// On a terminal it uses the system's readline, or libedit, with history and completion. They are
/// looked up when the session starts, so nothing depends on them: without one, or on a pipe, lines
/// are read as they come.
final class LineEditor {
  private let readline: Readline?
  private let lines = InputLines(longest: InputLines.longestEntry)

  /// Whether a person is typing: prompts are shown then.
  let isInteractive = FileIO.inputIsTerminal

  /// - Parameter complete: the names that a word may become.
  init(complete: @escaping (_ word: String) -> [String]) {
    readline = isInteractive ? Readline() : nil
    readline?.installCompletion(complete)
  }

  /// - Throws: a ``Failure`` if standard input cannot be read.
  func read(prompt: String) throws -> LineInput {
    Interrupts.clear()
    if let readline { return readline.read(prompt: prompt) }
    if isInteractive { FileIO.print(prompt, terminator: "") }
    switch lines.next() {
    case .line(.text(let line)): return .line(line)
    case .line(.notText(let fault)): return .notText(fault)
    case .line(.tooLong):
      throw Failure("a line has more than \(InputLines.longestEntry) bytes")
    case .interrupted: return .interrupted
    case .failed(let fault): throw Failure("cannot read standard input: " + fault.reason)
    case .end: return .end
    }
  }
}
