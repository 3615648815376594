import Foundation
import RASP
import RASPClassic
import RASPText
import Testing

/// Texts of the RASP dialect that are run as programs: what they give, and what goes wrong.
@Suite struct SessionTests {
  private static func values(
    _ text: String, _ input: Input, session: Session = Session()
  ) throws -> [Value] {
    guard case .sop(let sop) = try session.evaluate(text).program() else { return [] }
    return try sop(input).values
  }

  private static func failure(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing"
    } catch {
      return (error as? SyntaxDiagnostic)?.message ?? "\(error)"
    }
  }

  // MARK: Programs

  @Test func textsBuildOnEachOther() throws {
    let session = Session()
    try session.run(SourceText("def twice(x) { return 2 * x; }", name: "a.rasp"))
    try session.run(SourceText("y = twice(indices);", name: "b.rasp"))
    #expect(try Self.values("y + 1", "abc", session: session) == [1, 3, 5])
    #expect(session.names.contains("twice") && session.names.contains("selector_width"))
  }

  @Test func theSemicolonOfAnExpressionMayBeMissing() throws {
    #expect(try Self.values("indices", "ab") == [0, 1])
    #expect(try Self.values("x = indices; x + x;", "ab") == [0, 2])
  }

  @Test func aProgramMayRenameTheLibrary() throws {
    #expect(try Self.values("length = 3; length * indices", "ab") == [0, 3])
  }

  /// The first implementation averages numbers alone, so this is in no file of `Golden`.
  @Test func equalStringsAreAveraged() throws {
    let same = "aggregate(select(tokens, tokens, ==), tokens)"
    #expect(try Self.values(same, "abab") == ["a", "b", "a", "b"])
    #expect(try Self.values("aggregate(full_s, \"a\")", "xy") == ["a", "a"])
    #expect(throws: (any Error).self) { try Self.values("aggregate(full_s, tokens)", "ab") }
    let shown = ConversationTests.converse("aggregate(full_s,\"a\");\n")
    #expect(shown.contains("Example: out(\"hello\") = [a]*5 (strings)"), "\(shown)")
  }

  @Test func tokensCanBeReassigned() throws {
    #expect(try Self.values("tokens = tokens_int; tokens + 1", "12") == [2, 3])
    #expect(try Self.values("tokens_asis", [1, 2.5, true]) == [1, 2.5, true])
    #expect(try Self.values("tokens_bool", [0, 3]) == [false, true])
    #expect(try Self.values("tokens_str", [1, 2.5, true]) == ["1", "2.5", "True"])
    #expect(try Self.values("tokens_float", ["1e3", " 2 ", "3_0.5"]) == [1_000.0, 2.0, 30.5])
  }

  @Test func bindingIsTheGrammars() throws {
    #expect(try Self.values("not tokens == \"l\"", "hl") == [false, false])
    #expect(try Self.values("2 ^ 3 ^ 2 + 0 * indices", "a") == [64])
    #expect(try Self.values("-2 ^ 2 + 0 * indices", "a") == [4])
    #expect(try Self.values("1 if 1 else 2 if 0 else indices", "ab") == [0, 1])
    #expect(
      try Self.values("indices == 0 or indices == 1 and indices == 1", "ab") == [false, true])
    #expect(try Self.values("7 % 4 * 3 + indices", "a") == [7])
  }

  @Test func closuresSeeTheirNames() throws {
    let text = """
      def outer(n) { def inner(m) { return m + n; } n = n + 10; return inner; }
      f = outer(5);
      n = 1000;
      x = f(indices);
      """
    #expect(try Self.values(text + "x", "ab") == [15, 16])
  }

  @Test func examplesAreSet() throws {
    let session = Session()
    try session.run(SourceText("set example [3, 1]", name: "a.rasp"))
    #expect(session.example.tokens == [3, 1])
    session.example = "xyz"
    #expect(session.example.tokens == ["x", "y", "z"])
  }

  @Test func selectorsArePrograms() throws {
    guard case .selector(let selector) = try Session().evaluate("full_s").program() else {
      Issue.record("no selector")
      return
    }
    #expect(Program(selector).result == .selector)
  }

  @Test func headsAreCalledByTheirVariables() throws {
    let session = Session()
    let text = "def f(x) { inner = aggregate(full_s, x); return inner + 1; } outer = f(indices);"
    try session.run(SourceText(text, name: "a.rasp"))
    guard case .sop(let sop) = try session.evaluate("outer").program() else { return }
    #expect(Program(sop).heads.map { $0.map(\.name) } == [["inner"]])
  }

  // MARK: No programs

  @Test(arguments: [
    ("x = 5; x", "the program is an integer, not an s-op"),
    ("[indices]", "the program is a list, not an s-op"),
    ("shift", "the program is a function: 'shift' has not been called"),
    ("", "there is no program"),
    ("# nothing", "there is no program"),
  ])
  func othersAreNoPrograms(_ text: String, _ message: String) {
    let said = Self.failure { _ = try Session().evaluate(text).program() }
    #expect(said.hasPrefix(message))
  }

  @Test func whatATextRanIsAProgram() throws {
    let outcome = try Session().evaluate("(indices + 1)(\"ab\")")
    #expect(outcome.input?.tokens.count == 2)
    let sop = try outcome.sop()
    #expect(try sop("abc").values.map(\.json) == ["1", "2", "3"])
    guard case .selector = try Session().evaluate("select(1, 1, ==)(\"ab\")").program() else {
      Issue.record("no selector")
      return
    }
  }

  @Test func aRunFailsWithItsPlace() throws {
    let session = Session()
    try session.run(SourceText("x = 1;\ny = x + tokens;\n", name: "a.rasp"))
    guard case .sop(let sop) = try session.evaluate("y").program() else { return }
    do {
      _ = try sop("ab")
      Issue.record("1 + \"a\" has a value")
    } catch {
      #expect(session.explain(error).place?.description == "a.rasp:2:5")
    }
  }

  // MARK: Files

  private static func session(_ files: [String: String]) -> Session {
    Session(read: { name in files[name].map { Array($0.utf8) } })
  }

  @Test func filesAreLoaded() throws {
    let session = Self.session(["lib.rasp": "_k = 2;\ndef f(x) {\n  return x * _k;\n}\n"])
    #expect(try Self.values("load \"lib\"; f(indices)", "abc", session: session) == [0, 2, 4])
    #expect(Self.failure { _ = try session.evaluate("_k") } == "Undefined variable: _k")
  }

  @Test func faultsOfFilesHaveTheirPlace() {
    let session = Self.session(["lib.rasp": "x = 1;\ny = zz;\n", "bad.rasp": "x = ;\n"])
    for (name, place) in [("lib", "lib.rasp:2:5"), ("bad", "bad.rasp:1:5")] {
      do {
        try session.evaluate("load \"\(name)\";")
        Issue.record("\(name) has a fault")
      } catch {
        #expect(error.place?.description == place)
      }
    }
  }

  // MARK: Drawings

  @Test func drawingsNameTheirSteps() throws {
    var drawings: [(name: String, steps: [String])] = []
    let session = Session(draw: { drawing in
      drawings.append((drawing.name, drawing.steps.map { $0.name }))
      return nil
    })
    try session.evaluate("a = indices + 1; b = a * 2; draw(b, \"xy\");")
    #expect(drawings.map { $0.name } == ["b(\"xy\")"])
    #expect(drawings.map { $0.steps } == [["a", "b"]])
    let failing = Session(draw: { _ in "no room" })
    let said = Self.failure { try failing.evaluate("draw(indices);") }
    #expect(said == "the figure could not be drawn: no room")
  }

  // MARK: Limits

  @Test func nothingGoesOnForEver() {
    let limits = Limits(steps: 100_000, size: 10_000, total: 100_000, operations: 1_000)
    let texts = [
      "def f(n) { return f(n + 1); } f(1);",
      "x = 1; for i in range(9999) { for j in range(9999) { x = x + 1; } }",
      "x = indices; for i in range(9999) { x = x + 1; }",
      "l = [1]; for i in range(60) { l = l + l; }",
      "l = [1]; for i in range(60) { l = [l]; }",
      "s = \"a\"; for i in range(60) { s = s + s; }",
      String(repeating: "(", count: 5_000) + "1",
      String(repeating: "[", count: 5_000),
      "x = 1" + String(repeating: " + 1", count: 5_000) + ";",
      "x = " + String(repeating: "not ", count: 5_000) + "1;",
      String(repeating: "def f() {", count: 5_000),
      "f = shift; x = " + String(repeating: "max(1, ", count: 100) + "1"
        + String(repeating: ")", count: 100) + ";",
    ]
    for text in texts {
      let said = Self.failure { try Session(limits: limits).run(SourceText(text, name: "")) }
      #expect(said != "nothing", "\(text.prefix(40))")
    }
  }

  @Test func deepButFinite() throws {
    let text = "def f(n) { return 0 if n == 0 else 1 + f(n - 1); } x = f(45) + 0 * indices; x"
    #expect(try Self.values(text, "a") == [45])
    let brackets = String(repeating: "(", count: 38) + "indices" + String(repeating: ")", count: 38)
    #expect(try Self.values(brackets, "ab") == [0, 1])
    let sum = "indices" + String(repeating: " + 1", count: 150)
    #expect(try Self.values(sum, "a") == [150])
  }

  @Test func cancellingStops() {
    let session = Session(isCancelled: { true })
    let text = "x = 1; for i in range(100000) { x = x + 1; }"
    #expect(Self.failure { try session.evaluate(text) } == "the evaluation was stopped")
  }

  @Test func unfinishedTextsAreKnown() {
    for text in ["x = ", "def f(x) {", "x = [1,", "for i in [1] { x = i;", "x = (1 + 2"] {
      #expect(Session.isIncomplete(text), "\(text)")
    }
    for text in ["x = 1;", "", "x = );", "# x"] {
      #expect(!Session.isIncomplete(text), "\(text)")
    }
  }
}
