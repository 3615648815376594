import Foundation
import RASP
import Testing

/// One line of the file that records what the original implementation answers.
struct GoldenLine: Sendable, CustomTestStringConvertible {
  let text: String

  var testDescription: String { text }

  /// The raw JSON of a field. The fields of a line are in a fixed order, so the next one's name
  /// ends it.
  func field(_ name: String, before next: String? = nil) throws -> String {
    let start = try #require(text.firstRange(of: "\"\(name)\": ")).upperBound
    let end = try #require(text[start...].firstRange(of: next.map { ", \"\($0)\": " } ?? "}"))
    return String(text[start..<end.lowerBound])
  }

  func values(_ name: String, before next: String? = nil) throws -> [Value] {
    try Value.array(fromJSON: field(name, before: next))
  }

  /// The input, which is a string or an array.
  func input(before next: String) throws -> Input {
    let json = try field("input", before: next)
    if json.hasPrefix("[") { return Input(try Value.array(fromJSON: json)) }
    return Input(try #require(String(Value.array(fromJSON: "[\(json)]")[0])))
  }

  /// A field that is a word in quotes.
  func word(_ name: String, before next: String) throws -> String {
    String(try field(name, before: next).dropFirst().dropLast())
  }

  func matrix() throws -> [[Bool]] {
    try field("matrix").dropFirst(2).dropLast(2).split(separator: "], [").map { row in
      row.split(separator: ", ").map { $0 == "1" }
    }
  }
}

extension GoldenLine {
  static let file = packageRoot.appending(path: "../shared/golden/raspy.jsonl")

  static var isFilePresent: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// All lines; none where the file is absent.
  static let all: [GoldenLine] =
    ((try? String(contentsOf: file, encoding: .utf8)) ?? "")
    .split(separator: "\n").map { GoldenLine(text: String($0)) }

  static let programs = all.filter { $0.text.hasPrefix("{\"program\"") }
  static let selectors = all.filter { $0.text.hasPrefix("{\"selector\"") }
}

/// The directory of `Package.swift`.
let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
