import ArgumentParser
import RASP
import RASPSyntax
import RASPText

/// Which program a command works on: one of the gallery, or one written in the RASPy or the RASP
/// dialect, in a file or on the command line.
struct ProgramOptions: ParsableArguments {
  @Option(name: .customShort("c"), help: "The program's text, instead of a file.")
  var source: String?

  @Option(
    name: .customShort("e"),
    help: "An expression to evaluate after the file; it is the program then.")
  var expression: String?

  @Option(help: "How the text of -c is written: \(Dialect.ids).")
  var dialect = Dialect.standard

  @OptionGroup var random: SeedOption

  @OptionGroup(title: "Limits") var limits: LimitOptions

  @Argument(
    help: ArgumentHelp(
      "A program (a name that `rasp gallery` lists, or a \(Dialect.files)) and what it is run on.",
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
    if Notebook.isNotebook(name) { return try chosen(notebook: name, inputs: inputs) }
    if let dialect = Dialect.ofFile(name) {
      let text = try FileIO.readSource(name)
      return try chosen(text, dialect, name: expression ?? name, inputs: inputs)
    }
    if expression != nil {
      throw Failure("-e goes with a \(Dialect.files) or with -c, not with `\(name)`")
    }
    return ChosenProgram(try entry(name), inputs: Array(inputs))
  }

  private func chosen(
    _ source: SourceText, _ dialect: Dialect, name: String, inputs: ArraySlice<String>
  ) throws -> ChosenProgram {
    let reading = RecordedReading()
    let modules = FileIO.modules(beside: self.source == nil ? source.name : nil)
    let session = dialect.session(
      Surroundings(
        limits: limits.limits, print: { FileIO.printError($0, terminator: "") },
        read: { reading.read($0) }, draw: { FlowFolder.write($0) },
        module: { reading.module($0, from: modules) }, seed: random.seed ?? 0))
    do throws(SyntaxDiagnostic) {
      // A text on the command line may leave off what ends its last statement.
      var outcome =
        if let text = self.source {
          try session.evaluate(text, name: source.name)
        } else {
          try session.run(source)
        }
      if let expression { outcome = try session.evaluate(expression) }
      let record = ProgramRecord(
        dialect: dialect.id, text: ProgramRecord.Text(source), isLine: self.source != nil,
        expression: expression, seed: random.seed ?? 0, modules: reading.modules,
        files: reading.files)
      return try ChosenProgram(
        name, outcome, session: session, record: record, inputs: Array(inputs))
    } catch {
      throw Failure(error)
    }
  }

  // MARK: Notebooks

  /// The path of the notebook that was named, if nothing else is asked of it than to run.
  var notebookAlone: String? {
    guard source == nil, expression == nil, words.count == 1, Notebook.isNotebook(words[0]) else {
      return nil
    }
    return words[0]
  }

  /// Runs all cells of a notebook and shows what they show.
  func run(notebook path: String) throws {
    let notebook = try Notebook(path)
    let print = { (text: String) in FileIO.print(text, terminator: "") }
    if NotebookRun(notebook, in: session(for: path, print: print), show: print).hasFailed {
      throw Failure.alreadyReported
    }
  }

  private func session(
    for notebook: String, print: @escaping (String) -> Void
  ) -> TextSession {
    var surroundings = Surroundings(
      limits: limits.limits, print: print, read: { FileIO.contents($0) },
      module: FileIO.modules(beside: notebook), seed: random.seed ?? 0)
    surroundings.keepsNamesOfFailures = true
    return Dialect.standard.session(surroundings)
  }

  /// The program that a notebook's last cell with one gives.
  private func chosen(notebook path: String, inputs: ArraySlice<String>) throws -> ChosenProgram {
    let notebook = try Notebook(path)
    let print = { (text: String) in FileIO.printError(text, terminator: "") }
    let session = session(for: path, print: print)
    let run = NotebookRun(notebook, in: session) { _ in }
    do throws(SyntaxDiagnostic) {
      let outcome = try expression.map { (text) throws(SyntaxDiagnostic) in
        try session.evaluate(text)
      }
      guard let outcome = outcome ?? run.last else {
        throw SyntaxDiagnostic(NoProgram.nothing.report, at: nil)
      }
      return try ChosenProgram(
        expression ?? path, outcome, session: session, record: nil, inputs: Array(inputs))
    } catch {
      throw Failure(error)
    }
  }

  private func entry(_ name: String) throws -> Gallery.Entry {
    if let entry = Gallery.allEntries.first(where: { $0.name == name }) { return entry }
    let hint =
      suggestion(for: name, among: Gallery.allEntries.map(\.name)).map { "did you mean `\($0)`?" }
      ?? "`rasp gallery` lists what there is; a file's name ends in \(Dialect.endingsAlone)"
    throw Failure("no program is called `\(name.cut(to: 60))`: " + hint)
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
