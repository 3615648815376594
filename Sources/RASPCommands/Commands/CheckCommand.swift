import ArgumentParser
import RASPSyntax
import RASPText

/// `rasp check`: everything that is wrong with files, as far as that can be told without running.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report all errors in files that can be found without running them.",
    discussion: "Prints nothing, and exits with 0, if there are none.")

  @Argument(help: "Files in the \(Dialect.endings) dialect.")
  var files: [String]

  func run() throws {
    var messages: [String] = []
    for file in files {
      do {
        for fault in try CheckCommand.faults(file) { messages += Failure(fault).messages }
      } catch let failure as Failure {
        messages += failure.messages
      }
    }
    if !messages.isEmpty { throw Failure(messages) }
  }

  private static func faults(_ file: String) throws -> [SyntaxDiagnostic] {
    let dialect = Dialect.ofFile(file) ?? .standard
    let session = dialect.session(
      Surroundings(read: { FileIO.contents($0) }, module: FileIO.modules(beside: file)))
    if Notebook.isNotebook(file) { return try Notebook(file).check(session) }
    return session.check(try FileIO.readSource(file))
  }
}
