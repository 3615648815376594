import Foundation
import RASP
import RASPCompiler
import RASPCounting
import RASPText
import TestSupport
import Testing

/// The programs of `Examples/C-RASP`, each beside what its language is in a few lines of Swift.
@Suite struct LanguageTests {
  /// The languages, and how many layers their programs have.
  static let layers = [
    "dyck1": 2, "anbncn": 2, "aa_star": 1, "contains_ab": 2, "majority": 1, "increment": 3,
    "a_star_b_star": 2, "ab_star": 2, "no_aa": 2, "first_a": 1, "subsequence_aba": 3,
  ]
  static let languages = FormalLanguage.named(layers.keys.sorted())

  private static func program(_ name: String) throws -> Program {
    let file = Shared.package.appendingPathComponent("Examples/C-RASP/" + name + ".cr")
    let source = SourceText(try String(contentsOf: file, encoding: .utf8), name: name + ".cr")
    return Program(try Session().run(source).sop())
  }

  /// All words of up to 10 letters of two, of up to 7 of three; `RASP_THOROUGH` raises that to 10.
  @Test(arguments: languages) func acceptsItsLanguage(_ language: FormalLanguage) throws {
    let program = try Self.program(language.name)
    #expect(program.layer == Self.layers[language.name])
    let isThorough = ProcessInfo.processInfo.environment["RASP_THOROUGH"] != nil
    let words = language.words(upTo: language.alphabet.count == 2 || isThorough ? 10 : 7)
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
  @Test(arguments: languages) func compilesToItsDepth(_ language: FormalLanguage) throws {
    let program = try Self.program(language.name)
    let vocabulary = language.alphabet.map { Value.string(String($0)) }
    let domain = Domain(vocabulary: vocabulary, maximumLength: 6)
    let model = try Compiler.compile(program, for: domain)
    // What the first attention reads of token and position together takes a block of its own.
    #expect(model.sizes.blocks == program.layer + (language.name == "first_a" ? 1 : 0))
    let inputs = language.words(upTo: language.alphabet.count == 2 ? 6 : 5)
      .map { word in word.map { Value.string(String($0)) } }
    var result = Equivalence()
    try result.compare(model.program, model.transformer, on: inputs)
    #expect(result.mismatchCount == 0 && result.failures == 0)
    #expect(result.inputs == inputs.count)
  }
}
