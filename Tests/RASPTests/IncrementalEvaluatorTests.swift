import RASP
import Testing

/// The evaluator of growing graphs agrees with the reference evaluator: values, and errors.
@Suite struct IncrementalEvaluatorTests {
  private static let sops: [SOp] = [
    tokens, indices, tokens + indices, tokens / indices, indices % 2 == 1,
    `where`(indices > 1, tokens, -indices), tokens.isIn([1, 2]), (indices / 2).round(), [1, 2, 3],
    (key(tokens) == query(tokens)).value(1), (key(indices) < query(tokens)).mean(tokens),
    ((key(indices) < query(indices)) & !(key(tokens) == query(1))).value(tokens, default: "_"),
    (key(tokens) == query(tokens)).value(tokens), tokens < "a", (key(tokens) < query("a")).value(1),
  ]

  private static let inputs: [Input] = [
    "abc", [1, 2, 3], [3, 1, 3], ["a", 1, true], [], [0.5], "a",
  ]

  private static func result(_ body: () throws(Diagnostic) -> [Value]) -> String {
    do { return Value.jsonArray(try body()) } catch { return error.description }
  }

  @Test func agreesWithTheReference() throws {
    for input in Self.inputs {
      let evaluator = IncrementalEvaluator(input.tokens)
      // Twice, since what failed before must fail again.
      for sop in Self.sops + Self.sops {
        let program = Program(sop)
        let wanted = Self.result { () throws(Diagnostic) in
          let results = try ReferenceEvaluator.evaluate(program, input.tokens)
          guard case .sequence(let values) = results[program.output.index] else { return [] }
          return values
        }
        let given = Self.result { () throws(Diagnostic) in try evaluator.values(of: sop) }
        #expect(given == wanted)
      }
    }
  }

  @Test func matricesAreKept() throws {
    let evaluator = IncrementalEvaluator(["a", "b"])
    let before = key(indices) < query(indices)
    #expect(try evaluator.matrix(of: before) == [[false, false], [true, false]])
    #expect(try evaluator.matrix(of: !before) == [[true, true], [false, true]])
    #expect(try evaluator.values(of: before.value(tokens, default: "-")) == ["-", "a"])
  }

  /// Each operation is computed once, so a function is asked once a position.
  @Test func nothingIsComputedTwice() throws {
    let calls = Counter()
    let counted = tokens.map("count") { (value: Value) in
      calls.count += 1
      return value
    }
    let evaluator = IncrementalEvaluator(["a", "b", "c"])
    var sop = counted
    for _ in 0..<50 {
      sop = sop + counted
      _ = try evaluator.values(of: sop)
    }
    #expect(calls.count == 3)
  }

  private final class Counter: @unchecked Sendable {
    var count = 0
  }

  @Test func longInputsAreRefused() {
    let tokens = [Value](repeating: 1, count: IncrementalEvaluator.limit + 1)
    #expect(throws: Diagnostic.self) { try IncrementalEvaluator(tokens).values(of: indices) }
  }

  @Test func placesAreFound() {
    let odd = indices % 2 == 1
    let program = Program(odd & (tokens == "l"))
    let places = program.ids(of: [odd, tokens + 1, tokens, odd & (tokens == "l")])
    #expect(
      places.map { $0.map { program.expression($0) } ?? "none" } == [
        "(indices % 2) == 1", "none", "tokens", "((indices % 2) == 1) & (tokens == \"l\")",
      ])
  }
}
