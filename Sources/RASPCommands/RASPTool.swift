import ArgumentParser
import RASP
import RASPSyntax

/// The command line: `rasp <command> ...`.
public struct RASPTool: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "rasp",
    abstract: "Programs that a transformer can compute: run, draw and count their layers.",
    version: version,
    subcommands: [
      GalleryCommand.self, RunCommand.self, DrawCommand.self, LayersCommand.self,
      CheckCommand.self, ReplCommand.self, PuzzlesCommand.self,
      CompileCommand.self, PredictCommand.self, VerifyCommand.self, BenchCommand.self,
      PlaygroundCommand.self,
    ])

  static let version = "0.1.0"

  public init() {}

  /// Runs a command line without the program's name and gives its exit status: 0, 1 for an error
  /// in the work, 64 for a command line that cannot be read.
  public static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let failure as Failure {
      for message in failure.messages { FileIO.printError("error: " + message) }
      return 1
    } catch {
      return report(error)
    }
  }

  /// Reports what the argument parser throws: requests for help and errors of usage.
  private static func report(_ error: any Error) -> Int32 {
    let status = exitCode(for: error)
    var text = fullMessage(for: error)
    guard !status.isSuccess else {
      FileIO.print(text)
      return 0
    }
    if text.hasPrefix("Error: ") { text = "error: " + text.dropFirst("Error: ".count) }
    FileIO.printError(text)
    return status.rawValue
  }
}

/// What a command could not do, in sentences for the user; none if all was said already.
struct Failure: Error {
  let messages: [String]

  init(_ message: String) { messages = [message] }

  /// A fault of a program's text, as it renders itself, without the word that errors start with.
  init(_ diagnostic: SyntaxDiagnostic) {
    var text = diagnostic.description
    if text.hasPrefix("error: ") { text.removeFirst("error: ".count) }
    while text.hasSuffix("\n") { text.removeLast() }
    messages = [text]
  }

  init(_ messages: [String]) { self.messages = messages }

  private init() { messages = [] }

  /// The errors were reported as they came; only the exit status remains.
  static let alreadyReported = Failure()
}
