import Foundation
import RASP
import RASPTransformer

/// Models of programs, made by hand from what the programs compute.
enum HandMade {
  /// How often the token of each position is there.
  static let histogram = fixture(
    "histogram", "abcde", outputs: counts(10), { (key(tokens) == query(tokens)).value(1) }
  ) { model in
    let sum = model.dimensions("histogram", ["sum"])[0]
    let head = model.count(sum, match: zip(model.token, model.token).map { ($0, $1) })
    let steps = model.steps(sum, 1...10)
    model.add(head, steps.units)
    model.readCount(sum, steps)
  }

  /// The tokens in reverse order.
  static let flip = fixture("flip", "abcdefgh", outputs: "abcdefgh".map(text), Gallery.flip) {
    model in
    let longest = 10
    let length = model.dimensions("length", ["sum"])[0]
    let target = model.dimensions("length - indices - 1", (0..<longest).map { "= \($0)" })
    let output = model.dimensions("flip", "abcdefgh".map { "= \"\($0)\"" })
    let steps = model.targets(length, target)
    model.add(model.count(length, match: []), steps)
    let gather = model.gather(zip(target, model.position).map { ($0, $1) }, output)
    model.add(gather, [])
    for (column, dimension) in output.enumerated() { model.readOut(dimension, column, 1) }
  }

  /// How many of the tokens up to each position are "1": a causal model whose outputs are numbers
  /// that look like its tokens.
  static let count = fixture(
    "count", "0123", outputs: counts(10), isCausal: true, { everything().value(tokens == "1") }
  ) { model in
    let sum = model.dimensions("count", ["sum"])[0]
    let head = model.count(sum, match: [], value: model.token[1])
    let steps = model.steps(sum, 1...10)
    model.add(head, steps.units)
    model.readCount(sum, steps)
  }

  private static func everything() -> Selector { key(1) == query(1) }

  private static func text(_ character: Character) -> Value { .string(String(character)) }

  private static func counts(_ most: Int) -> [Value] { (0...most).map { .integer(Int64($0)) } }

  private static func fixture(
    _ name: String, _ vocabulary: String, outputs: [Value], isCausal: Bool = false,
    _ program: @escaping @Sendable () -> SOp, _ build: (inout ModelBuilder) -> Void
  ) -> ExportFixture {
    var model = ModelBuilder(vocabulary.map(text), maximumLength: 10)
    build(&model)
    let (transformer, labels) = model.finish(outputs: outputs, isCausal: isCausal)
    return ExportFixture(
      name: name, transformer: transformer, labels: labels, program: program)
  }
}
