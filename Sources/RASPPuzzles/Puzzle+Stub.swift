import RASP

extension Puzzle {
  /// A file of stubs, one a puzzle, to be filled in.
  public static func stubs() -> String {
    var text = """
      # Puzzles: replace each `raise NotImplementedError` by a program.
      #
      #   rasp puzzles check FILE.py          what is solved, and at what cost
      #   rasp puzzles hint NAME [NUMBER]     a nudge, then a stronger one
      #
      # A solution may use the functions above it.
      from raspy import *

      """
    for puzzle in all { text += "\n\n" + puzzle.stub }
    return text
  }

  /// The task as a comment, and a function that does nothing yet.
  var stub: String {
    var text = ""
    for line in description.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      text += line.isEmpty ? "#\n" : "# " + line + "\n"
    }
    return text + signature + ":\n    raise NotImplementedError\n"
  }

  /// The function's first line, without the colon.
  public var signature: String { "def " + name + "(" + parameters + ")" }

  /// The task, the examples with their answers, and the par.
  public var description: String {
    var text = name + ": " + task
    text = Puzzle.wrapped(text) + "\n"
    for example in examples {
      guard let answer = answer(to: example) else { continue }
      text += "  " + example.call + " on " + Value.jsonArray(example.input.tokens)
      text += "\n    gives " + Value.jsonArray(answer) + "\n"
    }
    text += "\nPar: " + par.score.description + "\n"
    if let score = par.withSelection {
      text += "With leftmost, rightmost, best or least: " + score.description + "\n"
    }
    return text
  }

  /// Lines of at most 88 characters.
  private static func wrapped(_ text: String) -> String {
    var (lines, line) = ("", "")
    for word in text.split(separator: " ") {
      if line.utf8.count + word.utf8.count >= 88 {
        lines += line + "\n"
        line = ""
      }
      line += (line.utf8.isEmpty ? "" : " ") + String(word)
    }
    return lines + line + "\n"
  }
}
