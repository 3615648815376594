import RASPText
import RASPy
import Testing

@Suite struct CheckTests {
  private func messages(_ source: String, _ session: Session = Session()) -> [String] {
    session.check(SourceText(source, name: "file.py")).map { diagnostic in
      "\(diagnostic.place?.line ?? 0): \(diagnostic.message)"
    }
  }

  @Test func allFaultsOfATextAreFound() {
    let source = """
      x = 3px
      def f(a, a):
          return undefined
      y = = 2
      for i in range(3) print(i)
      if True:
          z = 1 +
          w = 2 2
      import numpy
      import scipy
      class Flip: pass
      return 5
      s = "open
      """
    #expect(
      messages(source) == [
        "1: a number is followed by letters", "2: the parameter 'a' occurs twice",
        "4: expected a value, found '='", "5: ':' is missing at the end of the 'for' line",
        "7: expected a value, but the line ends", "8: expected the end of the line, found '2'",
        "11: classes are not part of the dialect", "12: 'return' is not in a function",
        "13: the string is not closed on its line",
      ])
  }

  /// What is kept of a selector is a selector.
  @Test func extremaHaveTheMethodsOfSelectors() {
    let source = """
      (key(tokens) == query(tokens)).rightmost().value(tokens)
      (key(1) == query(1)).best(tokens).leftmost().least(indices).mean(tokens)
      (key(1) == query(1)).leftmost().map(len)
      """
    #expect(messages(source) == ["3: a selector has no method 'map'"])
  }

  @Test func namesAndCallsAreCheckedWithoutRunning() {
    let source = """
      def shift(i, default="_"):
          return (key(indices) == query(indices - i)).value(tokens, defalt)
      shift()
      shift(1, 2, 3)
      shift(1, fallback="0")
      where(tokens, 1)
      tokens.vlaue(1)
      (key(tokens) == query(tokens)).valeu(1)
      "abc".joim([])
      [1].apend(2)
      [qq for q in range(3)]
      f"{nope:>{width}}"
      lambda x: x + yy
      while True:
          len(1, 2)
          break
      """
    #expect(
      messages(source) == [
        "2: the name 'defalt' is not defined", "3: shift needs the argument 'i'",
        "4: shift takes at most 2 arguments, but 3 are given",
        "5: shift has no parameter 'fallback' that can be given by name",
        "6: where needs the argument 'f'", "7: an s-op has no method 'vlaue'",
        "8: a selector has no method 'valeu'", "9: a string has no method 'joim'",
        "10: a list has no method 'apend'", "11: the name 'qq' is not defined",
        "12: the name 'nope' is not defined", "12: the name 'width' is not defined",
        "13: the name 'yy' is not defined", "15: len takes at most 1 argument, but 2 are given",
      ])
  }

  /// What only looks wrong, or depends on the run, is left alone.
  @Test(arguments: [
    "def f(): return later\nlater = 1",
    "if False:\n    x = 1\nprint(x)",
    "def f(a): return a\nif 1:\n    def f(a, b): return b\nf(1, 2)",
    "def f(a): return a\nf = lambda a, b: b\nf(1, 2)",
    "def f(a): return a\ndef g(f): return f(1, 2)",
    "def f(a): return a\nfor f in [max]: f(1, 2)",
    "def f(a): return a\nf(*[1])",
    "def len(a, b): return a\nlen(1, 2)",
    "def g(tokens): return tokens.vlaue()",
    "tokens = 'abc'\ntokens.upper()",
    "def f():\n    global made\n    made = 1\nf()\nprint(made)",
    "[y for x in [[1]] for y in x]",
    "x = (tokens == 'a') if True else 'b'\nx.upper",
    "def f(x=1, *rest, last=2): return rest\nf(1, 2, 3, last=4)",
    "key = {}\nkey.get(1)",
    "(key(1) == query(1)).value(1).name('a').map(str).round().input('a').toseq()",
    "from raspy import tokens as t, key\nt.map(ord)",
    "import raspy\nraspy.tokens.map(raspy.key)",
    "from raspy.rasp import (SOp, where,)\nfrom raspy.visualize import *\nSOp.zip(max, tokens)",
    "x: int = 3\ndef f(a: Anything, b: str = 'x') -> Whatever: return a",
    "(1, 2).index(1)",
    "(tokens is None).real",
  ])
  func thereAreNoFalseAlarms(_ source: String) {
    #expect(messages(source).isEmpty)
  }

  @Test func theSessionsNamesCount() throws {
    let session = Session()
    try session.evaluate("length = 3\ndef max(a): return a")
    #expect(messages("length + 1\nmax(5)", session).isEmpty)
    #expect(messages("lenght", session) == ["1: the name 'lenght' is not defined"])
  }

  @Test func broadTextsAreChecked() {
    let lines = (0..<2_000).map { "x\($0) = x\(max(0, $0 - 1)) if \($0) else [\($0)]" }
    #expect(messages(lines.joined(separator: "\n")).isEmpty)
  }
}
