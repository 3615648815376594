import RASP
import RASPText
import RASPy
import Testing

/// What figures and messages call a lambda.
@Suite struct LambdaNameTests {
  private func text(_ source: String) throws -> String {
    let outcome = try Session(Surroundings()).run(SourceText(source, name: "test.py"))
    let program = Program(try outcome.program())
    return program.expression(program.output)
  }

  @Test func aDefinitionGivesItsNameToItsLambda() throws {
    #expect(
      try text("def number(s):\n    return s.map(lambda c: int(c))\nnumber(tokens)\n")
        == "number(tokens)")
    #expect(
      try text(
        "def outer(s):\n    fs = [lambda c: c + str(k) for k in range(1)]\n"
          + "    return s.map(fs[0])\nouter(tokens)\n") == "outer(tokens)")
    #expect(
      try text(
        "def outer(s):\n    def inner(t):\n        return t.map(lambda c: c)\n    return inner(s)\n"
          + "outer(tokens)\n") == "inner(tokens)")
  }

  @Test func aLambdaOfItsOwnHasNone() throws {
    #expect(try text("tokens.map(lambda c: c)\n") == "lambda(tokens)")
    #expect(try text("f = lambda s: s.map(lambda c: c)\nf(tokens)\n") == "lambda(tokens)")
  }
}
