import ExportFixtures
import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPExport

/// A model that is written and read back is the same, to the last bit.
struct ModelFileTests {
  @Test func fixturesComeBack() throws {
    for fixture in ExportFixture.all { try expectRoundTrip(fixture) }
  }

  @Test func randomModelsComeBack() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    let files = 300
    for _ in 0..<files { try expectRoundTrip(random.fixture()) }
    Randomness.report("model files written and read", count: files)
  }

  private func expectRoundTrip(_ fixture: ExportFixture) throws {
    let before = fixture.transformer
    let (json, weights) = try ModelFile.encode(before, fixture.labels)
    let (after, labels) = try ModelFile.decode(json: json, weights: weights)
    #expect(after.matrices == before.matrices)
    #expect(after.blocks.map(\.heads.count) == before.blocks.map(\.heads.count))
    #expect(after.vocabulary.map(\.exact) == before.vocabulary.map(\.exact))
    #expect(after.outputs.map(\.exact) == before.outputs.map(\.exact))
    #expect(after.maximumLength == before.maximumLength)
    #expect(after.isCausal == before.isCausal)
    #expect(dumped(labels) == dumped(fixture.labels))
  }

  @Test func everyKindOfValueComesBack() throws {
    let values: [Value] = [
      nil, true, false, 0, 1, -1, .integer(.max), .integer(.min), 0.0, -0.0, 1.0, 0.1, 1e300,
      .double(.leastNonzeroMagnitude), "", "1", "true", "null", "\u{0}\n\"\\", "é", "e\u{301}",
      "\u{FEFF}", "😀",
    ]
    var random = Randomness(seed: 1)
    let shape = RandomShape(
      vocabulary: values, outputs: values, maximumLength: 2, isCausal: true, residual: 2,
      heads: [1],
      hidden: [1])
    try expectRoundTrip(random.fixture(shape))
  }

  @Test func largeSparseModelsMakeSmallFiles() throws {
    let (width, hidden) = (4_000, 2)
    let inner = SparseMatrix(rows: width, columns: hidden, [.init(row: 3, column: 1, value: 2)])
    let outer = SparseMatrix(rows: hidden, columns: width, [.init(row: 1, column: 3_999, value: 2)])
    let transformer = Transformer(
      vocabulary: [], outputs: ["a"], maximumLength: 1, isCausal: false,
      tokenEmbedding: SparseMatrix(rows: 2, columns: width),
      positionEmbedding: SparseMatrix(rows: 2, columns: width),
      blocks: [.init(heads: [], hiddenIn: inner, hiddenOut: outer)],
      unembedding: SparseMatrix(rows: width, columns: 1))
    let labels = Labels(dimensions: [], heads: [[]], units: [["a", "b"]])
    let (json, weights) = try ModelFile.encode(transformer, labels)
    #expect(json.count + weights.count < 3_000)
    let (after, _) = try ModelFile.decode(json: json, weights: weights)
    #expect(after.matrices == transformer.matrices)
  }

  @Test func filesHaveTheirNames() throws {
    let fixture = ExportFixture.plain[0]
    let files = try Export.modelFiles(fixture.transformer, fixture.labels)
    #expect(files.map(\.path) == ["model.json", "weights.safetensors"])
  }
}

extension Value {
  /// Tells kinds and bits apart, and strings by their scalars.
  var exact: String {
    switch self {
    case .string(let string): "string \(string.unicodeScalars.map(\.value))"
    case .double(let double): "double \(double.bitPattern)"
    default: "\(kind) \(json)"
    }
  }
}

/// All of a structure, field by field: nothing that is added to it is forgotten here.
func dumped(_ value: some Any) -> String {
  var text = ""
  dump(value, to: &text)
  return text
}
