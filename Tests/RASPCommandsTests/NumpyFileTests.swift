import Foundation
import Testing

/// `rasp run --format npy`, on files that are written here; Scripts/peers tries it beside numpy.
@Suite struct NumpyFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("rasp-npy-" + UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func file(
    _ type: String, _ shape: String, order: String = "False", _ values: [UInt8]
  ) throws -> String {
    var header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(shape)), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    return try file(start + Array(header.utf8) + values)
  }

  private func file(_ bytes: [UInt8]) throws -> String {
    let path = folder.appendingPathComponent(UUID().uuidString + ".npy")
    try Data(bytes).write(to: path)
    return path.path
  }

  private func error(_ arguments: String...) throws -> String {
    let tool = try Tool.run("rasp", ["run"] + arguments)
    #expect(tool.status != 0)
    #expect(tool.output == "")
    return tool.errors
  }

  @Test func runsRowsOfIntegers() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appendingPathComponent("out.npy")
    let path = try file("<i2", "2, 3", [1, 0, 2, 0, 3, 0, 255, 255, 7, 0, 7, 0])
    let tool = try Tool.rasp("run", "cumsum", "--format", "npy", path, "-o", output.path)
    #expect(tool.status == 0 && tool.errors == "" && tool.output == "")
    let bytes = try Data(contentsOf: output)
    #expect(bytes.count == 128 + 48)
    let header = String(decoding: bytes[10..<127], as: UTF8.self)
    #expect(header.hasPrefix("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3), }"))
    let values = (0..<6).map { place in
      bytes[(128 + 8 * place)..<(136 + 8 * place)].reversed()
        .reduce(0 as Int64) { $0 << 8 | Int64($1) }
    }
    #expect(values == [1, 3, 6, -1, 6, 13])
  }

  @Test func saysWhatIsWrongWithAFile() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let cases: [(String, String)] = [
      (try file([]), "is no file of numpy's"),
      (try file(Array("[1, 2, 3]".utf8)), "is no file of numpy's"),
      (try file([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]), "ends within its header"),
      (try file("<i8", "3,", [1, 2, 3]), "does not hold what its header says"),
      (
        try file("<i8", "9223372036854775807, 9223372036854775807", []),
        "does not hold what its header says"
      ),
      (try file("<U0", "1000000000000000000,", []), "does not hold what its header says"),
      (try file("<i8", "1000000000000, 0", []), "does not hold what its header says"),
      (try file("<U9223372036854775807", "1,", []), "has values of type '<U9223372036854775807'"),
      (try file("<i8", "-1,", []), "has a header that cannot be read"),
      (try file(">i8", "0,", []), "has values of type '>i8'"),
      (try file("<c16", "0,", []), "has values of type '<c16'"),
      (try file("|O", "0,", []), "has values of type '|O'"),
      (try file("<i8", "0, 1, 2", []), "has 3 dimensions"),
      (try file("<i8", "", []), "has 0 dimensions"),
      (try file("<i8", "0, 2", order: "True", []), "not in Fortran's order"),
      (try file("<u8", "1,", [UInt8](repeating: 255, count: 8)), "integers end at"),
      (try file("<U1", "1,", [0, 0, 0, 1]), "which is no character"),
      (folder.path + "/none.npy", "there is no file"),
    ]
    for (path, message) in cases {
      let errors = try error("histogram", "--format", "npy", path)
      #expect(errors.hasPrefix("error: ") && errors.contains(message), "\(message): \(errors)")
    }
  }

  @Test func saysWhatDoesNotGoTogether() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try file("<i8", "2, 1", [UInt8](repeating: 1, count: 16))
    #expect(try error("flip", "abc", "-o", "x.npy").contains("-o goes with --format npy"))
    #expect(try error("flip", path, "--format", "npy", "--json").contains("--json does not go"))
    #expect(try error("flip", path, path, "--format", "npy").contains("Unexpected argument"))
    #expect(try error("flip", path, "--format", "arrow").contains("'json'"))
    #expect(try error("flip", path, "--format", "npy", "-o", "").contains("an empty path"))
    #expect(
      try error("-c", "1 // (tokens - tokens)", path, "--format", "npy").hasPrefix("error: row 0: ")
    )
    #expect(
      try error("shift", try file("<i8", "2,", [UInt8](repeating: 1, count: 16)), "--format", "npy")
        .contains("several kinds of values"))
    #expect(
      try error("flip", path, "--format", "npy", "--max-tokens", "0").contains("--max-tokens"))
  }
}
