import RASP
import RASPBoolean
import RASPText
import Testing

/// How formulas bind, what masks and attention do, and what a session keeps.
@Suite struct SessionTests {
  private static func values(_ text: String, on input: String) throws -> String {
    let output = try Session().run(SourceText(text, name: "test.brasp")).sop()(Input(input))
    return output.values.map { $0 == true ? "1" : $0 == false ? "0" : "?" }.joined()
  }

  /// Each formula means the other.
  @Test(arguments: [
    ("!P(i) & Q(i)", "(!P(i)) & Q(i)"), ("P(i) | Q(i) & R(i)", "P(i) | (Q(i) & R(i))"),
    ("P(i) -> Q(i) -> R(i)", "P(i) -> (Q(i) -> R(i))"),
    ("P(i) | Q(i) -> R(i)", "(P(i) | Q(i)) -> R(i)"),
    ("P(i) <-> Q(i) -> R(i)", "P(i) <-> (Q(i) -> R(i))"),
    ("P(i) && Q(i) || R(i)", "(P(i) & Q(i)) | R(i)"),
    ("¬P(i) ∧ Q(i) ∨ R(i)", "!P(i) & Q(i) | R(i)"), ("P(i) → Q(i)", "!P(i) | Q(i)"),
    ("P(i) ↔ ⊤", "P(i)"), ("P(i) ∨ ⊥", "P(i)"), ("true & P(i)", "1 & P(i)"),
    ("!!P(i)", "P(i)"), ("P", "P(i)"), ("P & !Q", "P(k) & !Q(k)"),
  ])
  func formulasBindAsInLogic(_ formula: String, _ other: String) throws {
    let names = "P(i) = Q_a(i)\nQ(i) = Q_b(i)\nR(i) = rightmost j [j < i, 1] Q_a(j) : 1\n"
    for input in ["abba", "bbab", "aabab", "c"] {
      #expect(
        try Self.values(names + formula, on: input) == Self.values(names + other, on: input),
        "\(formula) on \(input)")
    }
  }

  @Test func formulasHaveTheirTruthTables() throws {
    let names = "P(i) = Q_a(i) | Q_b(i)\nQ(i) = Q_a(i) | Q_c(i)\n"  // on abcd: 1100 and 1010
    for (formula, table) in [
      ("P & Q", "1000"), ("P | Q", "1110"), ("P -> Q", "1011"), ("P <-> Q", "1001"), ("!P", "0011"),
    ] { #expect(try Self.values(names + formula, on: "abcd") == table, "\(formula)") }
  }

  @Test func masksAndSidesSelect() throws {
    for (attention, on, values) in [
      ("leftmost j [j < i, 1] Q_a(j) : 0", "abba", "0111"),
      ("leftmost j [j <= i, 1] Q_a(j) : 0", "abba", "1111"),
      ("rightmost j [j < i, 1] Q_a(j) : 1", "abba", "1100"),
      ("rightmost j [i > j, 1] Q_a(j) : 1", "abba", "1100"),
      ("leftmost j [j > i, 1] Q_a(j) : 1", "abba", "0011"),
      ("leftmost j [i ≤ j] Q_a(j) : 1", "abba", "1001"),
      ("rightmost j [1] Q_a(j) : 0", "abb", "000"), ("◀j [1, 1] Q_a(j) : 0", "abb", "111"),
      ("▶_j [1, Q_a(j)] 1 : 0", "bb", "00"), ("leftmost_j [j > i, 0] 1 : Q_a(i)", "ab", "10"),
      ("rightmost other [other ≥ i] Q_b(other) : 0", "ab", "11"),
    ] { #expect(try Self.values("A(i) = " + attention, on: on) == values, "\(attention)") }
  }

  @Test func lettersThatAreNoNamesStandInQuotes() throws {
    #expect(try Self.values("Q_\"(\"(i) | Q_\" \"(i) | Q_1(i)", on: "(1 a") == "1110")
  }

  @Test func anAttentionIsOneHead() throws {
    let text = """
      A(i) = rightmost j [j < i, Q_a(j) & !Q_b(i)] Q_a(i) <-> Q_b(j) : Q_b(i)
      B(i) = leftmost j [1, A(j)] A(j) | Q_a(j) & Q_b(i) : 0
      """
    let session = Session()
    let program = Program(try session.run(SourceText(text, name: "two.brasp")).sop())
    #expect(program.heads.map { $0.map(\.name) } == [["A"], ["B"]])
    let lines = program.ids.filter { program[$0].aggregate != nil }
      .map { session.place(program[$0].origin)?.line }
    #expect(lines == [1, 2])
  }

  @Test func aTextThatFailsLeavesNamesAlone() throws {
    let session = Session()
    try session.run(SourceText("A(i) = Q_a(i)", name: "one.brasp"))
    #expect(throws: SyntaxDiagnostic.self) {
      try session.run(SourceText("A(i) = Q_b(i)\nB(i) = C(i)", name: "two.brasp"))
    }
    #expect(session.names == ["A"])
    #expect(try session.evaluate("A").sop()("ab").values == [true, false])
  }

  @Test func limitsAreKept() {
    let session = Session(limits: Limits(operations: 3))
    #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("Q_a & Q_b & Q_c & Q_d & Q_e") }
    let deep = String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500)
    let not = String(repeating: "!", count: 500) + "1"
    let long = [String](repeating: "Q_a", count: 10_000).joined(separator: " & ")
    let implications = [String](repeating: "Q_a", count: 10_000).joined(separator: " -> ")
    for formula in [deep, not, long, implications] {
      #expect(throws: SyntaxDiagnostic.self) { try Session().evaluate(formula) }
    }
  }

  @Test func stringsMayBeOpen() {
    #expect(Session.isIncomplete("A(i) = Q_\"a"))
    #expect(!Session.isIncomplete("A(i) = Q_\"a\"(i)"))
    #expect(!Session.isIncomplete("A(i) = (Q_a(i)"))
  }
}
