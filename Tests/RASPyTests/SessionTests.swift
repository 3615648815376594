import RASP
import RASPText
import RASPy
import Synchronization
import Testing

@Suite struct SessionTests {
  private func display(_ session: Session, _ text: String) throws -> String {
    try session.run(SourceText(text, name: "entry")).display()
  }

  // MARK: Entries

  @Test func laterEntriesSeeEarlierNames() throws {
    let session = Session()
    try session.evaluate("def f(x):\n    return x + k\nk = 1")
    #expect(try display(session, "f(1)") == "2\n")
    try session.evaluate("k = 10")
    #expect(try display(session, "f(1)") == "11\n")
    try session.evaluate("def f(x): return x")
    #expect(try display(session, "f(1)") == "1\n")
  }

  @Test func failedEntryLeavesNamesAsTheyWere() throws {
    let session = Session()
    try session.evaluate("x = 1\ny = 2")
    #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("x = 5\nz = 6\nx / 0") }
    #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("y = 7\ny +") }
    #expect(try display(session, "[x, y]") == "[1, 2]\n")
    #expect(!session.names.contains("z"))
    #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("z") }
  }

  @Test func valueIsTheLastExpressionStatement() throws {
    let session = Session()
    #expect(try display(session, "1\nx = 2") == "1\n")
    #expect(try display(session, "1\nif True:\n    'in a block'\n") == "'in a block'\n")
    #expect(try display(session, "1\nprint('printed')") == "1\n")
    #expect(try display(session, "x = 3") == "")
    #expect(try !session.evaluate("None").hasValue)
    #expect(try session.evaluate("tokens('ab')").output?.values == ["a", "b"])
    #expect(try session.evaluate("tokens").output == nil)
  }

  /// CR, LF, and both: as CPython 3.11 reads them, which prints the same.
  @Test func anyLineEndEndsALine() throws {
    let text =
      "x = \"\"\"a\rb\r\nc\"\"\"\rif True:\r    y = 1 # two\r    z = 2\r\n[x, y,\rz]"
    #expect(try display(Session(), text) == "['a\\nb\\nc', 1, 2]\n")
    do throws(SyntaxDiagnostic) {
      try Session().run(SourceText("x = 1\ry = 2\r  x + z", name: "cr.py"))
      Issue.record("no fault")
    } catch {
      #expect(error.description.contains("--> cr.py:3:1"), "\(error.description)")
    }
  }

  @Test func namesAreForCompletion() throws {
    let session = Session()
    try session.evaluate("def flip(): pass\nlength = 3\n_hidden = 1")
    #expect(session.names.starts(with: ["tokens", "identity", "indices"]))
    for name in ["flip", "length", "key", "SOp", "where", "print", "NotImplementedError"] {
      #expect(session.names.contains(name))
    }
    #expect(Set(session.names).count == session.names.count)
  }

  @Test func printingGoesToTheSink() throws {
    var printed = ""
    let session = Session(print: { printed += $0 })
    try session.evaluate("print('a', 1)\nprint(tokens)")
    #expect(printed.hasPrefix("a 1\n"))
    #expect(printed.contains("Final  h e l l o"))
  }

  @Test(arguments: [
    ("def f():", true), ("def f():\n    return 1", true), ("def f():\n    return 1\n", true),
    ("def f():\n    return 1\n\n", false), ("if 1: x = 2", true), ("if 1: x = 2\n\n", false),
    ("x = (1 +", true), ("x = (1 +\n2)", false), ("'''abc", true), ("'''abc\n'''", false),
    ("x = 1 + \\\n", true), ("x = 1 + \\\n2", false), ("x = 1", false), ("", false),
    ("x = ", false),
    ("f(1,\n", true), ("'abc", false), ("def f(:", true), ("for i in [1]:\n    # only this", true),
    ("f\"\"\"{1}", true), ("if 1:\n    x = 1\nelse:", true), ("x = [1, 2", true), (")", false),
    ("def f():\n    if 1:\n        return 2\n    \n", false), ("x = {1: [", true),
    ("1 +* 2", false), ("try:\n  x = 1\n", true), ("try:\n  x = 1\n\n", false),
    ("try:\n  x = 1\ny = 2\n", false), ("def f():\n  try:\n    x = 1\n", true),
    ("f\"{x\"\n", false), ("f\"{x\"\ny = 1\n", false),
    ("f\"\"\"{x\n", true), ("f'{x!r", false), ("f'{x:{y}'", false), ("f'{(x'\n", false),
  ])
  func incompleteTextsAreKnown(_ text: String, _ isIncomplete: Bool) {
    #expect(Session.isIncomplete(text) == isIncomplete)
  }

  // MARK: Programs

  @Test func programOutlivesItsSession() throws {
    func program() throws -> SOp? {
      let session = Session()
      try session.evaluate("zero = ord('0')\ndef digit(c): return ord(c) - zero")
      guard case .sop(let sop) = try session.evaluate("tokens.map(digit)").program() else {
        return nil
      }
      return sop
    }
    let sop = try #require(try program())
    #expect(try sop("123").values == [1, 2, 3])
  }

  @Test func mappedFunctionsReferToVariables() throws {
    let session = Session()
    try session.evaluate("k = 1\nplus = tokens.map(lambda x: x + k)\nk = 10")
    #expect(try session.evaluate("plus([1])").output?.values == [11])
  }

  @Test func mappingOneFunctionTwiceIsOneOperation() throws {
    let session = Session()
    try session.evaluate("def atoi(s=tokens): return s.map(lambda x: ord(x))")
    guard case .sop(let sop) = try session.evaluate("atoi() + atoi()").program() else { return }
    #expect(Program(sop).nodes.count == 3)
    guard case .sop(let other) = try session.evaluate("tokens.map(ord) * tokens.map(ord)").program()
    else { return }
    #expect(Program(other).nodes.count == 3)
  }

  @Test func programsRunAtTheSameTime() async throws {
    let session = Session()
    try session.evaluate("table = {str(i): i for i in range(10)}\nscale = [3]")
    let outcome = try session.evaluate("tokens.map(lambda x: table[x] * scale[0] + len([x] * 3))")
    guard case .sop(let sop) = try outcome.program() else { return }
    try await withThrowingTaskGroup(of: [Value].self) { group in
      for _ in 0..<8 { group.addTask { try sop("0123456789").values } }
      for try await values in group { #expect(values == (0..<10).map { .integer(3 * $0 + 3) }) }
    }
  }

  @Test func runElsewhereIsExplained() throws {
    let session = Session()
    try session.run(SourceText("def f(x):\n    return x / 0\n", name: "file.py"))
    guard case .sop(let sop) = try session.evaluate("tokens.map(f)").program() else { return }
    do throws(Diagnostic) {
      _ = try sop([1])
      Issue.record("it ran")
    } catch {
      #expect(
        session.explain(error).description == """
          error: division by zero: 1 / 0 (for 1)
            --> file.py:2:12
                return x / 0
                       ^~~~~
            in: f(tokens)
            at: position 0

          """)
    }
  }

  // MARK: Limits

  private func message(_ source: String, _ limits: Limits) -> String {
    let session = Session(limits: limits)
    do throws(SyntaxDiagnostic) {
      return try session.evaluate(source).display()
    } catch {
      return error.message
    }
  }

  @Test func eachLimitIsNamed() {
    let few = Limits(steps: 1_000)
    #expect(
      message("while True: pass", few) == "stopped after 1000 steps: the program may never end")
    #expect(message("sum(range(999))", few).hasPrefix("stopped after 1000 steps"))
    #expect(message("x = 0\nfor i in range(100): x += i\nx", few) == "4950\n")
    #expect(message("[0] * 11", Limits(size: 10)) == "a value would have more than 10 elements")
    #expect(message("list(range(11))", Limits(size: 10)).hasPrefix("a value would have"))
    #expect(message("'abc' * 4", Limits(size: 10)).hasPrefix("a value would have"))
    #expect(
      message("x = [[0] * 9 for i in range(9)]", Limits(total: 80))
        == "the program's values would have more than 80 elements together")
    #expect(
      message("tokens + 1 + 2 + 3", Limits(operations: 2))
        == "the program would have more than 2 operations")
    #expect(
      message("def f(): return f()\nf()", Limits(depth: 5)) == "calls are nested more than 5 deep")
  }

  @Test func aLimitIsOfOneEvaluation() throws {
    let session = Session(limits: Limits(steps: 1_000))
    for _ in 0..<10 { try session.evaluate("for i in range(150): pass") }
  }

  @Test func mappedFunctionHasItsOwnLimit() throws {
    let session = Session(limits: Limits(steps: 200_000))
    let outcome = try session.evaluate("tokens.map(lambda x: sum(range(x)))")
    guard case .sop(let sop) = try outcome.program() else { return }
    #expect(try sop([1_500]).values == [.integer(1_500 * 1_499 / 2)])
    #expect(throws: Diagnostic.self) { try sop([100_000]) }
  }

  @Test func workOfARunCounts() {
    let loop = "for i in range(100): (key(1) == query(1)).value(1)('a' * 500)"
    #expect(message(loop, Limits(steps: 100_000)).hasPrefix("stopped after 100000 steps"))
  }

  @Test func evaluationCanBeCancelled() throws {
    let polls = Atomic(0)
    let session = Session(isCancelled: { polls.add(1, ordering: .relaxed).newValue > 3 })
    #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("while True: pass") }
    #expect(polls.load(ordering: .relaxed) == 4)
  }
}
