import ExportFixtures
import Foundation
import RASPModel
import TestSupport
import Testing

@testable import RASPExport

/// What is wrong with the files of a model is an error that says it; nothing crashes or hangs.
struct BrokenModelTests {
  private let json: String
  private let weights: [UInt8]

  init() throws {
    let bare = try #require(ExportFixture.plain.first { $0.name == "count" })
    let (json, weights) = try ModelFile.encode(bare.transformer, bare.labels)
    self.json = String(decoding: json, as: UTF8.self)
    self.weights = weights
  }

  private func message(_ json: String, _ weights: [UInt8]) -> String {
    RASPExportTests.message { try ModelFile.decode(json: [UInt8](json.utf8), weights: weights) }
  }

  private func message(replacing old: String, by new: String) throws -> String {
    let range = try #require(json.range(of: old))
    return message(json.replacingCharacters(in: range, with: new), weights)
  }

  private func message(_ edit: (inout [Safetensors.Tensor]) -> Void) throws -> String {
    var tensors = try Safetensors.decode(weights)
    edit(&tensors)
    return message(json, Safetensors.encode(tensors))
  }

  @Test func theUnbrokenOneIsRead() {
    #expect(message(json, weights).hasPrefix("no error"))
  }

  @Test(arguments: [
    ("\"swift-rasp transformer\"", "\"gguf\"", "this is no model, but \"gguf\""),
    (
      "\"version\": 2", "\"version\": 1",
      "the model is of version 1; this program reads version 2: compile it again"
    ),
    ("\"version\": 2", "\"version\": 2.0", "version must be an integer"),
    ("  \"causal\": true,\n", "", "causal is missing"),
    ("true", "1", "causal must be true or false"),
    (
      "\"maximum_length\": 10", "\"maximum_length\": -1",
      "maximum_length is -1, but must be from 0 to 4096"
    ),
    ("[\"0\", \"1\"", "[[], \"1\"", "vocabulary[0] must be a number, string, boolean or null"),
    ("[\"0\", \"1\"", "[\"1\", \"1\"", "\"1\" is in the vocabulary twice"),
    ("[0, 1,", "[0, 0,", "0 is in the outputs twice"),
    (
      "\"vocabulary\": [", "\"vocabulary\" [", "broken JSON at line 6, column 16: expected :"
    ),
    (
      "\"residual\": 27", "\"residual\": 900000000",
      "residual is 900000000, but must be from 1 to 4411"
    ),
    ("\"residual\": 27", "\"residual\": 0", "residual is 0, but must be from 1 to 4411"),
    (
      "\"maximum_length\": 10", "\"maximum_length\": 16000000",
      "maximum_length is 16000000, but must be from 0 to 4096"
    ),
    (
      "{\"query\": 2, ", "{\"query\": 100000000, ",
      "blocks[0].heads[0].query is 100000000, but must be from 0 to 4411"
    ),
    (
      "{\"query\": 2, ", "{\"query\": 2147483647, ",
      "blocks[0].heads[0].query is 2147483647, but must be from 0 to 4411"
    ),
    ("{\"query\": 2, ", "{", "blocks[0].heads[0].query is missing"),
    ("\"blocks\": [\n    {", "\"blocks\": [1, {", "blocks[0] must be an object"),
    (
      "\"writes\": [", "\"writes\": [999",
      "labels.heads[0][0].writes[0] is 999, but must be from 0 to 26"
    ),
    ("\"node\": null", "\"node\": 3", "labels.dimensions[0].node must be a string or null"),
    ("\"kind\": \"sum\"", "\"kind\": 3", "labels.heads[0][0].kind must be a string"),
    ("\"1000\"", "\"1020\"", "labels.heads[0][0].atoms[0].allowed[0] must be a string of 0 and 1"),
    (
      "\"weights\": [1.0]", "\"weights\": [1]",
      "labels.heads[0][0].atoms[0].key_readouts[0].weights[0] must be a number with a point"
    ),
    ("\"units\": [", "\"units\": [5, ", "labels.units has 2 elements, but must have 1"),
    (
      "\"1000\"", "\"100\"",
      "labels.heads[0][0].atoms[0].allowed[0] has 3 elements, but must have 4"
    ),
    (
      "\"index\": 3,", "\"index\": 9007199254740992,",
      "labels.dimensions[3].index is 9007199254740992, but must be from 0 to 26"
    ),
    (
      "\"index\": 3,", "\"index\": -1,",
      "labels.dimensions[3].index is -1, but must be from 0 to 26"
    ),
  ])
  func brokenJSON(old: String, new: String, reason: String) throws {
    let found = try message(replacing: old, by: new)
    #expect(found == "model.json: " + reason)
  }

  @Test(arguments: [
    ("", "broken JSON at column 1: expected a value, but the text ends"),
    ("[]", "the text must be an object"),
    ("{}", "format is missing"),
    ("{} 1", "broken JSON at column 4: unexpected text after the end"),
    ("{\"a\": 1, \"a\": 2}", "broken JSON at column 10: the key \"a\" is there twice"),
    ("{\"a\" 1}", "broken JSON at column 6: expected :"),
    ("{1: 1}", "broken JSON at column 2: the key of a member is a string"),
    ("[1,]", "broken JSON at column 4: expected a value"),
    ("[1e999]", "broken JSON at column 2: the number is too large for a double"),
    ("{\n\"é\": 1 2}", "broken JSON at line 2, column 8: expected , or }"),
    ("{\"a\": [1,\n", "broken JSON at line 2, column 1: expected a value, but the text ends"),
    ("{\"a\": [1", "broken JSON at column 9: expected , or ], but the text ends"),
    ("{\"a\"", "broken JSON at column 5: expected :, but the text ends"),
    ("{", "broken JSON at column 2: expected a member, but the text ends"),
    ("{\n  \"a", "broken JSON at line 2, column 3: the string is not closed"),
  ])
  func noModelAtAll(text: String, reason: String) {
    #expect(message(text, weights) == "model.json: " + reason)
  }

  /// A test of its own: what a test is given is printed.
  @Test func deepModels() {
    noModelAtAll(
      text: String(repeating: "[", count: 100_000),
      reason: "broken JSON at column 66: nested too deeply")
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 0xFF, "column 2"), ([0xFE], 0xFE, "column 1"),
      (Array("{\n \"é".utf8) + [0xE9, 0x22, 0x7D], 0xE9, "line 2, column 4"),
      // A scalar that was cut.
      (Array("{\"€\": \"".utf8) + [0xE2, 0x82], 0xE2, "column 8"),
    ] as [([UInt8], UInt8, String)])
  func textThatIsNotUTF8(bytes: [UInt8], byte: UInt8, place: String) {
    let text = RASPExportTests.message { try ModelFile.decode(json: bytes, weights: weights) }
    let hex = String(byte, radix: 16, uppercase: true)
    #expect(text == "model.json: broken JSON at \(place): the byte 0x\(hex) is not UTF-8")
  }

  /// Every beginning of a model's file has its fault at its end, or where the last word starts.
  @Test func textThatIsCut() throws {
    let whole = json.trimmingCharacters(in: .whitespacesAndNewlines)
    for count in 0..<whole.count {
      let text = String(whole.prefix(count))
      let lines = text.components(separatedBy: "\n")
      let last = Array(lines[lines.count - 1])
      let place = lines.count > 1 ? "line \(lines.count), column " : "column "
      let found = message(text, weights)
      let rest = found.dropFirst(("model.json: broken JSON at " + place).count)
      #expect(found.hasPrefix("model.json: broken JSON at " + place))
      let parts = rest.split(separator: ":", maxSplits: 1)
      let column = try #require(Int(parts[0]))
      switch parts[1] {
      case " the string is not closed": #expect(last[column - 1] == "\"")
      case " expected a value": #expect("tfn".contains(last[column - 1]))
      default: #expect(column == last.count + 1 && parts[1].hasPrefix(" expected "), "\(found)")
      }
    }
  }

  @Test func brokenTensors() throws {
    let start = "weights.safetensors: "
    #expect(
      try message { $0.removeFirst() } == start + "the tensor token_embedding.places is missing")
    #expect(
      try message { $0.append(.init("unembeding.weights", shape: [0], [Float]())) }
        == start + "the tensor unembeding.weights belongs to no matrix of the model: "
        + "is unembedding.weights meant?")
    #expect(
      try message { $0[1] = .init($0[1].name, shape: [8], [Float](repeating: 1, count: 8)) }
        == start + "the tensor token_embedding.weights must be F32[9], and is F32[8]")
    #expect(
      try message { $0[1] = .init($0[1].name, shape: [9], [Int32](repeating: 1, count: 9)) }
        == start + "the tensor token_embedding.weights must be F32[9], and is I32[9]")
    #expect(
      try message { $0[0] = .init($0[0].name, shape: [18], $0[0].integers) }
        == start + "the tensor token_embedding.places must be I32[18,2], and is I32[18]")
    for place: [Int32] in [[-1, 0], [9, 0], [5, 27], [5, -1], [1, 0]] {
      #expect(
        try message {
          $0[0] = .init($0[0].name, shape: [9, 2], $0[0].integers.dropLast(2) + place)
        }
          == start + "entry 8 of the tensor token_embedding.places is outside the matrix or out of "
          + "order")
    }
    for number in [Float.nan, .infinity, -.infinity] {
      #expect(
        try message { $0[1] = .init($0[1].name, shape: [9], $0[1].floats.dropLast() + [number]) }
          == start + "entry 8 of the tensor token_embedding.weights is no finite number")
    }
  }

  @Test func aFileThatIsCutOffIsAnError() throws {
    for count in 0..<weights.count {
      #expect(message(json, Array(weights[..<count])).hasPrefix("weights.safetensors: "))
    }
    let bytes = [UInt8](json.utf8)
    for count in stride(from: 0, to: bytes.count - 1, by: 7) {
      let text = message(String(decoding: bytes[..<count], as: UTF8.self), weights)
      #expect(text.hasPrefix("model.json: broken JSON"))
    }
    #expect(message(json, weights + [0]).hasSuffix("there are 1 bytes after the last tensor"))
  }

  /// Bytes changed, left out and put in: an error, or a model that can be written again.
  @Test func noChangeCrashes() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    var refused = 0
    let files = 2_000
    for _ in 0..<files {
      var (json, weights) = ([UInt8](json.utf8), weights)
      if random.chance(50) { random.damage(&json) } else { random.damage(&weights) }
      do {
        let (transformer, labels) = try ModelFile.decode(json: json, weights: weights)
        _ = try? ModelFile.encode(transformer, labels)
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    Randomness.report("damaged model files", count: files)
    if Randomness.isUsualSeed { #expect(refused > 500) }
  }
}

extension Randomness {
  fileprivate mutating func damage(_ bytes: inout [UInt8]) {
    for _ in 0..<number(1...4) {
      let place = number(0...bytes.count - 1)
      let byte = chance(50) ? pick(Array("{}[],:\"0919-.et".utf8)) : UInt8(number(0...255))
      switch number(0...3) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(byte, at: place)
      case 2: bytes[place] ^= 1 << UInt8(number(0...7))
      default: bytes[place] = byte
      }
    }
  }
}
