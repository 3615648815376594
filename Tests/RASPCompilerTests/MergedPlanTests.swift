import RASP
import RASPModel
import Testing

@testable import RASPCompiler

/// One dimension for values that no reader tells apart.
struct MergedPlanTests {
  private static let letters = "abcdefghijklmnopqrstuvwxyz".map { Value.string(String($0)) }
  private static let vowel =
    (tokens == "a") | (tokens == "e") | (tokens == "i") | (tokens == "o") | (tokens == "u")

  struct Sized: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sop: SOp
    let width: Int
    let nonZero: Int
  }

  /// Programs that read tokens only through whether they are vowels.
  private static let sized = [
    // A dimension for each answer, and a weight at each token and logit.
    Sized(testDescription: "elementwise", sop: vowel, width: 2, nonZero: 26 + 2),
    // The 1 at tokens and at BOS, vowels, and how many.
    Sized(
      testDescription: "counted", sop: (key(vowel) == query(true)).value(1), width: 10,
      nonZero: 118),
    // Vowels, four positions, and what was before: a vowel, another letter.
    Sized(
      testDescription: "moved",
      sop: (key(indices) == query(indices - 1)).value(`where`(vowel, "v", "c"), default: "-"),
      width: 10, nonZero: 77),
  ]

  @Test(arguments: sized) func tokensAreHeldByWhatIsRead(_ sized: Sized) throws {
    let model = try CompiledModel(sized.sop, MergedPlanTests.letters, 4)
    #expect(model.sizes.residualWidth <= sized.width)
    #expect(model.sizes.nonZeroParameters <= sized.nonZero)
    #expect(try model.compared().mismatchCount == 0)
  }

  /// What a head moves and only a function of it is read of, which the head then moves instead.
  @Test func whatIsMovedIsHeldByWhatIsReadOfIt() throws {
    let letter = (key(indices) == query(indices - 1)).value(tokens, default: "-")
    let domain = Domain(vocabulary: MergedPlanTests.letters, maximumLength: 4)
    let sizes = try Compiler.sizes(Program(letter == "q"), for: domain)
    // 1, BOS, q or not at the key, the positions, q or not at the query.
    #expect(sizes.residualWidth <= 2 + 1 + 4 + 1)
  }

  /// Labels name all values of a dimension.
  @Test func labelsNameTheValues() throws {
    let domain = Domain(vocabulary: ["a", "b", "e"], maximumLength: 2)
    let model = try Compiler.compile(Program(MergedPlanTests.vowel), for: domain)
    #expect(model.labels.dimensions.map { $0.content } == ["= \"a\" or \"e\"", "= \"b\""])
  }

  /// Readers that tell different values apart leave the finer partition: the head asks for b, and
  /// hidden units for what is not a.
  @Test func readersThatDifferKeepValuesApart() throws {
    let sop = `where`(tokens == "a", 1, 0) + (key(tokens) == query("b")).value(1)
    let model = try CompiledModel(sop, MergedPlanTests.letters, 3)
    let tokens = model.labels.dimensions.filter { $0.sop == "tokens" }.map { $0.content }
    #expect(tokens.count == 2)
    #expect(tokens.first == "= \"b\"" && tokens.last?.hasPrefix("= \"c\" or \"d\"") == true)
    #expect(try model.compared().mismatchCount == 0)
  }

  /// A plan without what nothing reads, and with what must be there: the heads that the language
  /// counts.
  @Test func whatNothingReadsIsLeftOut() throws {
    var plan = Plan(Domain(vocabulary: ["a", "b"], maximumLength: 1))
    plan.contents += [
      Plan.Content(sop: .one, holds: .values(["a"]), time: 0, isSigned: false),
      Plan.Content(sop: .one, holds: .values(["b"]), time: 0, isSigned: false),
      Plan.Content(sop: .one, holds: .number("sum"), time: 0, isSigned: false),
    ]
    let (a, b, sum) = (Dimension(index: 2), Dimension(index: 3), Dimension(index: 4))
    plan.tokens = [[.init(dimension: a, weight: 1)], [.init(dimension: b, weight: 1)]]
    plan.positions = [[.init(dimension: sum, weight: 3)]]
    plan.outputs = [1]
    plan.logits = [LinearForm(b, 2)]
    let merged = plan.merged()
    #expect(merged.contents.count == 3)
    #expect(merged.tokens == [[], [.init(dimension: a, weight: 1)]])
    #expect(merged.positions == [[]])
    #expect(merged.logits == [LinearForm(a, 2)])
    try merged.verify()
  }
}
