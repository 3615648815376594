import Foundation
import RASP
import RASPCompiler
import RASPDiagram
import RASPModel
import Testing

/// Figures that were looked at, in Chromium and in librsvg, and then kept. A missing snapshot is
/// written and the test fails; look at it before committing it.
@Suite struct SnapshotTests {
  static let figures: [(name: String, draw: @Sendable () throws -> String)] = [
    ("flip", { try Figure.sop(Gallery.flip()) }),
    ("add", { try Figure.sop(Gallery.add(), on: "683+345") }),
    ("links", { Figure.linked(try Trace(Program(Gallery.add()), "683+345")) }),
    ("combined-selector", { try Figure.selector(Gallery.before & Gallery.same) }),
    ("side-by-side", { try Figure.sop(sideBySide, on: [3, 1, 200, 3, -17]) }),
    ("extremum", { try Figure.sop(Gallery.nearest(tokens == "l", indices)) }),
    ("key", { try Figure.key(key(tokens)) }),
    ("query", { try Figure.query(query(tokens)) }),
    ("sequence", { Figure.sequence("Input", ["h", "e", "l", "l", "o"]) }),
    ("head", { try head() }),
    ("flow", { try flow() }),
    ("flow-elementwise", { try Figure.flow(indices % 2 == 1, on: [1, 2, 3]) }),
    ("weights", { try weights() }),
    ("architecture", { Figure.architecture() }),
    (
      "architecture-attention",
      { Figure.architecture(highlighting: [.attention, .key, .query, .value, .output]) }
    ),
  ]

  private static var sideBySide: SOp {
    Gallery.window() + Gallery.cumsum() + Gallery.same.mean(tokens)
  }

  private static func flow() throws -> String {
    let count = (key(tokens) == query(tokens)).value(1).named("count")
    let rare = count == 1
    let last = (key(indices) > query(indices)).value(1) == 0
    let chosen = (key(rare & !last) == query(true)).mean(indices).named("chosen")
    let named = [("rare", rare), ("last", last), ("unused", indices + 7)]
    return try Figure.flow(chosen + indices, on: "hel", naming: named)
  }

  private static func weights() throws -> String {
    let domain = Domain(vocabulary: ["a", "b", "c"], maximumLength: 5)
    let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
    let tokens: [Value] = ["a", "b", "c", "a"]
    let ids = try Encoder(model.transformer).encode(tokens)
    let trace = ForwardTrace(model.transformer, ids)
    return Figure.weights(trace, model: model.transformer, labels: model.labels, tokens: tokens)
  }

  private static func head() throws -> String {
    let trace = try Trace(Program(Gallery.flip()), .standard)
    return Figure.head(trace, trace.program.heads[1][0])
  }

  @Test(arguments: figures.map(\.name))
  func figureIsAsItWas(name: String) throws {
    let figure = try #require(SnapshotTests.figures.first { $0.name == name })
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots")
    let file = folder.appendingPathComponent(name + ".svg")
    let drawn = try figure.draw()
    guard let kept = try? String(contentsOf: file, encoding: .utf8) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try drawn.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(name).svg was missing; it is written now: look at it")
      return
    }
    #expect(drawn == kept)
  }
}
