import RASP
import RASPCompiler
import Synchronization
import Testing

/// Every reason not to compile, as the user reads it.
struct RefusalTests {
  private func refusal(
    _ program: Program, _ vocabulary: [Value] = ["a", "b"], _ length: Int = 4,
    _ change: (inout CompilerOptions) -> Void = { _ in }
  ) -> String {
    var options = CompilerOptions()
    change(&options)
    do {
      let domain = Domain(vocabulary: vocabulary, maximumLength: length)
      let sizes = try Compiler.compile(program, for: domain, options).sizes
      return "compiled: \(sizes)"
    } catch {
      return error.description
    }
  }

  @Test func ofTheDomain() {
    let program = Program(Gallery.histogram())
    #expect(refusal(program, []) == "the vocabulary is empty: name at least one token")
    #expect(
      refusal(program, ["a", "b", "a", "a"])
        == "the vocabulary has \"a\" twice: name each token once")
    #expect(refusal(program, [.double(.infinity)]).hasSuffix("is not a finite number"))
    #expect(
      refusal(program, ["a"], 0) == "the maximum length is 0: it must be from 1 to 4096")
    #expect(
      refusal(program, ["a"], -3) == "the maximum length is -3: it must be from 1 to 4096")
    #expect(
      refusal(program, ["a", "a"], 5_000).split(separator: "\n").count == 2, "all reasons at once")
  }

  @Test func ofTheProgramsForm() {
    #expect(
      refusal(Program(Gallery.same)).split(separator: "\n") == [
        "the program is a selector: a model computes an s-op, so aggregate it first",
        "  in: key(tokens) == query(tokens)",
      ])
    #expect(
      refusal(Program(SOp(list: [1, 2, 3, 4, 5]))).hasPrefix(
        "a list of 5 values fits no input of at most 4 tokens"))
    #expect(
      refusal(Program(SOp(list: [1, 2]) + SOp(list: [1, 2, 3]))).hasPrefix(
        "lists of 2 and of 3 values fit no input together"))
  }

  @Test func ofFailures() {
    let digit = tokens.map("digit") { (x: String) in Int(x) }
    #expect(
      refusal(Program(digit), ["1", "x"])
        == "the function digit has no value for \"x\"\n  in: digit(tokens)")
    let order = (key(tokens) < query(tokens)).value(1)
    #expect(
      refusal(Program(order), ["a", 1], 2).hasPrefix(
        "the program has no value on [\"a\",1]: no order between"))
    let strings = Gallery.same.value(tokens)
    #expect(refusal(Program(strings)).hasPrefix("the program has no value on [\"a\",\"a\"]: "))
    let never = (key(indices) < query(0)).value(tokens) / 0
    #expect(refusal(Program(never)).hasPrefix("it has a value on no input\n  in: "))
    // What a selector's form leaves out must fail nonetheless.
    let odd = key(tokens) < query(1)
    #expect(
      refusal(Program(((odd & !odd) | Gallery.same).value(1))).contains("no order between"))
  }

  @Test func ofSize() {
    let sums = Gallery.cumsum(tokens)
    #expect(
      refusal(Program(sums), [1, 2, 4]) { $0.sumLimit = 20 }
        == """
        what may be summed comes to more than 20 different sums: a smaller vocabulary or maximum \
        length has fewer
          in: ((key(indices) < query(indices)) | (key(indices) == query(indices))).value(tokens)
        """)
    let both = Gallery.cumsum(tokens) * Gallery.histogram()
    #expect(
      refusal(Program(both), [1, 2, 4]) { $0.combinationLimit = 20 }.hasPrefix(
        "the values it depends on have more than 20 combinations"))
    #expect(
      refusal(Program(Gallery.flip())) { $0.parameterLimit = 500 }
        .hasPrefix("the model would have "))
    #expect(
      refusal(Program(Gallery.flip())) { $0.parameterLimit = 500 }
        .contains(" weights, more than the limit of 500: d_model "))
  }

  /// Without lowering anything, so at once.
  @Test func ofAVocabularyThatIsTooLarge() {
    let many: [Value] = (0..<20_000).map { .integer($0) }
    let calls = Mutex(0)
    #expect(
      refusal(Program(Gallery.histogram()), many, 5) {
        $0.onProgress = { _ in calls.withLock { $0 += 1 } }
      } == """
        the model would have at least 400220018 weights in its embedding, more than the limit of \
        268435456: d_model at least 20002; a smaller vocabulary or maximum length has fewer
        """)
    #expect(calls.withLock { $0 } == 0)
    // Tokens that nothing reads take no room.
    #expect(refusal(Program(indices + 1), many, 5).hasPrefix("compiled"))
  }

  @Test func tellsHowFarItIs() {
    let seen = Mutex([CompilerProgress]())
    _ = refusal(Program(Gallery.add()), (0...9).map { .string(String($0)) } + ["+"], 6) {
      $0.allowsFailures = true
      $0.onProgress = { progress in seen.withLock { $0.append(progress) } }
    }
    let all = seen.withLock { $0 }
    #expect(all.map(\.done) == Array(1...all.count))
    #expect(all.last?.done == all.last?.total && all.last?.layer == 6)
  }

  @Test func ofPicks() {
    let last = Gallery.same.rightmost()
    #expect(
      refusal(Program((last & Gallery.before).value(tokens))) == """
        rightmost is taken inside another selector, and no head does that: aggregate it by itself \
        and decide with where
          in: (key(tokens) == query(tokens)).rightmost() & (key(indices) < query(indices))
        """)
    let either = Gallery.same | Gallery.before
    #expect(
      refusal(Program(either.leftmost().value(tokens))) == """
        leftmost is taken of a sum of 2 conjunctions, and one head takes it of one: make an | of \
        conditions on the key a boolean s-op first
          in: ((key(tokens) == query(tokens)) | (key(indices) < query(indices))).leftmost()
        """)
    let best = Gallery.before.best(tokens)
    #expect(
      refusal(Program(best.value(tokens)), [1, 2]) == """
        several keys may have the best score, and a head that prefers cannot tell how many: take \
        .leftmost() or .rightmost() of it
          in: (key(indices) < query(indices)).best(tokens).value(tokens)
        """)
    let many: [Value] = (0..<1_100).map { .integer($0) }
    let twice = (Gallery.same & Gallery.before).best(tokens).leftmost()
    #expect(
      refusal(Program(twice.value(1)), (0..<9_000).map { .integer($0) }, 1_000) == """
        9000000 grades of keys and 2 comparisons take more whole numbers than the 16777216 of \
        float32: a smaller vocabulary or maximum length has fewer
          in: ((key(tokens) == query(tokens)) & (key(indices) < query(indices))).best(tokens).leftmost()
        """)
    let counted = Gallery.same.value(1)
    let noisy = (key(counted) == query(counted)).best(tokens).leftmost()
    #expect(
      refusal(Program(noisy.value(1)), many, 300).hasPrefix(
        """
        what is compared has errors too large to pick by one of 330000 grades in float32: a smaller \
        vocabulary or maximum length has fewer
          in: (key(
        """))
  }

  @Test func ofPrecision() {
    let same = (key(1) == query(1)).value(tokens)
    #expect(
      refusal(Program(same == 3), [1, 100_000_000]).hasPrefix(
        "its values are too close together to be told apart in float32"))
    #expect(
      refusal(Program(same), [1, true, 2]).hasPrefix(
        "1 and True may be added here, and whether the result is an integer or a boolean shows"))
  }
}
