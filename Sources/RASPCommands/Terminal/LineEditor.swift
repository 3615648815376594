/// What came of asking for a line.
enum LineInput {
  case line(String)
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
  private let lines = InputLines()

  /// Whether a person is typing: prompts are shown then.
  let isInteractive = FileIO.inputIsTerminal

  /// - Parameter complete: the names that a word may become.
  init(complete: @escaping (_ word: String) -> [String]) {
    readline = isInteractive ? Readline() : nil
    readline?.installCompletion(complete)
  }

  func read(prompt: String) -> LineInput {
    Interrupts.clear()
    if let readline { return readline.read(prompt: prompt) }
    if isInteractive { FileIO.print(prompt, terminator: "") }
    switch lines.next() {
    case .line(let line): return .line(line ?? "\u{FFFD}")
    case .interrupted: return .interrupted
    case .failed, .end: return .end
    }
  }
}
