import ArgumentParser
import RASPSyntax

/// `rasp repl`: a session in which each entry shows what it gives.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Write programs line by line and see what they do.",
    discussion: "Reads a script from standard input if that is no terminal.")

  @Argument(help: "A file to load first.")
  var file: String?

  @Option(help: "How programs are written: raspy or rasp.")
  var dialect = Dialect.raspy

  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() {
    Interrupts.catchSignals()
    if dialect == .rasp || file.flatMap(Dialect.init(file:)) == .rasp {
      let repl = ClassicRepl(limits: limits.limits)
      if let file { repl.load(file) }
      return repl.run()
    }
    let repl = Repl(limits: limits.limits)
    if let file { repl.load(file) }
    repl.run()
  }
}

/// The languages that programs are written in, beside Swift.
enum Dialect: String, ExpressibleByArgument {
  /// Python's syntax, as in the article.
  case raspy
  /// The language of the paper.
  case rasp

  /// The dialect of a file, by the end of its name.
  init?(file: String) {
    if file.hasSuffix(".py") {
      self = .raspy
    } else if file.hasSuffix(".rasp") {
      self = .rasp
    } else {
      return nil
    }
  }
}
