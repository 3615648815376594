import ExportFixtures
import Foundation
import RASPExport
import RASPModel

// Writes, for each model that other runtimes are compared with, all its exports and a file
// `expected.safetensors`: `ids`, 1,000 inputs, and the `logits` of our own forward pass.

let folder = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? "fixtures")
for fixture in ExportFixture.all {
  let (transformer, labels) = (fixture.transformer, fixture.labels)
  var files = try Export.modelFiles(transformer, labels)
  files += try Export.onnx(transformer, labels)
  files += try Export.huggingFace(transformer, labels)
  files.append(ExportedFile(path: "expected.safetensors", bytes: fixture.expected(count: 1_000)))
  for file in files {
    let url = folder.appendingPathComponent(fixture.name).appendingPathComponent(file.path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.bytes).write(to: url)
  }
  print("\(fixture.name): \(files.count) files")
}

extension ExportFixture {
  func expected(count: Int) -> [UInt8] {
    let ids = inputs(count: count).map(ids)
    let logits = self.logits(ids).flatMap { Array($0.joined()) }
    let positions = transformer.maximumLength + 1
    return Safetensors.encode([
      .init("ids", shape: [count, positions], ids.joined().map(Int32.init)),
      .init(
        "logits", shape: [count, positions, transformer.outputs.count], logits),
    ])
  }
}
