import RASP
import RASPCompiler
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
