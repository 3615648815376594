import Foundation

/// The built tool, run as a user would run it.
struct Tool {
  let status: Int32
  let output: String
  let errors: String

  /// The folder that the tests were built into, which holds the executables too.
  static let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

  /// The root of the package.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// `rasp` with these arguments.
  static func rasp(_ arguments: String..., input: String = "") throws -> Tool {
    try run("rasp", arguments, input: Data(input.utf8))
  }

  static func rasp(_ arguments: [String]) throws -> Tool {
    try run("rasp", arguments, input: Data())
  }

  static func rasp(_ arguments: String..., bytes: Data) throws -> Tool {
    try run("rasp", arguments, input: bytes)
  }

  /// A command of a shell that finds the built executables by name.
  static func shell(_ command: String) throws -> Tool {
    let script = "export PATH='\(products.path)':\"$PATH\"; " + command
    return try run("/bin/bash", ["-c", script], input: Data())
  }

  static func run(_ name: String, _ arguments: [String], input: Data = Data()) throws -> Tool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: name, relativeTo: products)
    process.arguments = arguments
    process.currentDirectoryURL = package
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: nothing can block, however much is written.
    let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try input.write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Tool(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}
