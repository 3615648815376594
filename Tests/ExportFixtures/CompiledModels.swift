import RASP
import RASPCompiler
import RASPModel
import TestSupport

/// Programs that are compiled, with inputs that they have values on.
enum CompiledModels {
  /// Sums, defaults, comparisons, composed selectors, averages that stand for counts; tokens that
  /// are numbers; booleans, doubles and strings as outputs; one that only a causal model can be.
  static let all: [ExportFixture] = [
    model("compiled-histogram", "abcde", 10, Gallery.histogram()),
    model("compiled-flip", "abcde", 10, Gallery.flip()),
    model("compiled-sort", [3, 1, 4, 0, 2], 10, Gallery.sort()),
    model("compiled-default", "ab ", 8, Gallery.shift()),
    model("compiled-condition", "hello", 7, Gallery.equalsOrAt()),
    model("compiled-fraction", "abc", 10, fraction, causal: true),
    model("compiled-width", "abcde", 10, width(key(tokens) == query(tokens))),
    model("compiled-depth", "()", 12, (key(depth) == query(depth)).value(1)),
    model("compiled-add", "0123456789+", 15, Gallery.add(), inputs: additions),
    model("compiled-pick-last", "abcd", 12, earlier.rightmost().value(indices, default: -1)),
    model("compiled-pick-causal", "abcd", 12, other.rightmost().value(tokens), causal: true),
    model(
      "compiled-pick-least", [3, 1, 4, 0, 2], 10,
      (key(1) == query(1)).least(tokens).leftmost().value(indices)),
  ]

  /// Where the query's token stood before.
  private static var earlier: AttentionSelector {
    (key(tokens) == query(tokens)) & (key(indices) < query(indices))
  }

  /// Other tokens than the query's.
  private static var other: AttentionSelector { key(tokens) != query(tokens) }

  /// How many keys a selector selects, in a language that can only average.
  private static func width(_ selector: AttentionSelector) -> SOp {
    let first = key(indices) == query(0)
    let isFirst = `where`(indices == 0, 1, 0)
    let share = (selector | first).mean(isFirst)
    return (1 / share - 1 + (selector & first).mean(isFirst)).round()
  }

  /// How many brackets are open, from two averages.
  private static var depth: SOp {
    let soFar = key(indices) <= query(indices)
    let opened = (soFar.mean(`where`(tokens == "(", 1, 0)) * (indices + 1)).round()
    return opened - (soFar.mean(`where`(tokens == ")", 1, 0)) * (indices + 1)).round()
  }

  /// Of the tokens so far, how many are the same as this one.
  private static var fraction: SOp {
    (key(indices) <= query(indices)).mean(`where`(tokens == "a", 1, 0))
  }

  private static func model(
    _ name: String, _ text: String, _ maximumLength: Int, _ program: SOp, causal: Bool = false,
    inputs: (@Sendable (inout Randomness) -> [Value])? = nil
  ) -> ExportFixture {
    var vocabulary: [Value] = []
    for scalar in text.unicodeScalars
    where !vocabulary.contains(where: { $0.isIdentical(to: scalar.asValue) }) {
      vocabulary.append(scalar.asValue)
    }
    return model(name, vocabulary, maximumLength, program, causal: causal, inputs: inputs)
  }

  private static func model(
    _ name: String, _ vocabulary: [Value], _ maximumLength: Int, _ program: SOp,
    causal: Bool = false, inputs: (@Sendable (inout Randomness) -> [Value])? = nil
  ) -> ExportFixture {
    let domain = Domain(vocabulary: vocabulary, maximumLength: maximumLength)
    var options = CompilerOptions()
    options.allowsFailures = inputs != nil
    do {
      let model = try Compiler.compile(Program(program, causal: causal), for: domain, options)
      return ExportFixture(
        name: name, transformer: model.transformer, labels: model.labels, program: { program },
        isCompiled: true, randomInput: inputs)
    } catch {
      fatalError("\(name) does not compile: \(error)")
    }
  }

  /// Two numbers and a plus between them.
  @Sendable private static func additions(_ random: inout Randomness) -> [Value] {
    let (first, second) = (random.number(1...7), random.number(1...7))
    let digits = (0..<first + second).map { _ in Value.string(String(random.number(0...9))) }
    return digits[..<first] + ["+"] + digits[first...]
  }
}
