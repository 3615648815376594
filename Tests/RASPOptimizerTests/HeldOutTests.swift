import Foundation
import RASP
import RASPCompiler
import RASPOptimizer
import TestSupport
import Testing

/// The programs of the folder `Programs`: each is optimised, and is the same on every input of its domain.
struct HeldOutTests {
  private static let folder = Shared.package.appendingPathComponent(
    "Tests/RASPOptimizerTests/Programs")

  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
      $0.hasSuffix(".py")
    }.sorted()

  @Test func areThere() { #expect(Self.names.count == 24) }

  @Test(arguments: names) func isTheSameOnEveryInput(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    let words = try #require(text.split(separator: "\n").first).split(separator: " ")
    let selection = try #require(OptimizerOptions.Selection(rawValue: String(words[3])))
    let vocabulary =
      words[1].hasPrefix("[")
      ? try Value.array(fromJSON: String(words[1])) : words[1].map { .string(String($0)) }
    // A shorter domain than the page's, which a release build measured.
    let length = min(try #require(Int(words[2])), vocabulary.count > 2 ? 5 : 7)
    let domain = Domain(vocabulary: vocabulary, maximumLength: length)
    var options = OptimizerOptions()
    (options.selection, options.sampleSize, options.mostTried) = (selection, 300, 20_000)
    let written = try program(text)
    let result = try Optimizer.optimize(written, for: domain, options)
    #expect(result.program.layer <= written.layer)
    let comparison = Comparison(written, result.program, on: domain, must: .refines)
    #expect(comparison.evidence?.isComplete == true)
  }
}
