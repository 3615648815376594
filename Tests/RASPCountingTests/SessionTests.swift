import RASP
import RASPCounting
import RASPText
import Testing

/// How expressions bind, what predicates and types do, and what a session keeps.
@Suite struct SessionTests {
  private static func values(_ text: String, on input: String) throws -> [Value] {
    try Session().run(SourceText(text, name: "test.cr")).sop()(Input(input)).values
  }

  /// Each expression means the other, as the grammar of the first implementation has it.
  @Test(arguments: [
    ("!p && q", "!(p && q)"), ("p && !q || p", "p && (!(q || p))"),
    ("p || q && p", "p || (q && p)"),
    ("m - n + 2", "m - (n + 2)"), ("m + n - 2", "(m + n) - 2"), ("m - n - 2", "(m - n) - 2"),
    ("2*m + n", "2*(m + n)"), ("m + 2*n + m", "m + (2*(n + m))"),
    ("2*m if p else n", "(2*m) if p else n"), ("1 if p else 2 + n", "1 if p else (2 + n)"),
    ("m if p else n if q else 7", "(m if p else n) if q else 7"),
    ("m < n if p else 3", "m < (n if p else 3)"), ("#p < n", "(#p) < n"),
    ("#p + m < n", "((#p) + m) < n"), ("#p && q", "#(p && q)"),
    ("#\"a\" == #\"b\" && q", "(#\"a\") == (#(\"b\" && q))"), ("#!p < n", "(#(!p)) < n"),
    ("p && m == n", "p && (m == n)"), ("m == 1 && n == 2", "(m == 1) && (n == 2)"),
    ("max(m, n) + 1", "(max(m, n)) + 1"), ("#m - #n + #p", "#m - (#n + #p)"),
  ])
  func bindsAsTheFirstImplementationDoes(_ text: String, _ other: String) throws {
    let names = "p = \"a\"\nq = \"b\"\nm = #\"a\"\nn = #\"b\"\n"
    for input in ["abba", "bbab", "aabab"] {
      #expect(
        try Self.values(names + text, on: input) == Self.values(names + other, on: input),
        "\(text) on \(input)")
    }
    let (a, b) = (Session(), Session())
    let (one, same) = (try a.evaluate(names + text).sop(), try b.evaluate(names + other).sop())
    #expect(Program(one).description == Program(same).description, "\(text)")
  }

  @Test func countsWhatIsBeforeAndHere() throws {
    #expect(try Self.values("x = #\"a\"", on: "abaa") == [1, 1, 2, 3])
    #expect(try Self.values("x = #true", on: "abc") == [1, 2, 3])
    #expect(try Self.values("x = # \"a\"\ny = #(x == 1)", on: "baab") == [0, 1, 1, 1])
    #expect(try Self.values("x = min(#\"a\", 1) + max(2, #\"b\")", on: "ab") == [3, 3])
  }

  @Test func numbersAndTruthValuesStandForEachOtherByName() throws {
    #expect(try Self.values("p = \"a\"\nx = p + 1", on: "ab") == [2, 1])
    #expect(try Self.values("n = #\"a\"\nx = !n", on: "ba") == [true, false])
    #expect(try Self.values("n = #\"a\"\nx = #n", on: "bab") == [0, 1, 2])
  }

  @Test func predicatesAreDefinedOrImported() throws {
    #expect(try Self.values("#import pred\nx = #[pred] \"a\"", on: "aba") == [0, 1, 0])
    #expect(try Self.values("#import pos_even\nx = pos_even", on: "abc") == [true, false, true])
    let near = "#define near(i, j) = i - j <= 2 && j != i\nx = #[near] \"a\""
    #expect(try Self.values(near, on: "aaba") == [0, 1, 2, 1])
    let same = "#define same(i, j) = i % 2 == j % 2\nx = #[same] true"
    #expect(try Self.values(same, on: "abcd") == [1, 1, 2, 2])
    let far = "#define far(q, k) = !(2 * k + 3 > q) || k == 0\nx = #[far] true"
    #expect(try Self.values(far, on: "abcdef") == [1, 1, 1, 1, 1, 2])
    // A definition that the text imports as well is one for the first implementation too.
    #expect(
      try Self.values("#define third(i) = i == 2\n#import third\nx = third", on: "abc")
        == [false, false, true])
  }

  /// The brute-force reading of a predicate, on all pairs.
  @Test func predicatesOfTwoPositionsHoldWhereTheyShould() throws {
    let conditions: [(String, (Int, Int) -> Bool)] = [
      ("j == i - 1", { $0 - 1 == $1 }), ("i - j < 3", { $0 - $1 < 3 }),
      ("2 * j >= i", { 2 * $1 >= $0 }), ("i + j == 5", { $0 + $1 == 5 }),
      ("j % 3 == 1 && i > 2", { $1 % 3 == 1 && $0 > 2 }), ("1 < 2", { _, _ in true }),
      ("!(i == j) || j == 0", { $0 != $1 || $1 == 0 }), ("3 - j > 2 - i + 1", { 3 - $1 > 3 - $0 }),
    ]
    for (condition, holds) in conditions {
      let text = "#define rule(i, j) = " + condition + "\nx = #[rule] true"
      let counts = (0..<8).map { i in Value.integer(Int64((0...i).filter { holds(i, $0) }.count)) }
      #expect(try Self.values(text, on: "abcdefgh") == counts, "\(condition)")
    }
  }

  @Test func headsAndLayersAreTheCounts() throws {
    let program = Program(
      try Session().evaluate("x = #\"a\"\ny = #(x == 1)\nz = # (y == x)\nz").sop())
    #expect(program.layer == 3)
    #expect(program.heads.map { $0.map(\.name) } == [["x"], ["y"], ["z"]])
  }

  @Test func aTextThatFailsLeavesNamesAlone() throws {
    let session = Session()
    try session.run(SourceText("x = #\"a\"", name: "one.cr"))
    #expect(throws: SyntaxDiagnostic.self) {
      try session.run(SourceText("x = #\"b\"\ny = z", name: "two.cr"))
    }
    #expect(session.names == ["x"])
    #expect(try session.evaluate("x").sop()("ab").values == [1, 1])
  }

  @Test func limitsAreKept() {
    let session = Session(limits: Limits(operations: 3))
    #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("x = \"a\" && \"b\" && \"c\"") }
    let deep = String(repeating: "(", count: 500) + "true" + String(repeating: ")", count: 500)
    #expect(throws: SyntaxDiagnostic.self) { try Session().evaluate("x = " + deep) }
    let long = [String](repeating: "true", count: 10_000).joined(separator: " && ")
    #expect(throws: SyntaxDiagnostic.self) { try Session().evaluate("x = " + long) }
  }

  @Test func stringsMayBeOpen() {
    #expect(Session.isIncomplete("x = \"a"))
    #expect(!Session.isIncomplete("x = \"a\""))
    #expect(!Session.isIncomplete("x = (1 +"))
  }
}
