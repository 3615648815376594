import Foundation
import RASP
import RASPBoolean
import RASPCompiler
import RASPText
import TestSupport
import Testing

/// The programs of `Examples/B-RASP`, each beside what its language is in a few lines of Swift.
@Suite struct LanguageTests {
  /// The languages, and how many layers their programs have.
  static let layers = [
    "dyck1_depth2": 3, "contains_ab": 2, "a_star_b_star": 2, "ab_star": 2, "no_aa": 2, "first_a": 1,
    "subsequence_aba": 3, "first_is_last": 1,
  ]
  static let languages = FormalLanguage.named(layers.keys.sorted())

  private static func program(_ name: String) throws -> Program {
    let file = Shared.package.appendingPathComponent("Examples/B-RASP/" + name + ".brasp")
    let source = SourceText(try String(contentsOf: file, encoding: .utf8), name: name + ".brasp")
    return Program(try Session().run(source).sop())
  }

  private static func input(_ word: String) -> [Value] { word.map { .string(String($0)) } }

  /// All words of up to 10 letters of two, of up to 7 of three; `RASP_THOROUGH` raises that to 10.
  @Test(arguments: languages) func acceptsItsLanguage(_ language: FormalLanguage) throws {
    let program = try Self.program(language.name)
    #expect(program.layer == Self.layers[language.name])
    let isThorough = ProcessInfo.processInfo.environment["RASP_THOROUGH"] != nil
    let words = language.words(upTo: language.alphabet.count == 2 || isThorough ? 10 : 7)
    let outputs = program.run(Batch(words.map(Self.input)))
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
    let model = try Compiler.compile(
      program, for: Domain(vocabulary: vocabulary, maximumLength: 6))
    #expect(model.sizes.blocks == program.layer)
    let inputs = language.words(upTo: language.alphabet.count == 2 ? 6 : 5).map(Self.input)
    var result = Equivalence()
    try result.compare(model.program, model.transformer, on: inputs)
    #expect(result.mismatchCount == 0 && result.failures == 0)
    #expect(result.inputs == inputs.count)
  }

  /// The number that is one larger, at every position, of all numbers of up to 10 digits.
  @Test func increments() throws {
    let program = try Self.program("increment")
    #expect(program.layer == 1)
    for count in 1...10 {
      for number in 0..<(1 << count) {
        let digits = (0..<count).map { number >> $0 & 1 }
        let next = (0..<count).map { Value.boolean((number + 1) >> $0 & 1 == 1) }
        #expect(try program.run(digits.map { .string("\($0)") }) == next)
      }
    }
  }
}
