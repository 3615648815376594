import RASP
import RASPText

/// A conversation about programs, a line at a time.
protocol Repl: AnyObject {
  /// What a person is told first.
  var greeting: String? { get }
  /// What stands before the next line.
  var prompt: String { get }
  /// Whether prompts are printed even where nobody types.
  var showsPromptsOnPipes: Bool { get }
  var isOver: Bool { get }

  /// Takes a line, without its end, and does what it says.
  func enter(_ line: String)
  /// Forgets the lines that wait for more.
  func interrupt()
  /// Does what is left to do where the input ends.
  func end(isInteractive: Bool)
  /// Runs a file.
  func load(_ path: String)
  /// The words that a beginning may become.
  func completions(of word: String) -> [String]
}

extension Repl {
  /// Reads and answers until the end of the input, or of the conversation.
  ///
  /// - Throws: a ``Failure`` if the input cannot be read.
  func run() throws {
    let editor = LineEditor { [unowned self] in self.completions(of: $0) }
    if editor.isInteractive, let greeting { FileIO.print(greeting) }
    var number = 0
    while !isOver {
      if showsPromptsOnPipes, !editor.isInteractive { FileIO.print(prompt, terminator: "") }
      number += 1
      switch try editor.read(prompt: prompt) {
      case .line(let line): enter(line)
      case .notText(let fault):
        // What the line was to go on with would mean something else without it.
        interrupt()
        let line = editor.isInteractive ? "the line" : "line \(number) of the input"
        FileIO.printError("error: " + line + " is " + fault.inLine)
      case .interrupted:
        interrupt()
        FileIO.print("")
      case .end: return end(isInteractive: editor.isInteractive)
      }
    }
  }
}

/// A conversation that the dialect has of its own: prints what the language's first implementation
/// prints, on a pipe prompts and all; on a terminal lines can be edited.
final class OwnRepl: Repl {
  private let conversation: DialectConversation

  init(_ conversation: DialectConversation) { self.conversation = conversation }

  let greeting: String? = nil
  let showsPromptsOnPipes = true
  var prompt: String { conversation.prompt() }
  var isOver: Bool { conversation.isOver() }

  func enter(_ line: String) { conversation.enter(line) }
  func interrupt() { conversation.interrupt() }
  func end(isInteractive: Bool) { FileIO.print("") }
  func load(_ path: String) { conversation.load(path) }

  func completions(of word: String) -> [String] {
    conversation.names().filter { $0.hasPrefix(word) }
  }
}
