import RASP
import RASPDiagram
import RASPSyntax
import RASPText

/// A conversation with a session of any dialect: entries of the dialect, and commands that start
/// with a colon.
final class SessionRepl: Repl {
  private let dialect: Dialect
  private let surroundings: Surroundings
  private var session: TextSession
  private var entry: Entry
  /// The last entry whose value was a program: what `:draw` and `:layers` work on.
  private var last: Outcome.Runnable?
  private(set) var isOver = false

  init(_ dialect: Dialect, _ surroundings: Surroundings) {
    self.dialect = dialect
    self.surroundings = surroundings
    session = dialect.session(surroundings)
    entry = Entry(dialect)
  }

  var greeting: String? {
    "rasp \(RASPTool.version), \(dialect.title) dialect. :help tells more, Ctrl-D ends."
  }

  var prompt: String { entry.isEmpty ? ">>> " : "... " }
  let showsPromptsOnPipes = false

  func enter(_ line: String) {
    let line = Transcript.withoutPrompt(line, isContinuing: !entry.isEmpty)
    if entry.isEmpty, let command = ReplCommandLine(line, defined: session.names) {
      if command.name == "quit" { isOver = true } else { perform(command) }
      return
    }
    for text in entry.add(line) { evaluate(text) }
  }

  func interrupt() { entry = Entry(dialect) }

  func end(isInteractive: Bool) {
    if !entry.isEmpty { evaluate(entry.text) }
    if isInteractive { FileIO.print("") }
  }

  private func evaluate(_ text: String) {
    Interrupts.clear()
    do {
      show(try session.run(SourceText(text, name: "<entry>")))
    } catch {
      report(Failure(error))
    }
  }

  /// Shows the value of an entry, if it has one, and remembers it if it is a program.
  private func show(_ outcome: Outcome) {
    guard outcome.hasValue else { return }
    if let program = try? outcome.program() { last = program }
    do {
      FileIO.print(try outcome.display(), terminator: "")
    } catch {
      report(Failure(error))
    }
  }

  private func report(_ failure: Failure) {
    for message in failure.messages { FileIO.printError("error: " + message) }
  }

  func completions(of word: String) -> [String] {
    if let dot = word.lastIndex(of: ".") {
      let stem = word[...dot]
      return dialect.words.members.map { stem + $0 }.filter { $0.hasPrefix(word) }
    }
    return (session.names + dialect.words.keywords).filter { $0.hasPrefix(word) }.sorted()
  }
}

// MARK: Commands

extension SessionRepl {
  fileprivate static let help = """
    An expression shows its value: s-ops, selectors, keys and queries as figures on the example.
    A definition that spans lines ends with an empty line.

      :example [INPUT]   show or set the example: text, or a JSON array
      :layers [EXPR]     attention layers and heads of a program
      :draw FILE [EXPR]  write the figure of a program as SVG
      :load FILE         run a file
      :reset             forget all definitions
      :help              this text
      :quit              end (also Ctrl-D)

    Without EXPR a command takes the last program that was shown. Tab completes names, Ctrl-C stops
    what runs.
    """

  private static let commands = ["example", "layers", "draw", "load", "reset", "help", "quit"]

  private func perform(_ command: ReplCommandLine) {
    do {
      switch command.name {
      case "help": FileIO.print(SessionRepl.help)
      case "reset":
        let example = session.example
        session = dialect.session(surroundings)
        session.example = example
        last = nil
      case "example": try setExample(command.rest)
      case "load": load(command.rest)
      case "layers":
        FileIO.print(LayersTable.text(try program(command.rest)))
      case "draw": try draw(command.rest)
      default:
        let hint = suggestion(for: command.name, among: SessionRepl.commands)
          .map { "did you mean :\($0)?" }
        throw Failure("there is no command :\(command.name): " + (hint ?? ":help lists them"))
      }
    } catch let failure as Failure {
      report(failure)
    } catch {
      report(Failure(String(describing: error)))
    }
  }

  /// Runs a file in the session.
  func load(_ path: String) {
    Interrupts.clear()
    do {
      guard !path.isEmpty else { throw Failure("which file? :load FILE\(dialect.fileEnding)") }
      if Notebook.isNotebook(path) {
        let print = { (text: String) in FileIO.print(text, terminator: "") }
        if let program = NotebookRun(try Notebook(path), in: session, show: print).last {
          last = try? program.program()
        }
        return
      }
      try session.run(try FileIO.readSource(path))
    } catch let diagnostic as SyntaxDiagnostic {
      report(Failure(diagnostic))
    } catch {
      report(error as? Failure ?? Failure(String(describing: error)))
    }
  }

  private func setExample(_ text: String) throws {
    if !text.isEmpty { session.example = try Input.parsing(SessionRepl.unquoted(text)) }
    FileIO.print("example: " + Value.jsonArray(session.example.tokens))
  }

  /// `"abc"` and `abc` are the same example.
  private static func unquoted(_ text: String) -> String {
    guard text.count > 1, let quote = text.first, quote == "\"" || quote == "'",
      text.last == quote
    else { return text }
    return String(text.dropFirst().dropLast())
  }

  /// The program that an expression gives, or else the last one shown.
  private func program(_ expression: String) throws -> Program {
    let runnable: Outcome.Runnable
    if expression.isEmpty {
      guard let last else { throw Failure("no program was shown yet: name one") }
      runnable = last
    } else {
      Interrupts.clear()
      do {
        runnable = try session.evaluate(expression, name: "<entry>").program()
      } catch {
        throw Failure(error)
      }
    }
    return Program(runnable)
  }

  private func draw(_ words: String) throws {
    let parts = words.split(separator: " ", maxSplits: 1).map(String.init)
    guard let path = parts.first else { throw Failure("which file? :draw FILE.svg") }
    let program = try program(parts.count > 1 ? parts[1] : "")
    do {
      try FileIO.write(Figure.trace(try Trace(program, session.example)), to: path)
      FileIO.print("wrote " + path)
    } catch let diagnostic as Diagnostic {
      throw Failure(session.explain(diagnostic))
    }
  }
}

/// A line that starts with a colon: a command and the rest of the line. `help`, `quit` and `exit`, as
/// Python has them, are commands without a colon too, unless the text has given the name a value.
private struct ReplCommandLine {
  let name: String
  let rest: String

  private static let bare = ["help": "help", "quit": "quit", "exit": "quit"]

  init?(_ line: String, defined names: [String]) {
    var word = line[...].trimmingSpaces
    if word.hasSuffix("()") { word.removeLast(2) }
    if let command = ReplCommandLine.bare[word], !names.contains(word) {
      (name, rest) = (command, "")
      return
    }
    guard line.hasPrefix(":") else { return nil }
    let words = line.dropFirst().split(separator: " ", maxSplits: 1)
    name = words.first.map(String.init) ?? "help"
    rest = words.count > 1 ? words[1].trimmingSpaces : ""
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    let kept = drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }
    return String(kept.reversed())
  }
}
