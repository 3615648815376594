import ArgumentParser
import RASPSyntax
import RASPText

/// `rasp repl`: a session in which each entry shows what it gives.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Write programs line by line and see what they do.",
    discussion: "Reads a script from standard input if that is no terminal.")

  @Argument(help: "A file to load first.")
  var file: String?

  @Option(help: "How programs are written: \(Dialect.ids).")
  var dialect = Dialect.standard

  @OptionGroup var random: SeedOption

  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    Interrupts.catchSignals()
    var dialect = dialect
    // A file says what it is written in, unless the option says something special.
    if dialect.id == Dialect.standard.id, let file { dialect = Dialect.ofFile(file) ?? dialect }
    var surroundings = Surroundings(
      limits: limits.limits, isCancelled: { Interrupts.happened },
      print: { FileIO.print($0, terminator: "") }, read: { FileIO.contents($0) },
      draw: { FlowFolder.write($0) }, module: FileIO.modules(beside: file), seed: random.seed ?? 0)
    surroundings.keepsNamesOfFailures = file.map(Notebook.isNotebook) ?? false
    if let own = dialect.conversation(surroundings) {
      try talk(with: OwnRepl(own))
    } else {
      try talk(with: SessionRepl(dialect, surroundings))
    }
  }

  private func talk(with repl: some Repl) throws {
    if let file { repl.load(file) }
    try repl.run()
  }
}
