import Foundation
import RASP
import RASPModel

/// Models of programs, made by hand from what the programs compute.
enum HandMade {
  /// How often the token of each position is there.
  static let histogram = fixture(
    "histogram", "abcde", outputs: counts(10), program: Gallery.histogram, build: buildHistogram)

  /// The tokens in reverse order.
  static let flip = fixture(
    "flip", "abcdefgh", outputs: "abcdefgh".map(text), program: Gallery.flip, build: buildFlip)

  /// How many of the tokens up to each position are "1": a causal model whose outputs are numbers
  /// that look like its tokens.
  static let count = fixture(
    "count", "0123", outputs: counts(10), isCausal: true,
    program: { (key(tokens) == query("1")).value(1) }, build: buildCount)

  private static func buildHistogram(_ model: inout ModelBuilder) {
    let sum = model.dimensions("histogram", ["sum"])[0]
    let head = model.count(sum, match: model.token.map { ($0, $0) })
    let steps = model.steps(sum, 1...10)
    model.add(head, steps.units)
    model.readCount(sum, steps)
  }

  private static func buildFlip(_ model: inout ModelBuilder) {
    let length = model.dimensions("length", ["sum"])[0]
    let targets = (0..<model.maximumLength).map { "= \($0)" }
    let target = model.dimensions("length - indices - 1", targets)
    let output = model.dimensions("flip", model.vocabulary.map { "= \($0)" })
    model.add(model.count(length, match: []), model.targets(length, target))
    let gather = model.gather(zip(target, model.position).map { ($0, $1) }, output)
    model.add(gather, [])
    for (column, dimension) in output.enumerated() { model.readOut(dimension, column, 1) }
  }

  private static func buildCount(_ model: inout ModelBuilder) {
    let sum = model.dimensions("count", ["sum"])[0]
    let head = model.count(sum, match: [], value: model.token[1])
    let steps = model.steps(sum, 1...10)
    model.add(head, steps.units)
    model.readCount(sum, steps)
  }

  private static func text(_ character: Character) -> Value { .string(String(character)) }

  private static func counts(_ most: Int) -> [Value] { (0...most).map { .integer(Int64($0)) } }

  private static func fixture(
    _ name: String, _ vocabulary: String, outputs: [Value], isCausal: Bool = false,
    program: @escaping @Sendable () -> SOp, build: (inout ModelBuilder) -> Void
  ) -> ExportFixture {
    var model = ModelBuilder(vocabulary.map(text), maximumLength: 10)
    build(&model)
    let (transformer, labels) = model.finish(outputs: outputs, isCausal: isCausal)
    return ExportFixture(
      name: name, transformer: transformer, labels: labels, program: program)
  }
}
