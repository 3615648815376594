import ArgumentParser
import RASPSyntax

/// `rasp check`: everything that is wrong with files, as far as that can be told without running.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report all errors in files that can be found without running them.",
    discussion: "Prints nothing, and exits with 0, if there are none.")

  @Argument(help: "Files in the RASPy dialect.")
  var files: [String]

  func run() throws {
    var messages: [String] = []
    for file in files {
      do {
        for fault in Session().check(try FileIO.readSource(file)) {
          messages += Failure(fault).messages
        }
      } catch let failure as Failure {
        messages += failure.messages
      }
    }
    if !messages.isEmpty { throw Failure(messages) }
  }
}
