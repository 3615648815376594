import Foundation
import RASP
import RASPSyntax
import RASPText
import TestSupport
import Testing

/// Texts that nobody would write, in the dialects whose statements are lines: none may crash or
/// hang, and what can be read gives a truth value or a number at each position.
@Suite struct LineFuzzTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let dialect: String
    let folder: String
    let words: [String]
    var testDescription: String { dialect }
  }

  static let cases = [
    Case(
      dialect: "crasp", folder: "C-RASP",
      words: [
        "#", "(", ")", "[", "]", ",", "&&", "||", "!", "==", "<", "+", "-", "*", "%", "=", "\n",
        "\"a\"",
        "\"", "1", "3", " if ", " else ", "min(", "max(", "#define p(i, j) = j == i\n",
        "#import pred\n",
        "#[pred] ", "true", "x", "x = ",
      ]),
    Case(
      dialect: "brasp", folder: "B-RASP",
      words: [
        "(i)", "(j)", "(", ")", "[", "]", ",", "&", "|", "!", "->", "<->", "<", "=", ":", "\n",
        "Q_a",
        "Q_\"", "Q_", "0", "1", "2", "leftmost j [", "rightmost_k ", "◀_", "▶", "j < i", "¬", "∧",
        "⊤",
        "_", "X(i) = ", "X(j)", "i", "j",
      ]),
  ]

  @Test(arguments: cases) func mutatedPrograms(_ fuzzed: Case) throws {
    print("fuzz seed: \(Randomness.environmentSeed)")
    let dialect = try #require(Dialect.named(fuzzed.dialect))
    let programs = try Self.programs(fuzzed.folder, dialect)
    var random = Randomness(seed: Randomness.environmentSeed ^ 3)
    var ran = 0
    let texts = Randomness.environmentCount ?? 3_000
    for _ in 0..<texts {
      var bytes = random.pick(programs)
      for _ in 0...random.number(0...2) {
        let start = random.number(0...bytes.count)
        let end = min(bytes.count, start + random.number(0...4))
        let word = Array(random.pick(fuzzed.words).utf8)
        bytes.replaceSubrange(start..<end, with: random.chance(75) ? word : [])
      }
      if try Self.attempt(bytes, dialect) { ran += 1 }
    }
    print("mutations: \(ran) ran")
    Randomness.report("mutated \(fuzzed.dialect) texts", count: texts)
    if Randomness.isUsualSeed { #expect(ran > 0) }
  }

  @Test(arguments: cases) func randomBytes(_ fuzzed: Case) throws {
    let dialect = try #require(Dialect.named(fuzzed.dialect))
    var random = Randomness(seed: Randomness.environmentSeed ^ 4)
    for _ in 0..<2_000 {
      let bytes = (0..<random.number(0...60)).map { _ in UInt8(random.number(0...255)) }
      _ = try Self.attempt(bytes, dialect)
    }
  }

  private static func programs(_ folder: String, _ dialect: Dialect) throws -> [[UInt8]] {
    let path = Shared.package.appendingPathComponent("Examples/" + folder)
    return try FileManager.default.contentsOfDirectory(atPath: path.path).sorted()
      .filter { $0.hasSuffix(dialect.fileEnding) }
      .map { [UInt8](try Data(contentsOf: path.appendingPathComponent($0))) }
  }

  /// Whether the text ran.
  private static func attempt(_ bytes: [UInt8], _ dialect: Dialect) throws -> Bool {
    let source = SourceText(bytes, name: "fuzz" + dialect.fileEnding)
    let session = dialect.session(Surroundings(limits: Limits(steps: 20_000, operations: 300)))
    for fault in session.check(source) { #expect(!fault.description.isEmpty) }
    _ = dialect.isIncomplete(String(decoding: bytes, as: UTF8.self))
    guard let sop = try? session.run(source).sop() else { return false }
    for value in try sop(Input("(ab1)")).values {
      #expect(value.kind == .boolean || value.kind == .integer)
    }
    return true
  }
}
