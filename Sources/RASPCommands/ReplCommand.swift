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

  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() {
    Interrupts.catchSignals()
    let repl = Repl(limits: limits.limits)
    if let file { repl.load(file) }
    repl.run()
  }
}
