import RASP
import RASPCompiler
import RASPModel
import Testing

/// What positions tell of selectors: which averages there can be where.
struct PositionTests {
  private static let upTo = key(indices) <= query(indices)
  private static let first = key(indices) == query(0)
  private static let isA = `where`(tokens == "a", 1, 0)

  /// How many keys a selector selects, in a language that can only average: the first position is
  /// selected too, and what share of the selected it is tells how many there are.
  private static func width(_ selector: AttentionSelector) -> SOp {
    let isFirst = `where`(indices == 0, 1, 0)
    let share = (selector | first).mean(isFirst)
    return (1 / share - 1 + (selector & first).mean(isFirst)).round()
  }

  /// Programs that need to know what positions tell, with the largest d_model at ten tokens.
  private static let programs: [(String, SOp, width: Int)] = [
    ("a count up to here", ((indices + 1) * upTo.mean(isA)).round(), 36),
    ("from here", ((3 - indices) * (key(indices) >= query(indices)).mean(isA)).round(), 400),
    (
      "two counts",
      ((indices + 1) * upTo.mean(isA)).round() - (upTo.mean(1 - isA) * (indices + 1)).round(),
      48
    ),
    ("width", width(key(tokens) == query(tokens)), 30),
    (
      "width of a comparison",
      width((key(tokens) < query(tokens)) | (key(tokens) == query(tokens)) & upTo), 30
    ),
    ("width of a width", width(key(width(key(tokens) == query(tokens))) == query(1)), 50),
    ("an average up to here", upTo.mean(isA), 60),
    ("an average of positions", (key(tokens) == query("a")).mean(indices, default: -1), 400),
    ("all but the first", (key(indices) > query(0)).mean(isA, default: 9), 60),
    ("the window", ((key(indices) >= query(indices - 1)) & upTo).mean(isA), 30),
  ]

  @Test(arguments: programs.map(\.0), [false, true])
  func agrees(_ name: String, _ causal: Bool) throws {
    let (_, sop, width) = try #require(PositionTests.programs.first { $0.0 == name })
    let small = try CompiledModel(sop, ["a", "b"], 5, causal: causal)
    let inputs = SampleInputs(small.program, small.domain, seed: 1).all
    try small.expectAgreement(on: inputs, labelsOnLast: 4)
    let large = try CompiledModel(sop, ["a", "b"], 10, causal: causal)
    #expect(large.sizes.residualWidth <= width)
    #expect(try large.compared().mismatchCount == 0)
  }

  /// What looks like the number of keys and is not: the average stays one.
  private static let notCounts: [(String, SOp)] = [
    ("too few", (indices * upTo.mean(isA)).round()),
    ("too many", ((indices + 2) * upTo.mean(isA)).round()),
    ("nothing selected at first", (indices * (key(indices) < query(indices)).mean(isA)).round()),
    ("booleans", ((indices + 1) * upTo.mean(tokens == "a")).round()),
    ("fractions", ((indices + 1) * upTo.mean(`where`(tokens == "a", 0.5, 0))).round()),
    ("unknown keys", ((indices + 1) * (upTo & (key(tokens) == query(tokens))).mean(isA)).round()),
    ("the sum of the rest", ((indices + 1) * (upTo | first).mean(isA, default: 3)).round()),
  ]

  @Test(arguments: notCounts.map(\.0), [false, true])
  func averagesStay(_ name: String, _ causal: Bool) throws {
    let (_, sop) = try #require(PositionTests.notCounts.first { $0.0 == name })
    let model = try CompiledModel(sop, ["a", "b"], 5, causal: causal)
    let inputs = SampleInputs(model.program, model.domain, seed: 1).all
    let result = try model.compared(on: inputs)
    #expect(result.mismatchCount == 0 && result.positions > 0, "\(result.report)")
  }

  /// Text can be moved only if one key at most is selected: each has another distance, which need
  /// not be a whole number, to what is the same everywhere.
  @Test func movedByWhatIsTheSameEverywhere() throws {
    let plus = (key(tokens) == query("+")).mean(indices)
    let moved = (key(indices - plus) == query(0)).value(tokens, default: "-")
    let model = try CompiledModel(moved, ["a", "b", "+"], 5)
    #expect(
      try model.compared(on: SampleInputs(model.program, model.domain, seed: 1).all).mismatchCount
        == 0)
  }

  /// A count is one integer line, however long inputs are.
  @Test func countsAreHeldAsSums() throws {
    let count = ((indices + 1) * PositionTests.upTo.mean(PositionTests.isA)).round()
    let model = try CompiledModel(count, ["a", "b"], 60)
    #expect(model.labels.dimensions.contains { $0.content == "sum" })
    #expect(!model.labels.dimensions.contains { $0.content == "mean" })
    #expect(model.sizes.bitsNeeded < 8)
    #expect(try model.compared().mismatchCount == 0)
  }
}
