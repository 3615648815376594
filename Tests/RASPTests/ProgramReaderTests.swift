import TestSupport
import Testing

@testable import RASP

/// Programs as text and back.
struct ProgramReaderTests {
  private func expectRoundTrip(_ program: Program) throws {
    let source = ProgramSource(program)
    let read = try Program(reading: source.text, functions: source.functions)
    let isSame = zip(read.nodes, program.nodes).allSatisfy {
      $0.operation == $1.operation && $0.operands == $1.operands && $0.name == $1.name
        && $0.layer == $1.layer
    }
    try #require(isSame && read.nodes.count == program.nodes.count, "\(source.text)")
    try #require(read.output == program.output && read.isCausal == program.isCausal)
    #expect(ProgramSource(read).text == source.text)
  }

  @Test(arguments: Gallery.allEntries.map(\.name)) func gallery(_ name: String) throws {
    let entry = try #require(Gallery.allEntries.first { $0.name == name })
    for isCausal in [false, true] {
      try expectRoundTrip(Program(entry.program, causal: isCausal))
    }
  }

  @Test func randomPrograms() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    let programs = 1_000
    for _ in 0..<programs {
      let (flavour, count) = (random.pick(Flavour.allCases), random.number(0...20))
      var generator = ProgramGenerator(seed: random.next(), input: flavour, count: count)
      try expectRoundTrip(generator.program())
    }
    Randomness.report("program texts", count: programs)
  }

  /// Nothing is cut, whatever its length; functions of one name are told apart.
  @Test func everythingIsKept() throws {
    let list = SOp(list: (0..<100).map { $0.asValue })
    let long = SOp(String(repeating: "ä\"\n", count: 100))
    let twice = list.map("f") { (x: Int) in x + 1 }.map("f") { (x: Int) in x * 2 }
    let sop = Gallery.same.mean(twice, default: .double(-0.0)).named("a \"name\", é") + long
    try expectRoundTrip(Program(sop))
    #expect(
      ProgramSource(Program(Gallery.same.mean(tokens.isIn([1, 1.0, nil]), default: nil))).text
        == """
        %0 = tokens
        %1 = select == %0, %0
        %2 = in [1,1.0,null] %0
        %3 = mean %1, %2, default null
        output %3

        """)
  }

  @Test func aTextByHand() throws {
    let text = """
      %0 = tokens   # the input

      %1 = select <= %0, %0
      %2 = best %1, %0
      %3 = constant 1
      %4 = sum %2, %3, default "x", name "head"
      causal output %4
      """
    let program = try Program(reading: text)
    #expect(program.isCausal && program[program.output].name == "head")
    #expect(try program.run([1, 2]) == [1, 1])
  }

  @Test(arguments: [
    ("", "line 1: the text ends without `output %N`"),
    ("%0 = token\noutput %0", "line 1: unknown operation `token`: did you mean `tokens`?"),
    ("%1 = tokens", "line 1: the next node is %0, not %1"),
    ("%0 = tokens\n%1 = add %0, %2\noutput %1", "line 2: %2 is not above"),
    ("%0 = tokens\n%1 = add %0\noutput %1", "line 2: `add` takes 2 operands, not 1"),
    (
      "%0 = tokens\n%1 = select == %0, %0\n%2 = add %0, %1\noutput %2",
      "line 3: %1 is a selector where an s-op belongs"
    ),
    ("%0 = tokens\n%1 = apply \"f\" %0\noutput %1", "line 2: no function is given for \"f\""),
    ("%0 = list [1, 2\noutput %0", "line 1: the list is not closed with ]"),
    (
      "%0 = constant 99999999999999999999\noutput %0",
      "line 1: broken JSON at column 15: the integer does not fit in 64 bits"
    ),
    (
      "%0 = tokens\n%1 = indices\noutput %1",
      "line 3: nothing between %0 and the output uses it"
    ),
    (
      "%0 = tokens\n%1 = tokens\noutput %1", "line 2: %0 is the same operation of the same operands"
    ),
    ("%0 = tokens, name \"x\"\noutput %0", "line 1: only an aggregate has a name"),
    ("%0 = tokens\noutput %0\noutput %0", "line 3: text after the output"),
    ("%0 = tokens x\noutput %0", "line 1: unexpected text: x"),
    ("hello", "line 1: a line starts with `%N =` or `output`"),
  ]) func errors(_ text: String, _ message: String) {
    do {
      _ = try Program(reading: text)
      Issue.record("no error for \(text)")
    } catch {
      #expect(error.description == message)
    }
  }
}
