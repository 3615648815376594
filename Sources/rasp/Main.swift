import Foundation
import RASPCommands

@main
enum Main {
  static func main() {
    exit(RASPTool.run(Array(CommandLine.arguments.dropFirst())))
  }
}
