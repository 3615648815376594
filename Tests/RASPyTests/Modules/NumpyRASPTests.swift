import RASP
import RASPText
import RASPy
import Testing

/// Programs in RASP-L's spelling, beside what plain Swift computes. All see the past alone.
@Suite struct NumpyRASPTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let oracle: @Sendable ([Int]) -> [Int]
    var testDescription: String { text }
  }

  /// For each position what a function gives of the tokens so far.
  private static func prefixes(_ x: [Int], _ body: ([Int]) -> Int) -> [Int] {
    x.indices.map { body(Array(x[...$0])) }
  }

  private static func truncatedMean(_ x: [Int]) -> Int { x.isEmpty ? 0 : x.reduce(0, +) / x.count }

  static let cases: [Case] = [
    Case(text: "shift_right(tokens, 2, default=-1)") { x in
      x.indices.map { $0 < 2 ? -1 : x[$0 - 2] }
    },
    Case(text: "cumsum(tokens > 1)") { x in prefixes(x) { $0.filter { $0 > 1 }.count } },
    Case(text: "where(tokens >= 2, tokens * 10, full(tokens, -3))") { x in
      x.map { $0 >= 2 ? $0 * 10 : -3 }
    },
    Case(text: "mask(tokens, 1 - has_seen(tokens, full(tokens, 3)), 9)") { x in
      x.indices.map { x[...$0].contains(3) ? 9 : x[$0] }
    },
    Case(text: "maximum(tokens) - minimum(tokens)") { x in
      prefixes(x) { ($0.max() ?? 0) - ($0.min() ?? 0) }
    },
    Case(text: "argmax(tokens)") { x in prefixes(x) { $0.lastIndex(of: $0.max() ?? 0) ?? 0 } },
    Case(text: "argmin(tokens)") { x in prefixes(x) { $0.lastIndex(of: $0.min() ?? 0) ?? 0 } },
    Case(text: "num_prev(tokens, full(tokens, 2))") { x in
      prefixes(x) { $0.filter { $0 == 2 }.count }
    },
    Case(text: "firsts(tokens, tokens)") { x in prefixes(x) { $0.firstIndex(of: $0.last!)! } },
    Case(text: "lasts(tokens, full(tokens, 1))") { x in
      prefixes(x) { $0.lastIndex(of: 1) ?? -1 }
    },
    Case(text: "index_select(tokens, indices(tokens) - 1, default=7)") { x in
      x.indices.map { $0 == 0 ? 7 : x[$0 - 1] }
    },
    Case(text: "first_true(tokens == 2)") { x in prefixes(x) { $0.firstIndex(of: 2) ?? -1 } },
    Case(text: "binary_mode(tokens % 2)") { x in
      prefixes(x) { $0.filter { $0 % 2 == 1 }.count > $0.filter { $0 % 2 == 0 }.count ? 1 : 0 }
    },
    Case(text: "kqv(tokens, tokens, indices(tokens), leq)") { x in
      prefixes(x) { seen in truncatedMean(seen.indices.filter { seen[$0] <= seen.last! }) }
    },
    Case(text: "kqv(tokens, full(tokens, 2), tokens, geq, default=-5, reduction='min')") { x in
      prefixes(x) { $0.filter { $0 >= 2 }.min() ?? -5 }
    },
    Case(text: "aggr(select(tokens, tokens, lt, causal=False), tokens, reduction='max')") { x in
      x.map { q in x.filter { $0 < q }.max() ?? 0 }
    },
    Case(text: "sel_width(select(tokens, tokens, gt)) + seq_map(tokens, tokens, equals)") { x in
      prefixes(x) { seen in seen.filter { $0 > seen.last! }.count + 1 }
    },
    Case(text: "tok_map(tokens, lambda t: t / 2) + tok_map(tokens, lambda t: t > 2)") { x in
      x.map { $0 / 2 + ($0 > 2 ? 1 : 0) }
    },
    Case(text: "induct(tokens, tokens, offset=1, default=-1)") { x in
      x.indices.map { q in
        // The first token equal to this one that has another behind it by now.
        x[..<q].firstIndex(of: x[q]).map { x[$0 + 1] } ?? -1
      }
    },
    Case(text: "induct_prev(tokens, full(tokens, 3), offset=-1, default=-1)") { x in
      prefixes(x) { seen in
        let place = seen.firstIndex(of: 3).map { $0 - 1 } ?? -1000
        return place < 0 ? -1 : seen[place]
      }
    },
    Case(
      text: "induct_kqv(tokens, tokens, indices(tokens), offset=1) "
        + "+ aggr_max(select(tokens, tokens, equals), tokens) "
        + "- aggr_min(select(tokens, tokens, equals), tokens) "
        + "+ aggr_mean(select(tokens, tokens, equals), tokens)"
    ) { x in
      x.indices.map { q in (x[..<q].firstIndex(of: x[q]).map { $0 + 1 } ?? 0) + x[q] }
    },
    Case(
      text: "def count(x):\n    start = lasts(x, full(x, 0))\n"
        + "    first = index_select(x, start + 1)\n"
        + "    return where(seq_map(indices(x), start + 1, equals), first, x + 1)\ncount(tokens)"
    ) { x in
      x.indices.map { q in
        let start = x[...q].lastIndex(of: 0) ?? -1
        return q == start + 1 ? x[q] : x[q] + 1
      }
    },
    Case(text: "import numpy as np\nnp.where(tokens > 1, np.ones_like(tokens), np.abs(-tokens))") {
      x in x.map { $0 > 1 ? 1 : $0 }
    },
    Case(
      text: "import numpy as np\n"
        + "np.where(np.logical_and(tokens > 1, np.not_equal(tokens, 3)), 1, 0)"
    ) { x in x.map { $0 > 1 && $0 != 3 ? 1 : 0 } },
    Case(
      text: "import numpy as np\n"
        + "np.where(np.logical_or(np.equal(tokens, 1), np.logical_not(tokens)), 1, 0)"
    ) { x in x.map { $0 == 1 || $0 == 0 ? 1 : 0 } },
    Case(text: "import numpy as np\nnp.maximum(tokens, 2) * 10 + np.minimum(tokens, indices(1))") {
      x in x.enumerated().map { max($1, 2) * 10 + min($1, $0) }
    },
    Case(
      text: "import numpy as np\nnp.full_like(tokens, 3, dtype=np.int64) + np.zeros_like(tokens)"
    ) { x in x.map { _ in 3 } },
    Case(
      text: "import numpy as np\n"
        + "tok_map(tokens, lambda t: np.int32(t) + np.int_(1.9) + np.float64(t) / 2)"
    ) { x in x.map { ($0 * 2 + 2 + $0) / 2 } },
    Case(
      text: "import numpy as np\n"
        + "tok_map(tokens, lambda t: np.float32(np.bool_(t)) * 5 + np.float64(1))"
    ) { x in x.map { $0 == 0 ? 1 : 6 } },
    Case(text: "sel_width(select(tokens, full(tokens, 1), leq))") { x in
      prefixes(x) { $0.filter { $0 <= 1 }.count }
    },
  ]

  @Test(arguments: cases)
  func programGivesWhatSwiftComputes(_ example: Case) throws {
    var generator = SplitMix64(seed: 11)
    let sop = try Session().evaluate("from np_rasp import *\n" + example.text).sop()
    for count in 0..<40 {
      let tokens = (0..<count % 9).map { _ in Int.random(in: 0...4, using: &generator) }
      let found = try sop.input(Input(tokens)).values
      #expect(found == example.oracle(tokens).map { ($0).asValue }, "\(tokens)")
    }
  }

  static let mode = "mode(tokens)"

  @Test func modeIsTheMostFrequentSoFar() throws {
    let sop = try Session().evaluate("from np_rasp import *\n" + NumpyRASPTests.mode).sop()
    #expect(try sop.input([1, 2, 2, 1, 1, 3]).values == [1, 2, 2, 1, 1, 1])
  }

  /// Programs for inputs of three tokens.
  static let literals: [(text: String, output: [Value])] = [
    ("shift_right(np.array([4, 5, 6]), 1)", [0, 4, 5]),
    ("np.array([1, 0, 1], dtype=np.bool_) + np.arange(3)", [1, 1, 3]),
    ("np.arange(2, 8, 2) + np.arange(4, 7)", [6, 9, 12]),
  ]

  @Test func literalsOfNumpyAreSequences() throws {
    let session = Session()
    try session.run(SourceText("from np_rasp import *\nimport numpy as np", name: ""))
    for (text, output) in NumpyRASPTests.literals {
      #expect(try session.evaluate(text).sop().input([0, 0, 0]).values == output)
    }
  }

  /// Messages speak of the program's call, not of the module's text.
  @Test func faultsAreInTheProgram() {
    do throws(SyntaxDiagnostic) {
      _ = try Session().evaluate("from np_rasp import *\nkqv(1, 2, 3, equals, reduction='sum')")
      Issue.record("no fault")
    } catch {
      #expect(error.description.contains("<expression>:2:1"), "\(error.description)")
      #expect(error.description.contains("not 'sum'"))
    }
  }
}
