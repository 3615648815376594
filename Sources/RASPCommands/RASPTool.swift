import ArgumentParser

/// The command line: `rasp <command> ...`.
public struct RASPTool: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "rasp",
    abstract: "Programs that a transformer can compute: run, draw and count their layers.",
    version: version,
    subcommands: [
      GalleryCommand.self, RunCommand.self, AcceptCommand.self, DrawCommand.self,
      LayersCommand.self, CheckCommand.self, ReplCommand.self, PuzzlesCommand.self,
      EqualCommand.self, OptimizeCommand.self, CompileCommand.self,
      PredictCommand.self, VerifyCommand.self,
      BenchCommand.self,
      PlaygroundCommand.self,
    ])

  static let version = "0.1.0"

  public init() {}

  /// Runs a command line without the program's name and gives its exit status: 0, 1 for an error
  /// in the work, 64 for a command line that cannot be read.
  public static func run(_ arguments: [String]) -> Int32 {
    FileIO.prepareStreams()
    return FileIO.status(perform(arguments))
  }

  private static func perform(_ arguments: [String]) -> Int32 {
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
