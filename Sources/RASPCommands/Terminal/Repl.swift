import RASP
import RASPDiagram
import RASPSyntax

/// A conversation: entries of the dialect, and commands that start with a colon.
final class Repl {
  private let limits: Limits
  private var session: Session
  /// The last entry whose value was a program: what `:draw` and `:layers` work on.
  private var last: Outcome.Runnable?

  init(limits: Limits) {
    self.limits = limits
    session = Repl.session(limits)
  }

  private static func session(_ limits: Limits) -> Session {
    Session(
      limits: limits, isCancelled: { Interrupts.happened },
      print: { FileIO.print($0, terminator: "") })
  }

  /// Reads and answers until the end of the input or `:quit`.
  func run() {
    let editor = LineEditor { [unowned self] in self.completions(of: $0) }
    if editor.isInteractive {
      FileIO.print("rasp \(RASPTool.version), RASPy dialect. :help tells more, Ctrl-D ends.")
    }
    var entry = Entry()
    while true {
      switch editor.read(prompt: entry.isEmpty ? ">>> " : "... ") {
      case .interrupted:
        entry = Entry()
        FileIO.print("")
      case .end:
        if !entry.isEmpty { evaluate(entry.text) }
        if editor.isInteractive { FileIO.print("") }
        return
      case .line(let line):
        if entry.isEmpty, let command = ReplCommandLine(line) {
          if command.name == "quit" { return }
          perform(command)
          continue
        }
        for text in entry.add(line) { evaluate(text) }
      }
    }
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

  private func completions(of word: String) -> [String] {
    let methods = ["has", "input", "map", "mean", "name", "round", "toseq", "value", "width"]
    if let dot = word.lastIndex(of: ".") {
      let stem = word[...dot]
      return methods.map { stem + $0 }.filter { $0.hasPrefix(word) }
    }
    let words = ["def", "elif", "else", "for", "if", "in", "lambda", "not", "return", "while"]
    return (session.names + words).filter { $0.hasPrefix(word) }.sorted()
  }
}

// MARK: Commands

extension Repl {
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
      case "help": FileIO.print(Repl.help)
      case "reset":
        let example = session.example
        session = Repl.session(limits)
        session.example = example
        last = nil
      case "example": try setExample(command.rest)
      case "load": load(command.rest)
      case "layers":
        FileIO.print(LayersTable.text(try program(command.rest)))
      case "draw": try draw(command.rest)
      default:
        let hint = suggestion(for: command.name, among: Repl.commands)
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
      guard !path.isEmpty else { throw Failure("which file? :load FILE.py") }
      try session.run(try FileIO.readSource(path))
    } catch let diagnostic as SyntaxDiagnostic {
      report(Failure(diagnostic))
    } catch {
      report(error as? Failure ?? Failure(String(describing: error)))
    }
  }

  private func setExample(_ text: String) throws {
    if !text.isEmpty { session.example = try Input.parsing(Repl.unquoted(text)) }
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
    switch runnable {
    case .sop(let sop): return Program(sop)
    case .selector(let selector): return Program(selector)
    }
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

/// A line that starts with a colon: a command and the rest of the line.
private struct ReplCommandLine {
  let name: String
  let rest: String

  init?(_ line: String) {
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

/// The lines of one entry so far.
private struct Entry {
  private(set) var text = ""

  var isEmpty: Bool { text.isEmpty }

  /// Adds a line, and gives the texts that are complete with it.
  ///
  /// An empty line ends a block, and so does a line that is not indented: scripts have no empty
  /// line there.
  mutating func add(_ line: String) -> [String] {
    var complete: [String] = []
    if !isEmpty, isOpenBlock, startsStatement(line) {
      complete.append(text)
      text = ""
    }
    if isEmpty && line.allSatisfy(\.isWhitespace) { return complete }
    text += line + "\n"
    if !Session.isIncomplete(text) {
      complete.append(text)
      text = ""
    }
    return complete
  }

  /// Whether nothing but an empty line is missing.
  private var isOpenBlock: Bool { !Session.isIncomplete(text + "\n") }

  private func startsStatement(_ line: String) -> Bool {
    guard let first = line.first, !first.isWhitespace, first != "#" else { return false }
    return !["elif", "else", "except", "finally"].contains { line.hasPrefix($0) }
  }
}
