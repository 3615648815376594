import ArgumentParser
import RASPSyntax

/// `rasp check`: everything that is wrong with files, as far as that can be told without running.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report all errors in files that can be found without running them.",
    discussion: "Prints nothing, and exits with 0, if there are none.")

  @Argument(help: "Files in the RASPy dialect, or, if they end in .rasp, in the RASP dialect.")
  var files: [String]

  func run() throws {
    var messages: [String] = []
    for file in files {
      do {
        let text = try FileIO.readSource(file)
        let isClassic = Dialect(file: file) == .rasp
        let faults =
          isClassic
          ? ClassicSession(read: { FileIO.contents($0) }).check(text) : Session().check(text)
        for fault in faults {
          messages += Failure(fault).messages
        }
      } catch let failure as Failure {
        messages += failure.messages
      }
    }
    if !messages.isEmpty { throw Failure(messages) }
  }
}
