import ArgumentParser
import RASP
import RASPText

/// The command line: `rasp <command> ...`.
public struct RASPTool: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "rasp",
    abstract: "Programs that a transformer can compute: run, draw and count their layers.",
    version: version,
    subcommands: [
      GalleryCommand.self, RunCommand.self, AcceptCommand.self, DrawCommand.self,
      LayersCommand.self, CheckCommand.self, ReplCommand.self, PuzzlesCommand.self,
      EqualCommand.self, OptimizeCommand.self, CheckCertificateCommand.self, CompileCommand.self,
      PredictCommand.self, VerifyCommand.self,
      BenchCommand.self,
      PlaygroundCommand.self,
    ])

  static let version = "0.1.0"

  public init() {}

  /// Runs a command line without the program's name and gives its exit status: 0, 1 for an error
  /// in the work, 64 for a command line that cannot be read.
  ///
  /// - Parameter arguments: the bytes of each. What is no UTF-8 is an error with its place, and not
  ///   made into other text.
  public static func run(_ arguments: [[UInt8]]) -> Int32 {
    FileIO.prepareStreams()
    Interrupts.catchAborts()
    var texts: [String] = []
    for (index, bytes) in arguments.enumerated() {
      if let text = String(validating: bytes, as: UTF8.self) {
        texts.append(text)
        continue
      }
      let argument = SourceText(bytes, name: "argument \(index + 1)")
      if let fault = SyntaxDiagnostic(unreadable: argument) { report(Failure(fault)) }
      return ExitCode.validationFailure.rawValue
    }
    return FileIO.status(perform(texts))
  }

  private static func perform(_ arguments: [String]) -> Int32 {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let failure as Failure {
      report(failure)
      return 1
    } catch {
      return report(error)
    }
  }

  private static func report(_ failure: Failure) {
    for message in failure.messages { FileIO.printError("error: " + message) }
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
    FileIO.printError(text.cuttingWords(to: Failure.longestWord))
    return status.rawValue
  }
}
