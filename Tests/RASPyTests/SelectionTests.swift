import RASP
import RASPText
import RASPy
import Testing

/// Selection by position and by score, as a text says it and as Swift does.
@Suite struct SelectionTests {
  private static let same = key(tokens) == query(tokens)

  @Test(arguments: [
    ("leftmost().value(indices)", same.leftmost().value(indices)),
    ("rightmost().value(indices, -1)", same.rightmost().value(indices, default: -1)),
    ("best(indices % 2).mean(tokens)", same.best(indices % 2).mean(tokens)),
    ("best(score=1).width()", same.best(1).width),
    ("least(tokens).leftmost().value(tokens)", same.least(tokens).leftmost().value(tokens)),
    ("max(indices, default=None)", same.max(indices, default: nil)),
    ("min(indices)", same.min(indices)),
    ("only(tokens, default='_')", same.only(tokens, default: "_")),
  ])
  func methodsAreThoseOfSwift(_ text: String, _ sop: SOp) throws {
    let source = SourceText("(key(tokens) == query(tokens))." + text, name: "selection.py")
    let written = Program(try Session().run(source).sop())
    #expect(written.description == Program(sop).description)
  }

  @Test(arguments: [
    ("best()", "best"), ("only()", "only"), ("leftmost(1)", "leftmost"),
    ("best(key(tokens))", "best"),
  ])
  func wrongArgumentsAreNamed(_ text: String, _ name: String) {
    let source = SourceText("(key(tokens) == query(tokens))." + text, name: "selection.py")
    do throws(SyntaxDiagnostic) {
      _ = try Session().run(source)
      Issue.record("no error")
    } catch {
      #expect(error.description.contains(name))
    }
  }
}
