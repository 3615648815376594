import RASP
import RASPClassic
import RASPText
import Testing

/// Selection by position and by score in the RASP dialect.
@Suite struct SelectionTests {
  private func values(_ text: String, _ call: String, _ input: Input) throws -> [Value] {
    let session = Session()
    try session.run(SourceText(text, name: "selection.rasp"))
    guard case .sop(let sop) = try session.evaluate(call).program() else { return [] }
    return try sop(input).values
  }

  @Test(
    arguments: [
      ("aggregate(leftmost(select(tokens, \"l\", ==)), indices, -1)", [2, 2, 2, 2, 2]),
      ("aggregate(rightmost(select(tokens, \"l\", ==)), indices, -1)", [3, 3, 3, 3, 3]),
      ("aggregate(leftmost(best(full_s, tokens)), indices)", [4, 4, 4, 4, 4]),
      ("only(select(tokens, tokens, ==), tokens)", ["h", "e", "l", "l", "o"]),
      ("only(select(tokens, \"x\", ==), tokens, \"-\")", ["-", "-", "-", "-", "-"]),
      ("selector_width(least(full_s, indices % 2))", [3, 3, 3, 3, 3]),
    ] as [(String, [Value])])
  func functionsOfSelectors(_ expression: String, _ wanted: [Value]) throws {
    #expect(try values("x = \(expression);", "x", "hello") == wanted)
  }

  /// They are no words of the language: programs may have functions of these names.
  @Test func ownFunctionsComeFirst() throws {
    for name in ["best", "only"] {
      let text = "def \(name)(a, b) { return a + b; }\nx = \(name)(indices, 1);"
      #expect(try values(text, "x", "abc") == [1, 2, 3])
    }
  }

  @Test(arguments: [
    ("best(full_s)", "expected: 2, got: 1"), ("leftmost(full_s, 1)", "expected: 1, got: 2"),
    ("leftmost(indices)", "select"), ("only(full_s)", "expected: 2, got: 1"),
  ])
  func wrongArgumentsAreNamed(_ call: String, _ part: String) {
    let source = SourceText("x = aggregate(\(call), 1);", name: "selection.rasp")
    do throws(SyntaxDiagnostic) {
      _ = try Session().run(source)
      Issue.record("no error")
    } catch {
      #expect(error.description.contains(part), "\(error.description)")
    }
  }
}
