import Foundation
import RASP
import RASPCompiler
import RASPCounting
import RASPText
import TestSupport
import Testing

/// The programs of `Examples/C-RASP`, each beside what its language is in a few lines of Swift.
@Suite struct LanguageTests {
  struct Language: Sendable, CustomTestStringConvertible {
    let name: String
    let alphabet: String
    let layers: Int
    let contains: @Sendable (String) -> Bool

    var testDescription: String { name }
  }

  static let languages = [
    Language(name: "dyck1", alphabet: "()", layers: 2) { word in
      var depth = 0
      for letter in word {
        depth += letter == "(" ? 1 : -1
        if depth < 0 { return false }
      }
      return depth == 0
    },
    Language(name: "anbncn", alphabet: "abc", layers: 2) { word in
      let third = String(repeating: "a", count: word.count / 3)
      return word == third + third.replacing("a", with: "b") + third.replacing("a", with: "c")
    },
    Language(name: "aa_star", alphabet: "ab", layers: 1) { word in
      word.count % 2 == 0 && !word.contains("b")
    },
    Language(name: "contains_ab", alphabet: "ab", layers: 2) { $0.contains("ab") },
    Language(name: "majority", alphabet: "ab", layers: 1) { word in
      2 * word.filter { $0 == "a" }.count > word.count
    },
    Language(name: "increment", alphabet: "01", layers: 3) { word in
      guard word.count == 6 else { return false }
      let (low, high) = (String(word.prefix(3).reversed()), String(word.suffix(3).reversed()))
      return Int(high, radix: 2) == Int(low, radix: 2).map { ($0 + 1) % 8 }
    },
    Language(name: "a_star_b_star", alphabet: "ab", layers: 2) { !$0.contains("ba") },
    Language(name: "ab_star", alphabet: "ab", layers: 2) { word in
      word == String(repeating: "ab", count: word.count / 2)
    },
    Language(name: "no_aa", alphabet: "ab", layers: 2) { !$0.contains("aa") },
    Language(name: "first_a", alphabet: "ab", layers: 1) { $0.first == "a" },
    Language(name: "subsequence_aba", alphabet: "ab", layers: 3) { word in
      var wanted = "aba"[...]
      for letter in word where letter == wanted.first { wanted = wanted.dropFirst() }
      return wanted.isEmpty
    },
  ]

  private static func program(_ name: String) throws -> Program {
    let file = Shared.package.appendingPathComponent("Examples/C-RASP/" + name + ".cr")
    let source = SourceText(try String(contentsOf: file, encoding: .utf8), name: name + ".cr")
    return Program(try Session().run(source).sop())
  }

  /// Every word up to a length, the empty one left out.
  private static func words(_ alphabet: String, _ length: Int) -> [String] {
    var (all, last) = ([String](), [""])
    for _ in 0..<length {
      last = last.flatMap { word in alphabet.map { word + String($0) } }
      all += last
    }
    return all
  }

  /// All words of up to 10 letters of two, of up to 7 of three; `RASP_THOROUGH` raises that to 10.
  @Test(arguments: languages) func acceptsItsLanguage(_ language: Language) throws {
    let program = try Self.program(language.name)
    #expect(program.layer == language.layers)
    let isThorough = ProcessInfo.processInfo.environment["RASP_THOROUGH"] != nil
    let words = Self.words(language.alphabet, language.alphabet.count == 2 || isThorough ? 10 : 7)
    let batch = Batch(words.map { word in word.map { .string(String($0)) } })
    let outputs = program.run(batch)
    var (accepted, wrong) = (0, [String]())
    for (number, word) in words.enumerated() {
      let verdict = try #require(try outputs[number].get().last)
      let isIn = language.contains(word)
      accepted += isIn ? 1 : 0
      if verdict != .boolean(isIn) { wrong.append(word) }
    }
    #expect(accepted > 0 && accepted < words.count)
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  /// The weights give what the program does on all words of up to six letters of two, five of three.
  @Test(arguments: languages) func compilesToItsDepth(_ language: Language) throws {
    let program = try Self.program(language.name)
    let vocabulary = language.alphabet.map { Value.string(String($0)) }
    let domain = Domain(vocabulary: vocabulary, maximumLength: 6)
    let model = try Compiler.compile(program, for: domain)
    // What the first attention reads of token and position together takes a block of its own.
    #expect(model.sizes.blocks == language.layers + (language.name == "first_a" ? 1 : 0))
    let inputs = Self.words(language.alphabet, language.alphabet.count == 2 ? 6 : 5)
      .map { word in word.map { Value.string(String($0)) } }
    var result = Equivalence()
    try result.compare(model.program, model.transformer, on: inputs)
    #expect(result.mismatchCount == 0 && result.failures == 0)
    #expect(result.inputs == inputs.count)
  }
}
