import RASP
import RASPText
import RASPy
import Testing

/// Programs in Tracr's spelling, beside what plain Swift computes.
@Suite struct TracrTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let oracle: @Sendable ([Int]) -> [Value]
    var testDescription: String { text }
  }

  private static func shifted(_ x: [Int], by offset: Int) -> [Int?] {
    x.indices.map { x.indices.contains($0 - offset) ? x[$0 - offset] : nil }
  }

  private static func values(_ x: [Int?]) -> [Value] { x.map { $0?.asValue ?? .null } }

  private static func mean(_ x: [Int]) -> Value {
    if x.count == 1 { return x[0].asValue }
    return (Double(x.reduce(0, +)) / Double(x.count)).asValue
  }

  static let cases: [Case] = [
    Case(
      text: "opposite = rasp.length - rasp.indices - 1\n"
        + "rasp.Aggregate(rasp.Select(rasp.indices, opposite, rasp.Comparison.EQ), rasp.tokens)"
    ) { x in values(x.reversed()) },
    Case(
      text: "same = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.EQ).named('same')\n"
        + "rasp.SelectorWidth(same).named('hist')"
    ) { x in x.map { t in (x.filter { $0 == t }.count).asValue } },
    Case(
      text: "rasp.SelectorWidth(rasp.Select(rasp.tokens, rasp.indices, rasp.Comparison.TRUE))"
    ) { x in x.map { _ in (x.count).asValue } },
    Case(
      text: "rasp.SelectorWidth(rasp.Select(rasp.tokens, rasp.indices, rasp.Comparison.FALSE))"
    ) { x in x.map { _ in 0 } },
    Case(
      text: "so_far = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.LEQ)\n"
        + "rasp.numerical(rasp.Aggregate(so_far, rasp.numerical(rasp.tokens == 1), default=0))"
    ) { x in
      x.indices.map { q in
        let ones = x[...q].map { $0 == 1 ? 1 : 0 }
        return q == 0 ? (x[0] == 1).asValue : mean(ones)
      }
    },
    Case(
      text: "before = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + 1)\n"
        + "rasp.Aggregate(before, rasp.tokens)"
    ) { x in values(shifted(x, by: 1)) },
    Case(
      text: "def by(n, default):\n"
        + "    s = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + n)\n"
        + "    return rasp.Aggregate(s, rasp.tokens, default=default)\nby(-1, 7)"
    ) { x in values(shifted(x, by: -1).map { $0 ?? 7 }) },
    Case(
      text: "before = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + 1)\n"
        + "rasp.Map(lambda x: x * x, rasp.Aggregate(before, rasp.tokens))"
    ) { x in values(shifted(x, by: 1).map { $0.map { $0 * $0 } }) },
    Case(
      text: "before = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + 1)\n"
        + "rasp.SequenceMap(lambda x, y: x - y, rasp.tokens, rasp.Aggregate(before, rasp.tokens))"
    ) { x in values(zip(x, shifted(x, by: 1)).map { now, last in last.map { now - $0 } }) },
    Case(
      text: "before = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + 2)\n"
        + "x = rasp.Aggregate(before, rasp.tokens)\n(x + 1) * 2 - x"
    ) { x in values(shifted(x, by: 2).map { $0.map { ($0 + 1) * 2 - $0 } }) },
    Case(text: "rasp.LinearSequenceMap(rasp.tokens, rasp.indices, 2, -1)") { x in
      x.enumerated().map { (2 * $1 - $0).asValue }
    },
    Case(
      text: "a = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.LT)\n"
        + "b = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.EQ)\n"
        + "rasp.SelectorWidth(rasp.SelectorAnd(a, b))"
    ) { x in x.indices.map { q in (x[..<q].filter { $0 == x[q] }.count).asValue } },
    Case(
      text: "a = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.GT)\n"
        + "b = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.NEQ)\n"
        + "rasp.SelectorWidth(rasp.SelectorOr(a, b))"
    ) { x in
      x.indices.map { q in (x.indices.filter { $0 > q || x[$0] != x[q] }.count).asValue }
    },
    Case(
      text: "rasp.SelectorWidth(rasp.SelectorNot("
        + "rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.GEQ)))"
    ) { x in x.map { q in (x.filter { $0 < q }.count).asValue } },
    Case(
      text: "a = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.LEQ)\n"
        + "b = rasp.Select(rasp.tokens, rasp.Full(2), rasp.Comparison.EQ)\n"
        + "rasp.SelectorWidth(~a | (a & b)).named('x').annotated(note=1)"
    ) { x in
      x.indices.map { q in (x.indices.filter { $0 > q || x[$0] == 2 }.count).asValue }
    },
    Case(
      text: "from tracr.compiler import lib\nlib.make_sort_unique(rasp.tokens, rasp.indices)"
    ) { x in values(x) },
    Case(
      text: "from tracr.compiler.lib import make_sort\n"
        + "make_sort(rasp.tokens, rasp.tokens, max_seq_len=10, min_key=1)"
    ) { x in values(x.sorted()) },
    Case(text: "from tracr.compiler import lib\nlib.make_count(rasp.tokens, 3)") { x in
      x.map { _ in (x.filter { $0 == 3 }.count).asValue }
    },
    Case(
      text: "everywhere = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.TRUE)\n"
        + "rasp.Aggregate(everywhere, rasp.tokens)"
    ) { x in x.map { _ in mean(x) } },
    Case(
      text: "rasp.SequenceMap(lambda x, y: x + y, rasp.tokens, rasp.Full(5))"
    ) { x in values(x.map { $0 + 5 }) },
    Case(
      text: "x = rasp.categorical(rasp.Map(lambda t: t % 2 == 0, rasp.tokens))\n"
        + "rasp.annotate(~x | (rasp.tokens == 2), name='odd')"
    ) { x in x.map { ($0 % 2 != 0 || $0 == 2).asValue } },
    Case(
      text: "from tracr.compiler import lib\nlib.detect_pattern(rasp.tokens, [1, 2])"
    ) { x in
      x.indices.map { $0 == 0 ? .null : (x[$0 - 1] == 1 && x[$0] == 2).asValue }
    },
    Case(text: "1 - rasp.tokens / 2 + 2 * rasp.indices") { x in
      x.enumerated().map { index, token -> Value in
        let half = Double(token) / 2
        return (1 - half + Double(2 * index)).asValue
      }
    },
    Case(
      text: "before = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + 1)\n"
        + "rasp.Aggregate(before, rasp.tokens == 1) & (rasp.tokens == 2)"
    ) { x in
      x.indices.map { $0 == 0 ? .null : (x[$0 - 1] == 1 && x[$0] == 2).asValue }
    },
    Case(
      text: "from tracr.compiler import lib\n"
        + "lib.make_count_less_freq(1)"
    ) { x in
      let rare = x.filter { t in x.filter { $0 == t }.count <= 1 }.count
      return x.map { _ in (rare).asValue }
    },
    Case(
      text: "from tracr.compiler import lib\n"
        + "lib.make_frac_prevs(rasp.sop_not(rasp.tokens == 1))"
    ) { x in
      x.indices.map { q in
        let others = x[...q].map { $0 == 1 ? 0 : 1 }
        return q == 0 ? (x[0] != 1).asValue : mean(others)
      }
    },
  ]

  @Test(arguments: cases)
  func programGivesWhatSwiftComputes(_ example: Case) throws {
    var generator = SplitMix64(seed: 7)
    let sop = try Session().evaluate("from tracr.rasp import rasp\n" + example.text).sop()
    for count in 0..<40 {
      let tokens = (0..<count % 9).map { _ in Int.random(in: 0...4, using: &generator) }
      let found = try sop.input(Input(tokens)).values
      #expect(found == example.oracle(tokens), "\(tokens)")
    }
  }

  @Test func constantsHaveTheirLength() throws {
    let text = """
      from tracr.rasp import rasp
      selector = rasp.ConstantSelector([[True, False, False], [True, True, False], [False] * 3])
      rasp.Aggregate(selector, rasp.ConstantSOp([5, 8, 1]), default=-1)
      """
    let sop = try Session().evaluate(text).sop()
    #expect(try sop.input([0, 0, 0]).values == [5, 6.5, -1])
    #expect(throws: Diagnostic.self) { try sop.input([0, 0]) }
  }

  @Test func whatIsNeverNoneIsTheLanguagesOwn() throws {
    let tracr = try Session().evaluate(
      """
      from tracr.rasp import rasp
      same = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.EQ)
      (rasp.SelectorWidth(same) * 2 > 1) & (rasp.tokens == 'a')
      """
    ).sop()
    let own = try Session().evaluate(
      "((key(tokens) == query(tokens)).width() * 2 > 1) & (tokens == 'a')"
    ).sop()
    #expect(Program(tracr).description == Program(own).description)
  }

  @Test(arguments: [
    ("rasp.Select(rasp.tokens, 1, rasp.Comparison.EQ)", "rasp.Full(x)"),
    ("rasp.Aggregate(rasp.tokens, rasp.tokens)", "Aggregate takes a selector"),
    ("rasp.Maap", "rasp has no 'Maap'"),
    ("from tracr.compiler import compiling\ncompiling.compile_rasp_to_model(1)", "rasp compile"),
    ("rasp.ConstantSOp([1], check_length=False)", "check_length=True"),
    ("if rasp.tokens == 1: pass", "neither true nor false"),
    ("rasp.tokens.name_it('x')", "no method"),
  ])
  func faultsSayWhatToDo(_ text: String, _ message: String) {
    do throws(SyntaxDiagnostic) {
      _ = try Session().evaluate("from tracr.rasp import rasp\n" + text)
      Issue.record("no fault: \(text)")
    } catch {
      #expect(error.description.contains(message), "\(error.description)")
    }
  }
}
