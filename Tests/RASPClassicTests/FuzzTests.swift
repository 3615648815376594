import Foundation
import RASP
import RASPClassic
import RASPText
import TestSupport
import Testing

/// Texts that nobody would write, in the RASP dialect: none may crash or hang.
@Suite struct FuzzTests {
  private static let limits = Limits(
    steps: 20_000, depth: 40, size: 2_000, total: 20_000, operations: 300)

  private static func attempt(_ bytes: [UInt8]) -> Bool {
    let source = SourceText(bytes, name: "fuzz.rasp")
    let found = Session(limits: limits).check(source)
    for fault in found { #expect(!fault.description.isEmpty) }
    let text = String(decoding: bytes, as: UTF8.self)
    _ = Session.isIncomplete(text)
    var output = ""
    let conversation = Conversation(limits: limits, print: { output += $0 })
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if conversation.isOver { break }
      output += conversation.prompt
      conversation.enter(String(line))
    }
    #expect(output.hasPrefix("RASP 0.1\n"))
    return found.isEmpty
  }

  @Test func randomBytes() {
    print("fuzz seed: \(Randomness.environmentSeed)")
    var (generator, read) = (SplitMix64(seed: Randomness.environmentSeed), 0)
    let common = Array(" \n()[]{}:,;\"#=+-*/%^<>!.0123456789abdefilnoqrstx_é".utf8)
    let texts = 2_000
    for round in 0..<texts {
      let length = Int.random(in: 0...60, using: &generator)
      let bytes = (0..<length).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &generator) : common.randomElement(using: &generator)!
      }
      if Self.attempt(bytes) { read += 1 }
    }
    Randomness.report("random RASP conversations", count: texts)
    print("random bytes: \(read) without faults")
  }

  @Test func mutatedPrograms() throws {
    print("fuzz seed: \(Randomness.environmentSeed)")
    let programs = try Self.programs()
    var (generator, read) = (SplitMix64(seed: Randomness.environmentSeed ^ 2), 0)
    let texts = 3_000
    for _ in 0..<texts {
      var bytes = programs.randomElement(using: &generator)!
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        Self.mutate(&bytes, programs, &generator)
      }
      if Self.attempt(bytes) { read += 1 }
    }
    print("mutations: \(read) without faults")
    Randomness.report("mutated RASP conversations", count: texts)
    if Randomness.isUsualSeed { #expect(read > 150) }
  }

  /// The lines of the golden conversations.
  private static func programs() throws -> [[UInt8]] {
    var programs: [[UInt8]] = []
    for name in ConversationTests.names(in: ConversationTests.folder) {
      let file = ConversationTests.folder.appendingPathComponent(name + ".in")
      let text = try String(contentsOf: file, encoding: .utf8)
      programs += text.split(separator: "\n").map { Array($0.utf8) }
    }
    return programs
  }

  private static func mutate(
    _ bytes: inout [UInt8], _ programs: [[UInt8]], _ generator: inout SplitMix64
  ) {
    let words = [
      "(", ")", "[", "]", "{", "}", ":", ",", ";", "\"", "\n", "=", "==", "+", "-", "*", "^", "<",
      " and ", " not ", " in ", " if ", " else ", " for x in ", "def f(x) {", "return x;", "}",
      "tokens", "indices", "select(", "aggregate(", "full_s", "range(9)", "zip(", "len(", "0", "1",
      "round(", "indicator(", "#", "x", "draw(", "load ", "set example ", "exit", "True", "f(", "%",
    ]
    let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0 where !bytes.isEmpty: bytes.remove(at: place)
    case 1 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.insert(contentsOf: words.randomElement(using: &generator)!.utf8, at: place)
    case 3:
      let end = min(bytes.count, place + Int.random(in: 0...20, using: &generator))
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    default:
      bytes.append(0x0A)
      bytes += programs.randomElement(using: &generator)!
    }
  }
}
