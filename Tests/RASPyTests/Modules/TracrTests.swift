import RASP
import RASPText
import RASPy
import Testing

/// Programs in Tracr's spelling, beside what plain Swift computes.
@Suite struct TracrTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    /// What the tokens 0 to 4 stand for, if not for themselves.
    var letters = ""
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

  static let cases = programs + library

  private static let programs: [Case] = [
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
      text: "from tracr.compiler import lib\n"
        + "lib.make_sort(rasp.tokens, rasp.tokens, max_seq_len=10, min_key=1)"
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
    Case(
      text: "a = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.LT)\n"
        + "b = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.EQ)\n"
        + "rasp.SelectorWidth(rasp.selector_and(a, rasp.selector_not(b)))"
    ) { x in x.indices.map { q in x[..<q].filter { $0 != x[q] }.count.asValue } },
    Case(
      text: "a = rasp.Select(rasp.indices, rasp.indices, rasp.Comparison.GT)\n"
        + "b = rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.LT)\n"
        + "rasp.SelectorWidth(rasp.selector_or(a, b, simplify=False).copy())"
    ) { x in
      x.indices.map { q in x.indices.filter { $0 > q || x[$0] < x[q] }.count.asValue }
    },
    Case(
      text: "number = rasp.annotate(rasp.tokens, encoding=rasp.Encoding.NUMERICAL)\n"
        + "kind = (number + 1).annotated(encoding=rasp.Encoding.CATEGORICAL, name='kind')\n"
        + "rasp.Map(lambda k: k % 3, kind)"
    ) { x in x.map { (($0 + 1) % 3).asValue } },
    Case(
      text: "def same(x: rasp.SOp, to: rasp.Value) -> rasp.Selector:\n"
        + "    by: rasp.Predicate = rasp.Comparison.EQ\n"
        + "    return rasp.Select(x, rasp.Full(to), by)\n"
        + "def count(s: rasp.SelectorValue) -> rasp.RASPExpr: return rasp.SelectorWidth(s)\n"
        + "wanted: rasp.NumericValue = 3\ncount(same(rasp.tokens, wanted))"
    ) { x in x.map { _ in x.filter { $0 == 3 }.count.asValue } },
  ]

  /// What Tracr's own library makes.
  private static let library: [Case] = [
    Case(text: "from tracr.compiler import lib\nlib.make_length() * 10 + lib.length") { x in
      x.map { _ in (x.count * 11).asValue }
    },
    Case(text: "from tracr.compiler import lib\nlib.make_reverse(lib.rasp.tokens)") { x in
      values(x.reversed())
    },
    Case(text: "from tracr.compiler import lib\nlib.make_hist()") { x in
      x.map { t in x.filter { $0 == t }.count.asValue }
    },
    Case(text: "from tracr.compiler import lib\nlib.make_sort_freq(max_seq_len=10)") { x in
      let count = { (t: Int) in x.filter { $0 == t }.count }
      // Stable: of two that occur as often, the one that stands first.
      return values(
        x.enumerated().sorted {
          (-count($0.element), $0.offset) < (-count($1.element), $1.offset)
        }.map(\.element))
    },
    Case(text: "from tracr.compiler import lib\nlib.shift_by(2, rasp.tokens)") { x in
      values(shifted(x, by: 2))
    },
    Case(
      text: "from tracr.compiler import lib\n"
        + "lib.make_nary_sequencemap(lambda a, b, c: a * 100 + b * 10 + c, "
        + "rasp.tokens, rasp.indices, rasp.length)"
    ) { x in x.enumerated().map { ($1 * 100 + $0 * 10 + x.count).asValue } },
    Case(
      text: "from tracr.compiler import lib\n4 * lib.make_pair_balance(rasp.tokens, 1, 2)"
    ) { x in
      x.indices.map { q in
        let seen = x[...q]
        let share = { (t: Int) in Double(seen.filter { $0 == t }.count) / Double(seen.count) }
        return (4 * (share(1) - share(2))).asValue
      }
    },
    Case(text: "from tracr.compiler import lib\nlib.make_shuffle_dyck([(0, 1), (2, 3)])") { x in
      x.map { _ in areBalanced(x).asValue }
    },
    Case(text: "from tracr.compiler import lib\nlib.make_shuffle_dyck2()", letters: "(){}x") {
      x in x.map { _ in areBalanced(x).asValue }
    },
  ]

  /// Whether 0 and 1, and 2 and 3, open and close pairs, each kind by itself.
  private static func areBalanced(_ x: [Int]) -> Bool {
    for open in [0, 2] {
      var depth = 0
      for token in x {
        depth += token == open ? 1 : token == open + 1 ? -1 : 0
        if depth < 0 { return false }
      }
      if depth != 0 { return false }
    }
    return true
  }

  @Test(arguments: cases)
  func programGivesWhatSwiftComputes(_ example: Case) throws {
    var generator = SplitMix64(seed: 7)
    let sop = try Session().evaluate("from tracr.rasp import rasp\n" + example.text).sop()
    for count in 0..<40 {
      let tokens = (0..<count % 9).map { _ in Int.random(in: 0...4, using: &generator) }
      let letters = Array(example.letters)
      let input =
        letters.isEmpty ? Input(tokens) : Input(String(tokens.map { letters[$0] }))
      let found = try sop.input(input).values
      #expect(found == example.oracle(tokens), "\(tokens)")
    }
  }

  /// What the random inputs seldom are: balanced.
  @Test(arguments: ["", "()", "({)}", "(())x{}", "(){", "}{", "x", "({})()"])
  func bracketsAreBalancedOrNot(_ input: String) throws {
    let sop = try Session().evaluate("from tracr.compiler import lib\nlib.make_shuffle_dyck2()")
      .sop()
    let wanted = TracrTests.areBalanced(input.map { Array("(){}x").firstIndex(of: $0) ?? 4 })
    #expect(try sop.input(Input(input)).values == input.map { _ in wanted.asValue })
  }

  /// Programs for inputs of three tokens.
  static let constants: [(text: String, output: [Value])] = [
    (
      "selector = rasp.ConstantSelector([[True, False, False], [True, True, False], [False] * 3])\n"
        + "rasp.Aggregate(selector, rasp.ConstantSOp([5, 8, 1]), default=-1)", [5, 6.5, -1]
    )
  ]

  @Test func constantsHaveTheirLength() throws {
    for (text, output) in TracrTests.constants {
      let sop = try Session().evaluate("from tracr.rasp import rasp\n" + text).sop()
      #expect(try sop.input([0, 0, 0]).values == output)
      #expect(throws: Diagnostic.self) { try sop.input([0, 0]) }
    }
  }

  /// What is done by a command here.
  static let elsewhere: [(text: String, command: String)] = [
    (
      "from tracr.compiler import compiling\n"
        + "compiling.compile_rasp_to_model(rasp.tokens, vocab={1}, max_seq_len=3)", "rasp compile"
    ),
    (
      "from tracr.compiler import validating\nvalidating.validate(rasp.tokens, [1, 2])",
      "rasp compile FILE says what it refuses"
    ),
    (
      "from tracr.rasp import causal_eval\ncausal_eval.evaluate(rasp.tokens, [1, 2])",
      "rasp run --causal FILE INPUT"
    ),
  ]

  @Test func whatACommandDoesSaysWhich() {
    for (text, command) in TracrTests.elsewhere { faultsSayWhatToDo(text, command) }
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
