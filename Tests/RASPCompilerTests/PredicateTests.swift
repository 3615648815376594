import RASP
import TestSupport
import Testing

@testable import RASPCompiler

/// Selectors that are functions of key and query: what their tables tell makes models as small as those
/// of comparisons that say the same.
struct PredicateTests {
  private static func select(
    _ keys: SOp, _ queries: SOp, _ predicate: @escaping @Sendable (Int, Int) -> Bool
  ) -> AttentionSelector {
    RASP.select(
      key(keys), query(queries),
      Function("predicate") { (values: [Value]) throws(Problem) -> Value in
        guard let k = Int(values[0]), let q = Int(values[1]) else {
          throw .noResult(function: "predicate", values)
        }
        return .boolean(predicate(k, q))
      })
  }

  private static let length = (key(1) == query(1)).value(1)
  private static let unique = tokens * 100 + indices

  /// A program with a predicate, and one that says the same with comparisons.
  private static let pairs: [(String, SOp, SOp)] = [
    (
      "the position before", select(indices, indices) { $0 == $1 - 1 }.mean(tokens, default: 0),
      (key(indices) == query(indices - 1)).mean(tokens, default: 0)
    ),
    (
      "the first position", select(indices, indices) { k, _ in k == 0 }.mean(tokens),
      (key(indices) == query(0)).mean(tokens)
    ),
    (
      "equal tokens", select(tokens, tokens) { $0 - $1 == 0 }.value(1),
      (key(tokens) == query(tokens)).value(1)
    ),
    (
      "ranks", (key(select(unique, unique) { $1 > $0 }.value(1)) == query(indices)).value(tokens),
      (key((key(unique) < query(unique)).value(1)) == query(indices)).value(tokens)
    ),
    (
      "ranks from 1",
      (key(select(unique, unique) { $1 >= $0 }.value(1)) == query(indices + 1)).value(tokens),
      (key((key(unique) <= query(unique)).value(1)) == query(indices + 1)).value(tokens)
    ),
    (
      "a later count", select(length - 1 - indices, indices) { $0 == $1 }.value(tokens),
      (key(length - 1 - indices) == query(indices)).value(tokens)
    ),
  ]

  @Test(arguments: pairs.map(\.0))
  func costsWhatTheComparisonCosts(_ name: String) throws {
    let (_, predicate, comparison) = try #require(PredicateTests.pairs.first { $0.0 == name })
    let model = try CompiledModel(predicate, [1, 2, 3], 8)
    let other = try CompiledModel(comparison, [1, 2, 3], 8)
    #expect(model.sizes.residualWidth <= other.sizes.residualWidth)
    #expect(model.sizes.nonZeroParameters <= other.sizes.nonZeroParameters)
    #expect(try model.compared().mismatchCount == 0)
    let small = try CompiledModel(predicate, [1, 2, 3], 4)
    let inputs = SampleInputs(small.program, small.domain, seed: 1).all
    try small.expectAgreement(on: inputs, labelsOnLast: 4)
  }

  /// What is moved stands for itself, where predicates select one position: the largest d_model at
  /// ten tokens of eleven, and the most weights that are not zero.
  @Test(arguments: [
    (
      "the next, at the end the last", 66, 900,
      select(indices, `where`(indices < length - 1, indices + 1, indices)) { $0 == $1 }
    ),
    (
      "halves change places", 70, 900,
      key((indices + length.floorDivided(by: 2)) % length) == query(indices)
    ),
    (
      "itself or the one before", 45, 300,
      select(indices, indices) { k, q in k == q - 1 || k == 0 && q == 0 }
    ),
  ])
  func modelsStaySmall(_ name: String, width: Int, nonzero: Int, _ selector: AttentionSelector)
    throws
  {
    let model = try CompiledModel(
      selector.mean(tokens), (0...10).map { .integer($0) }, 10, allowsFailures: true)
    #expect(model.sizes.residualWidth <= width, "\(model.sizes)")
    #expect(model.sizes.nonZeroParameters <= nonzero, "\(model.sizes)")
    #expect(try model.compared().mismatchCount == 0)
  }

  /// A mean over keys of one value is that value: as an integer if one is selected, else as a double.
  @Test func meansOfEqualNumbers() throws {
    let size = tokens % 3
    for value in [size, size * 2 + 1] {
      let sop = (key(size) == query(size)).mean(value)
      let model = try CompiledModel(sop, (0...10).map { .integer($0) }, 10)
      #expect(model.sizes.residualWidth <= 30, "\(model.sizes)")
      #expect(try model.compared().mismatchCount == 0)
      let small = try CompiledModel(sop, [1, 2, 3, 4], 4)
      let inputs = SampleInputs(small.program, small.domain, seed: 1).all
      try small.expectAgreement(on: inputs, labelsOnLast: 4)
    }
  }

  /// Keys of different kinds are equal and their texts are not.
  @Test func equalKeysOfTwoKinds() throws {
    let sop = (key(tokens) == query(tokens)).mean(tokens.map(PredicateTests.tenfold))
    let model = try CompiledModel(sop, [1, .double(1), 2], 4)
    #expect(try model.compared().mismatchCount == 0)
  }

  private static let tenfold = Function("tenfold") { (values: [Value]) throws(Problem) -> Value in
    switch values[0] {
    case .integer(let integer): .integer(integer * 10)
    default: .integer(7)
    }
  }

  /// A predicate without an answer for some pair of values is left as it is: whether such a pair
  /// occurs is looked for.
  @Test func predicatesThatFail() throws {
    let selector = RASP.select(
      key(tokens), query(tokens),
      Function("differs") { (values: [Value]) throws(Problem) -> Value in
        if values[0] == values[1] { throw .noResult(function: "differs", values) }
        return true
      })
    #expect(throws: Refusal.self) { try CompiledModel(selector.value(1), [1, 2], 3) }
  }
}
