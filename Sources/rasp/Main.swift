import Foundation
import RASPCommands

@main
enum Main {
  static func main() {
    // As bytes: `CommandLine.arguments` has other characters for what is no UTF-8.
    var arguments: [[UInt8]] = []
    for index in stride(from: 1, to: Int(CommandLine.argc), by: 1) {
      guard let text = CommandLine.unsafeArgv[index] else { break }
      arguments.append([UInt8](UnsafeRawBufferPointer(start: text, count: strlen(text))))
    }
    exit(RASPTool.run(arguments))
  }
}
