import ArgumentParser
import RASP
import RASPSyntax

/// Which program a command works on: one of the gallery, or one written in the RASPy or the RASP
/// dialect, in a file or on the command line.
struct ProgramOptions: ParsableArguments {
  @Option(name: .customShort("c"), help: "The program's text, instead of a file.")
  var source: String?

  @Option(
    name: .customShort("e"),
    help: "An expression to evaluate after the file; it is the program then.")
  var expression: String?

  @Option(help: "How the text of -c is written: raspy or rasp.")
  var dialect = Dialect.raspy

  @OptionGroup(title: "Limits") var limits: LimitOptions

  @Argument(
    help: ArgumentHelp(
      "A program (a name that `rasp gallery` lists, or a FILE.py or FILE.rasp) and what it is run on.",
      valueName: "program-and-inputs"))
  var words: [String] = []

  func validate() throws {
    if words.isEmpty && source == nil {
      throw ValidationError("Missing expected argument '<program>'")
    }
  }

  /// Reports more inputs than a command takes as an error of usage.
  func expect(inputs most: Int) throws {
    let given = words.count - (source == nil ? 1 : 0)
    if given > most { throw ValidationError("Unexpected argument '\(words[words.count - 1])'") }
  }

  /// The program, read and built.
  ///
  /// - Throws: a ``Failure`` with the place in the text, or with a suggestion if there is no such
  ///   program.
  func choose() throws -> ChosenProgram {
    if let source {
      let text = SourceText(source, name: "<command line>")
      return try chosen(text, dialect, name: expression ?? source, inputs: words[...])
    }
    let (name, inputs) = (words[0], words.dropFirst())
    if let dialect = Dialect(file: name) {
      let text = try FileIO.readSource(name)
      return try chosen(text, dialect, name: expression ?? name, inputs: inputs)
    }
    if expression != nil {
      throw Failure("-e goes with a FILE.py or FILE.rasp or with -c, not with `\(name)`")
    }
    return ChosenProgram(try entry(name), inputs: Array(inputs))
  }

  private func chosen(
    _ source: SourceText, _ dialect: Dialect, name: String, inputs: ArraySlice<String>
  ) throws -> ChosenProgram {
    switch dialect {
    case .raspy: try chosen(source, name: name, inputs: inputs)
    case .rasp: try chosenClassic(source, name: name, inputs: inputs)
    }
  }

  private func chosenClassic(
    _ source: SourceText, name: String, inputs: ArraySlice<String>
  ) throws -> ChosenProgram {
    let session = ClassicSession(
      limits: limits.limits, read: { FileIO.contents($0) }, draw: { ClassicRepl.write($0) })
    do throws(SyntaxDiagnostic) {
      // A text on the command line may leave its last semicolon off.
      var outcome =
        if let text = self.source {
          try session.evaluate(text, name: source.name)
        } else {
          try session.run(source)
        }
      if let expression { outcome = try session.evaluate(expression) }
      return ChosenProgram(
        name, try outcome.program(), example: session.example, explain: session.explain,
        inputs: Array(inputs))
    } catch {
      throw Failure(error)
    }
  }

  private func chosen(
    _ source: SourceText, name: String, inputs: ArraySlice<String>
  ) throws -> ChosenProgram {
    let session = Session(
      limits: limits.limits, print: { FileIO.printError($0, terminator: "") })
    do throws(SyntaxDiagnostic) {
      var outcome = try session.run(source)
      if let expression { outcome = try session.evaluate(expression) }
      return ChosenProgram(
        name, try outcome.program(), example: session.example, explain: session.explain,
        inputs: Array(inputs))
    } catch {
      throw Failure(error)
    }
  }

  private func entry(_ name: String) throws -> Gallery.Entry {
    if let entry = Gallery.entries.first(where: { $0.name == name }) { return entry }
    let hint =
      suggestion(for: name, among: Gallery.entries.map(\.name)).map { "did you mean `\($0)`?" }
      ?? "`rasp gallery` lists what there is; a file's name ends in .py or .rasp"
    throw Failure("no program is called `\(name.cut(to: 60))`: " + hint)
  }
}

/// What a text may use before it is stopped.
struct LimitOptions: ParsableArguments {
  @Option(help: "Steps that building a program may take.")
  var maxSteps: Int = Limits().steps

  @Option(help: "Calls within calls.")
  var maxDepth: Int = Limits().depth

  @Option(help: "Elements of one list, characters of one string.")
  var maxSize: Int = Limits().size

  @Option(help: "Elements of all lists and strings together.")
  var maxTotal: Int = Limits().total

  @Option(help: "Operations on s-ops and selectors.")
  var maxOperations: Int = Limits().operations

  var limits: Limits {
    Limits(
      steps: maxSteps, depth: maxDepth, size: maxSize, total: maxTotal, operations: maxOperations)
  }

  func validate() throws {
    if [maxSteps, maxDepth, maxSize, maxTotal, maxOperations].contains(where: { $0 < 1 }) {
      throw ValidationError("A limit must be at least 1")
    }
  }
}

/// A program that was chosen on the command line, and the inputs that came with it.
struct ChosenProgram {
  /// What it is called: its name, its file, or the text itself.
  let name: String
  let runnable: Outcome.Runnable
  /// An input that shows the program.
  let example: Input
  let inputs: [String]
  private let explain: ((Diagnostic) -> SyntaxDiagnostic)?

  init(_ entry: Gallery.Entry, inputs: [String]) {
    name = entry.name
    runnable = .sop(entry.program)
    example = entry.example
    self.inputs = inputs
    explain = nil
  }

  /// - Parameter explain: finds the place of an error of a run in the program's text.
  init(
    _ name: String, _ runnable: Outcome.Runnable, example: Input,
    explain: @escaping (Diagnostic) -> SyntaxDiagnostic, inputs: [String]
  ) {
    self.name = name
    self.runnable = runnable
    self.example = example
    self.inputs = inputs
    self.explain = explain
  }

  func program(causal: Bool = false) -> Program {
    switch runnable {
    case .sop(let sop): Program(sop, causal: causal)
    case .selector(let selector): Program(selector, causal: causal)
    }
  }

  /// An error of a run, with its place in the program's text if there is one.
  func failure(_ diagnostic: Diagnostic) -> Failure {
    guard let explain else { return Failure(diagnostic.description) }
    return Failure(explain(diagnostic))
  }
}

extension Input {
  /// The input that a word of the command line or a line stands for.
  static func parsing(_ text: String) throws -> Input {
    do {
      return try Input(parsing: text)
    } catch {
      throw Failure(error.description)
    }
  }
}
