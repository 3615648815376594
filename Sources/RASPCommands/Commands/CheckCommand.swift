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
        if Notebook.isNotebook(file) {
          for fault in try Notebook(file).check(Dialect.standard.session()) {
            messages += Failure(fault).messages
          }
          continue
        }
        let text = try FileIO.readSource(file)
        let dialect = Dialect.ofFile(file) ?? .standard
        let session = dialect.session(
          Surroundings(read: { FileIO.contents($0) }, module: FileIO.modules(beside: file)))
        for fault in session.check(text) {
          messages += Failure(fault).messages
        }
      } catch let failure as Failure {
        messages += failure.messages
      }
    }
    if !messages.isEmpty { throw Failure(messages) }
  }
}
