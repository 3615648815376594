import Foundation
import RASP
import RASPText
import RASPy
import TestSupport
import Testing

/// Texts that nobody would write: none may crash or hang, whatever is said of them.
@Suite struct FuzzTests {
  static let seed = Randomness.environmentSeed

  private static let limits = Limits(
    steps: 3_000, depth: 40, size: 2_000, total: 20_000, operations: 300)

  /// What became of the texts.
  private struct Counts {
    var read = 0
    var run = 0
    var shown = 0
  }

  private static func attempt(_ bytes: [UInt8], _ counts: inout Counts) {
    let text = SourceText(bytes, name: "fuzz.py")
    let session = Session(limits: limits)
    let found = session.check(text)
    for fault in found { #expect(!fault.description.isEmpty) }
    _ = Session.isIncomplete(String(decoding: bytes, as: UTF8.self))
    if found.isEmpty { counts.read += 1 }
    do throws(SyntaxDiagnostic) {
      let outcome = try session.run(text)
      counts.run += 1
      if !(try outcome.display()).isEmpty { counts.shown += 1 }
      if case .sop(let sop) = try outcome.program() { _ = try? sop.input("ab") }
    } catch {
      #expect(!error.description.isEmpty)
    }
  }

  @Test func randomBytes() {
    print("fuzz seed: \(Self.seed)")
    var (generator, counts) = (SplitMix64(seed: Self.seed), Counts())
    let common = Array(" \n\t()[]{}:,.'\"\\#=+-*/%<>&|~!0123456789abcdefijlnorstx_é".utf8)
    let texts = 10_000
    for round in 0..<texts {
      let length = Int.random(in: 0...60, using: &generator)
      let bytes = (0..<length).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &generator) : common.randomElement(using: &generator)!
      }
      Self.attempt(bytes, &counts)
    }
    Randomness.report("random RASPy texts", count: texts)
    print("random bytes: \(counts.read) read, \(counts.run) run, \(counts.shown) shown")
  }

  @Test func mutatedPrograms() throws {
    print("fuzz seed: \(Self.seed)")
    let programs = try Self.programs()
    var (generator, counts) = (SplitMix64(seed: Self.seed ^ 1), Counts())
    let texts = 10_000
    for _ in 0..<texts {
      var bytes = programs.randomElement(using: &generator)!
      for _ in 0...Int.random(in: 0...1, using: &generator) {
        Self.mutate(&bytes, programs, &generator)
      }
      Self.attempt(bytes, &counts)
    }
    print("mutations: \(counts.read) read, \(counts.run) run, \(counts.shown) shown")
    Randomness.report("mutated RASPy texts", count: texts)
    if Randomness.isUsualSeed { #expect(counts.run > 500) }
  }

  /// Programs that can be read: those that fail when they run, the lines of the semantics' files,
  /// and the golden library in pieces.
  private static func programs() throws -> [[UInt8]] {
    var programs: [[UInt8]] = []
    for topic in [
      "names", "calls", "values", "sops", "runs", "limits", "programs", "exceptions", "sets",
      "formats", "arguments", "modules",
    ] {
      let file = BrokenTests.folder.appendingPathComponent(topic + ".py")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      programs += text.components(separatedBy: "#: ").map { piece in
        Array(piece.drop { $0 != "\n" }.utf8)
      }
    }
    for file in try SemanticsTests.names() {
      let url = SemanticsTests.folder.appendingPathComponent(file)
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      programs += text.split(separator: "\n").map { Array($0.utf8) }
    }
    programs += try GoldenTests.library().components(separatedBy: "\n\n").map {
      Array(("before = key(indices) < query(indices)\n" + $0 + "\n").utf8)
    }
    return programs.filter { Session().check(SourceText($0, name: "")).isEmpty }
  }

  private static func mutate(
    _ bytes: inout [UInt8], _ programs: [[UInt8]], _ generator: inout SplitMix64
  ) {
    let words = [
      "(", ")", "[", "]", "{", "}", ":", ",", ".", "'", "\"", "\n", "    ", "=", "==", "+", "-",
      "*", "**", "<", " and ", " not ", " in ", " if ", " else ", " for x in ", "lambda x: ", "f'{",
      "tokens", "indices", "key(", "query(", ".value(", ".map(", "0", "-1", "1e9", "None", "x",
      "\\",
      "#", "\t", "*x, ", "return ", "del ", "[::-1]", "range(9**9)", "'''", "True", "1", "[]",
      "import math\n", "from itertools import *\n", "import x.y", "from . import ", "random.",
      "try:\n ", "\nexcept ValueError as x:\n ", "\nexcept:\n ", "\nfinally:\n ", "raise", "break",
      "continue", "{x, ", "{*x}", "{1, 2}", "**x", "**{'x': 1}", "*, ", "/, ", "%d", "'%s' % ",
      "'{}'.format(", "{:>{}}", "str.upper", "set(", "next(", "iter(", "filter(", "|=",
      "def f(**x): ",
    ]
    let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0 where !bytes.isEmpty: bytes.remove(at: place)
    case 1 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2:
      bytes.insert(contentsOf: words.randomElement(using: &generator)!.utf8, at: place)
    case 3:
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
      bytes.removeSubrange(place..<end)
    case 4:
      let end = min(bytes.count, place + Int.random(in: 0...20, using: &generator))
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    default:
      let other = programs.randomElement(using: &generator)!
      bytes.insert(contentsOf: other.prefix(200), at: place)
    }
  }
}
