import ExportFixtures
import Foundation
import Testing

@testable import RASPExport

/// The text files of some models, which were read by other programs and then kept. A missing
/// snapshot is written and the test fails.
struct SnapshotTests {
  @Test(arguments: [
    ("random-bare", "model.json"), ("random-bare", "huggingface/labels.json"),
    ("count", "model.json"), ("count", "huggingface/config.json"),
    ("flip", "huggingface/config.json"), ("random-wide", "huggingface/tokenizer.json"),
    ("random-causal", "huggingface/tokenizer.json"),
    ("random-causal", "huggingface/tokenizer_config.json"),
  ])
  func fileIsAsItWas(model: String, path: String) throws {
    let fixture = try #require(ExportFixture.plain.first { $0.name == model })
    let files =
      try Export.modelFiles(fixture.transformer, fixture.labels)
      + Export.huggingFace(fixture.transformer, fixture.labels)
    let file = try #require(files.first { $0.path == path })
    let written = String(decoding: file.bytes, as: UTF8.self)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots")
    let name = model + "." + path.replacingOccurrences(of: "huggingface/", with: "")
    let kept = folder.appendingPathComponent(name)
    guard let text = try? String(contentsOf: kept, encoding: .utf8) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try written.write(to: kept, atomically: true, encoding: .utf8)
      Issue.record("\(name) was missing; it is written now: look at it")
      return
    }
    let difference = zip(text.split(separator: "\n"), written.split(separator: "\n"))
      .first { $0 != $1 }
    #expect(difference.map { "\($0.0) is now \($0.1)" } == nil)
    #expect(text.utf8.count == written.utf8.count)
  }
}
