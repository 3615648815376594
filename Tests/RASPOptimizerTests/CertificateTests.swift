import RASP
import RASPCertificate
import RASPCompiler
import RASPOptimizer
import Testing

/// Certificates: what was found is accepted, and nothing that was changed.
struct CertificateTests {
  private static func slide() throws -> Certificate {
    var options = OptimizerOptions()
    options.selection = .leftmost
    let vocabulary: [Value] = ["a", "b", "<"]
    let found = try Optimizer.optimize(
      Program(Gallery.slide(tokens != "<")), for: Domain(vocabulary: vocabulary, maximumLength: 4),
      options)
    return try Certificate(
      found.original, found.program, vocabulary: vocabulary, maximumLength: 4, enumeratedLength: 4)
  }

  @Test func isAcceptedAndReadBack() throws {
    let made = try Self.slide()
    #expect((made.inputs, made.failures, made.isComplete) == (121, 0, true))
    #expect((made.original.heads, made.result.heads) == ([1, 1], [1]))
    let read = try Certificate(reading: made.text)
    #expect(read.text == made.text)
    try read.check()
  }

  /// What is replaced in the text, and by what.
  private static let mutations: [(String, String)] = [
    ("\"format\": 1", "\"format\": 2"),
    ("[\"a\",\"b\",\"<\"]", "[\"a\",\"<\"]"),
    ("[\"a\",\"b\",\"<\"]", "[\"a\",\"b\",\"b\"]"),
    ("\"maximum_length\": 4", "\"maximum_length\": 5"),
    ("\"maximum_length\": 4", "\"maximum_length\": 3"),
    ("\"enumerated\"", "\"tested\""),
    ("\"enumerated\"", "\"proved\""),
    ("\"enumerated_length\": 4", "\"enumerated_length\": 3"),
    ("\"inputs\": 121", "\"inputs\": 120"),
    ("\"failures\": 0", "\"failures\": 1"),
    ("\"random\": 0", "\"random\": 9"),
    ("\"seed\": \"0\"", "\"seed\": \"7\""),
    ("\"digest\": \"1", "\"digest\": \"2"),
    ("\"original_layers\": 2", "\"original_layers\": 3"),
    ("\"original_heads\": [1, 1]", "\"original_heads\": [2, 1]"),
    ("\"result_layers\": 1", "\"result_layers\": 0"),
    ("\"result_heads\": [1]", "\"result_heads\": [1, 1]"),
    ("leftmost", "rightmost"),
    (">=", ">"),
    ("not_equal", "equal"),
    ("\"steps\": [[", "\"steps\": [[99, 1], ["),
    ("\"steps\": [[", "\"steps\": [[-1, 0], ["),
    ("\"functions\": []", "\"functions\": [[\"f\", 1, 2]]"),
    ("\"functions\": []", "\"function\": []"),
    ("\"failures\": 0", "\"failures\": 0, \"failures\": 0"),
    ("\"failures\": 0,", ""),
    ("\"functions\": []", "\"functions\": [], \"proved\": true"),
  ]

  @Test(arguments: 0..<27) func isRefusedIfItIsChanged(_ number: Int) throws {
    let text = try Self.slide().text
    let (from, to) = try #require(
      Self.mutations.indices.contains(number) ? Self.mutations[number] : nil)
    let isDigest = from.hasPrefix("\"digest")
    let changed = isDigest ? Self.withOtherDigest(text) : text.replacingFirst(from, by: to)
    try #require(changed != text, "\(from) is not there:\n\(text)")
    #expect(throws: CertificateFault.self) { try Certificate(reading: changed).check() }
  }

  private static func withOtherDigest(_ text: String) -> String {
    text.replacingFirst("\"digest\": \"", by: "\"digest\": \"1")
  }

  @Test func aStepThatDoesNotHoldIsRefused() throws {
    let made = try Self.slide()
    let output = Program(Gallery.slide(tokens != "<")).nodes.count - 1
    let changed = made.text.replacingFirst("\"steps\": [[", by: "\"steps\": [[\(output), 0], [")
    #expect(throws: CertificateFault.self) { try Certificate(reading: changed).check() }
  }

  @Test func differenceIsNeverCertified() {
    #expect(throws: CertificateFault.self) {
      try Certificate(
        Program(Gallery.histogram()), Program(Gallery.length), vocabulary: ["a", "b"],
        maximumLength: 2, enumeratedLength: 2)
    }
  }

  @Test func whatIsTestedIsNotCalledEnumerated() throws {
    let before = Program(Gallery.first("l"))
    let after = Program((key(tokens) == query("l")).leftmost().value(indices, default: 99))
    let made = try Certificate(
      before, after, vocabulary: ["a", "l"], maximumLength: 9, enumeratedLength: 3, random: 50,
      seed: 4)
    #expect(!made.isComplete)
    #expect(made.text.contains("\"evidence\": \"tested\""))
    try Certificate(reading: made.text).check()
    let changed = made.text.replacingFirst("\"tested\"", by: "\"enumerated\"")
    #expect(throws: CertificateFault.member("evidence")) { try Certificate(reading: changed) }
  }

  @Test func functionsAreKeptAsWhatTheyGave() throws {
    let twice = tokens.map(
      Function("twice") { (arguments: [Value]) throws(Problem) -> Value in
        arguments[0].isIdentical(to: 2) ? 4 : 2
      })
    let before = Program((key(1) == query(1)).value(twice) + (key(1) == query(1)).value(0))
    let after = Program((key(1) == query(1)).value(RASP.`where`(tokens == 2, 4, 2)))
    let made = try Certificate(
      before, after, vocabulary: [1, 2], maximumLength: 3, enumeratedLength: 3)
    try Certificate(reading: made.text).check()
    let changed = made.text.replacingFirst("[\"twice\",4,2]", by: "[\"twice\",5,2]")
    try #require(changed != made.text)
    #expect(throws: CertificateFault.self) { try Certificate(reading: changed).check() }
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, by other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return replacingCharacters(range, by: other)
  }

  private func replacingCharacters(_ range: Range<Index>, by other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
