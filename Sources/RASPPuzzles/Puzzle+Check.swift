import RASP

extension Puzzle {
  /// What checking a solution came to.
  public enum Verdict: Sendable {
    /// Right on every case, at this cost, beside the par for solutions of its kind.
    case solved(Score, par: Score)
    /// Wrong on a case: what it gave, and what it should have.
    case wrong(Case, program: SOp, output: [Value])
    /// The program ran into an error on a case.
    case failed(Case, program: SOp, Diagnostic)
  }

  /// One call, one input, and the right answer.
  public struct Case: Sendable {
    /// The call, in Python.
    public let call: String
    /// What the program is run on.
    public let input: Input
    /// What must come out, one value a position.
    public let expected: [Value]
  }

  /// All cases: the examples, the edge cases and `randomCases` random ones for each call.
  ///
  /// The same seed gives the same cases.
  public func cases(seed: UInt64 = 1, randomCases: Int = 60) -> [Case] {
    var source = RandomSource(seed: seed)
    var cases: [Case] = []
    for example in examples {
      guard let expected = answer(to: example) else { continue }
      cases.append(Case(call: example.call, input: example.input, expected: expected))
    }
    for call in calls {
      for input in call.inputs {
        cases.append(Case(call: call.text, input: input, expected: call.oracle(input.tokens)))
      }
      for index in 0..<randomCases {
        let tokens = call.random(&source, 1 + index % 12)
        cases.append(
          Case(call: call.text, input: Input(tokens), expected: call.oracle(tokens)))
      }
    }
    return cases
  }

  /// The right answer to an example; `nil` if none of the puzzle's calls is the example's.
  public func answer(to example: Example) -> [Value]? {
    for call in calls where call.text == example.call { return call.oracle(example.input.tokens) }
    return nil
  }

  /// Checks a solution: `solve` gives the program of a call such as `shift(2)`, and is asked once a
  /// call. Random inputs are the same for the same seed.
  ///
  /// - Throws: what `solve` throws.
  public func check<Failure: Error>(
    seed: UInt64 = 1, solve: (_ call: String) throws(Failure) -> SOp
  ) throws(Failure) -> Verdict {
    var programs: [String: SOp] = [:]
    var (score, usesSelection) = (Score(layers: 0, heads: 0), false)
    for check in cases(seed: seed) {
      let program: SOp
      if let known = programs[check.call] {
        program = known
      } else {
        program = try solve(check.call)
        programs[check.call] = program
        score = score.worst(Score(program))
        usesSelection = usesSelection || program.selectsByScore
      }
      do throws(Diagnostic) {
        let output = try program(check.input).values
        if output != check.expected { return .wrong(check, program: program, output: output) }
      } catch {
        return .failed(check, program: program, error)
      }
    }
    return .solved(score, par: par.score(usingSelection: usesSelection))
  }
}

extension SOp {
  /// Whether some selector of the program keeps the keys that are leftmost, rightmost or best.
  fileprivate var selectsByScore: Bool {
    for node in Program(self).nodes {
      if case .selector(.pick) = node.operation { return true }
    }
    return false
  }
}
