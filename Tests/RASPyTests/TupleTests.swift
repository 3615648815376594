import RASP
import RASPText
import RASPy
import Testing

/// S-ops of tuples, beside what plain Swift computes.
@Suite struct TupleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let oracle: @Sendable ([Int]) -> [Value]
    var testDescription: String { text }
  }

  /// How many keys of all pairs are let through, for each query.
  private static func counts(_ x: [Int], _ isSelected: (Int, Int) -> Bool) -> [Value] {
    x.indices.map { q in x.indices.filter { isSelected($0, q) }.count.asValue }
  }

  static let cases: [Case] = [
    Case(text: "p.map(lambda t: t[0] * 10 + t[1])") { x in
      x.indices.map { (x[$0] * 10 + $0).asValue }
    },
    Case(text: "p[0] + p[-1]") { x in x.indices.map { (x[$0] + $0).asValue } },
    Case(text: "p.map(str)") { x in x.indices.map { "(\(x[$0]), \($0))".asValue } },
    Case(text: "p.map(lambda t: len(t))") { x in x.map { _ in 2 } },
    Case(text: "r = SOp.zip(lambda a, b: (*a, b), p, tokens)\nr.map(lambda t: sum(t))") { x in
      x.indices.map { (2 * x[$0] + $0).asValue }
    },
    Case(
      text: "r = SOp.zip(lambda a, b: (a, (b, 1)), p, tokens)\nr.map(lambda t: t[0][1] - t[1][1])"
    ) {
      x in x.indices.map { ($0 - 1).asValue }
    },
    Case(text: "SOp.zip(lambda a, b: a[0] - b[1], p, p)") { x in
      x.indices.map { (x[$0] - $0).asValue }
    },
    Case(text: "def swapped(a, b):\n    return b, a\nSOp.zip(swapped, tokens, indices) == (1, 2)") {
      x in
      x.indices.map { ($0 == 1 && x[$0] == 2).asValue }
    },
    Case(text: "p < (2, 1)") { x in x.indices.map { ((x[$0], $0) < (2, 1)).asValue } },
    Case(text: "p != r") { x in x.indices.map { (x[$0] != $0 % 2 || $0 != x[$0]).asValue } },
    Case(text: "(key(p) == query(p)).value(1)") { x in x.map { _ in 1 } },
    Case(text: "(key(r) == query(r)).value(1)") { x in
      counts(x) { $0 % 2 == $1 % 2 && x[$0] == x[$1] }
    },
    Case(text: "(key(p) != query(p)).value(1)") { x in counts(x) { $0 != $1 } },
    Case(text: "(query(p) > key(p)).value(1)") { x in counts(x) { (x[$0], $0) < (x[$1], $1) } },
    Case(text: "(key(p) <= query(r)).value(1)") { x in counts(x) { (x[$0], $0) <= ($1 % 2, x[$1]) }
    },
    Case(text: "(key(p) == query(tokens.map(lambda x: (1, 2)))).value(1)") { x in
      counts(x) { k, _ in x[k] == 1 && k == 2 }
    },
    Case(text: "select(p, p, lambda k, q: k[0] == q[0] and k[1] < q[1]).value(1)") { x in
      counts(x) { x[$0] == x[$1] && $0 < $1 }
    },
    Case(text: "select(p, p, lambda k, q: k == q).value(1)") { x in x.map { _ in 1 } },
    Case(text: "select(p, p, lambda k, q: k > q).value(1)") { x in
      counts(x) { (x[$0], $0) > (x[$1], $1) }
    },
    Case(text: "select(p, tokens, lambda k, q: k[1] + k[0] == q).value(1)") { x in
      counts(x) { x[$0] + $0 == x[$1] }
    },
    Case(text: "select(key(p), query(r), lambda k, q: sum(k) % 3 == sum(q) % 3).value(1)") { x in
      counts(x) { (x[$0] + $0) % 3 == ($1 % 2 + x[$1]) % 3 }
    },
    Case(
      text: "from tracr.rasp import rasp\n"
        + "t = rasp.SequenceMap(lambda x, y: (x, y), rasp.tokens, rasp.indices)\n"
        + "rasp.SelectorWidth(rasp.Select(t, t, lambda k, q: k[0] <= q[0] and k[1] != q[1]))"
    ) { x in counts(x) { x[$0] <= x[$1] && $0 != $1 } },
    Case(
      text: "from tracr.rasp import rasp\n"
        + "before = rasp.Select(rasp.indices, rasp.indices, lambda k, q: q == k + 1)\n"
        + "t = rasp.SequenceMap(lambda x, y: (x, y), rasp.tokens, rasp.Aggregate(before, rasp.tokens))\n"
        + "rasp.Map(lambda t: t[0] - t[1], t)"
    ) { x in x.indices.map { $0 == 0 ? .null : (x[$0] - x[$0 - 1]).asValue } },
    Case(
      text: "from tracr.rasp import rasp\nfrom tracr.compiler import lib\n"
        + "lib.make_nary_sequencemap(lambda a, b, c, d: a * b + c * d,\n"
        + "    rasp.tokens, rasp.indices, rasp.tokens, rasp.length)"
    ) { x in x.indices.map { (x[$0] * $0 + x[$0] * x.count).asValue } },
  ]

  private static let pairs =
    "p = SOp.zip(lambda x, y: (x, y), tokens, indices)\n"
    + "r = SOp.zip(lambda x, y: (y % 2, x), tokens, indices)\n"

  @Test(arguments: cases)
  func isWhatPlainSwiftComputes(_ example: Case) throws {
    let sop = try Session().evaluate(Self.pairs + example.text).sop()
    let program = Program(sop)
    var random = SplitMix64(seed: 61)
    var (inputs, wanted) = ([[Value]](), [[Value]]())
    for _ in 0..<60 {
      let x = (0..<Int.random(in: 0...7, using: &random)).map { _ in
        Int.random(in: 0...3, using: &random)
      }
      let input = x.map { $0.asValue }
      let expected = example.oracle(x)
      inputs.append(input)
      wanted.append(expected)
      #expect(try program.run(input) == expected, "on \(x)")
    }
    let found = try program.run(batch: inputs).map { try $0.get() }
    #expect(found == wanted)
  }

  /// Python's equality and order of tuples of several kinds: where one is neither, it is an error.
  @Test func orderIsPythons() throws {
    let text = Self.pairs + "(key(p) < query(p)).value(1)"
    let sop = try Session().evaluate(text).sop()
    // (1, 0), (True, 1), (1.0, 2): the first elements are equal.
    #expect(try sop([1, true, 1.0]).values == [0, 1, 2])
    #expect(try sop(["b", "a"]).values == [1, 0])
    // ("a", 0) < (1, 1) asks for the order of "a" and 1.
    #expect(throws: Diagnostic.self) { try sop(["a", 1]) }
    // None has no order, but here it is asked only for that of the positions.
    #expect(try sop([.null, .null]).values == [0, 1])
  }

  /// A selector of tuples whose function compares elements is the one that keys and queries of the
  /// elements give.
  @Test func comparisonsOfElementsAreSelectors() throws {
    let tuples = try Session().evaluate(
      Self.pairs + "select(p, p, lambda k, q: k[0] == q[0] and k[1] == q[1] - 1).value(tokens)"
    ).sop()
    let own = try Session().evaluate(
      "((key(tokens) == query(tokens)) & (key(indices) == query(indices - 1))).value(tokens)"
    ).sop()
    #expect(Program(tuples).description == Program(own).description)
  }

  @Test func areNamedWhereValuesAreShown() throws {
    var printed = ""
    let session = Session(print: { printed += $0 })
    _ = try session.evaluate("print(SOp.zip(lambda x, y: (x, y), tokens, indices))")
    #expect(printed == "<s-op of tuples>\n")
  }
}
