import RASP
import RASPText
import RASPy
import Testing

/// Predicates that are functions, and the selectors that they are.
@Suite struct PredicateTests {
  /// The body of a function of k and q on two s-ops, and the selector as `key` and `query` write it.
  private static let comparisons = [
    ("tokens", "tokens", "k == q", "key(tokens) == query(tokens)"),
    ("tokens", "indices", "k != q", "key(tokens) != query(indices)"),
    ("indices", "indices", "k < q", "key(indices) < query(indices)"),
    ("indices", "indices", "q >= k", "query(indices) >= key(indices)"),
    ("indices", "indices", "q == k + 2", "query(indices) == key(indices + 2)"),
    ("indices", "indices", "k - 1 <= 2 * q", "key(indices - 1) <= query(2 * indices)"),
    ("indices", "indices", "-k == q - 5", "key(-indices) == query(indices - 5)"),
    ("tokens", "tokens", "k == 'a'", "key(tokens) == query('a')"),
    ("tokens", "tokens", "'a' == q", "key('a') == query(tokens)"),
    ("indices", "indices", "q > 3", "query(indices) > key(3)"),
    ("indices", "indices", "3 > k", "query(3) > key(indices)"),
    ("tokens", "tokens", "k + 1 == k * 2", "key(tokens + 1 == tokens * 2) == query(True)"),
    ("tokens", "tokens", "q + 1 == q * 2", "key(True) == query(tokens + 1 == tokens * 2)"),
    ("tokens", "tokens", "k in ['a', 'b']", "key(tokens.has(['a', 'b'])) == query(True)"),
    ("tokens", "tokens", "q not in (1, 2)", "~(key(True) == query(tokens.has([1, 2])))"),
    ("tokens", "tokens", "not k == q", "~(key(tokens) == query(tokens))"),
    (
      "tokens", "tokens", "k == q and k != 'a'",
      "(key(tokens) == query(tokens)) & (key(tokens) != query('a'))"
    ),
    (
      "indices", "indices", "q - 2 <= k <= q",
      "(query(indices - 2) <= key(indices)) & (key(indices) <= query(indices))"
    ),
    (
      "indices", "indices", "k == 0 or not (k < q or q == 1)",
      "(key(indices) == query(0)) | ~((key(indices) < query(indices)) | (query(indices) == key(1)))"
    ),
    ("indices", "indices", "k % 2 == q % 2", "key(indices % 2) == query(indices % 2)"),
    ("tokens", "tokens", "True", "key(1) == query(1)"),
    ("tokens", "tokens", "False", "key(1) == query(0)"),
    ("tokens", "tokens", "1 + 1 == 2", "key(1) == query(1)"),
    ("tokens / 2", "indices", "k <= q", "key(tokens / 2) <= query(indices)"),
  ]

  private static func selector(_ text: String) throws -> AttentionSelector {
    let outcome = try Session().evaluate(text)
    guard case .selector(let selector) = try outcome.program() else {
      throw SyntaxDiagnosticMissing()
    }
    return selector
  }

  private struct SyntaxDiagnosticMissing: Error {}

  @Test(arguments: comparisons)
  func aComparisonIsTheSelector(
    _ keys: String, _ queries: String, _ body: String, _ written: String
  ) throws {
    let selector = try Self.selector("select(\(keys), \(queries), lambda k, q: \(body))")
    #expect(try Program(selector).description == Program(Self.selector(written)).description)
  }

  @Test func definitionsAndFixedVariablesAreReadToo() throws {
    let texts = [
      "def at(key, query):\n    'one that is next'\n    return query == key + 1\n"
        + "select(indices, indices, at)",
      "def by(offset):\n    return select(indices, indices, lambda k, q: q == k + offset)\nby(1)",
      "select(indices, indices, lambda k, q, i=1: q == k + i)",
      "def by():\n    i = 1\n    return select(indices, indices, lambda k, q: q == k + i)\nby()",
    ]
    let written = Program(try Self.selector("query(indices) == key(indices + 1)")).description
    for text in texts {
      #expect(try Program(Self.selector(text)).description == written, "\(text)")
    }
    let relation = try Self.selector("import operator\nselect(tokens, tokens, operator.le)")
    #expect(
      try Program(relation).description
        == Program(Self.selector("key(tokens) <= query(tokens)")).description)
  }

  /// What might fail otherwise, or might change, stays a function.
  @Test(arguments: [
    "select(tokens, tokens, lambda k, q: k == q and k < 3)",
    "select(tokens, tokens, lambda k, q: k == q or k + 1 == q)",
    "select(tokens, tokens, lambda k, q: q - 2 <= k <= q)",
    "select(tokens, tokens, lambda k, q: k % 2 == q)",
    "select(tokens, tokens, lambda k, q: k + q == 3)",
    "select(tokens, tokens, lambda k, q: k)",
    "select(tokens, tokens, lambda k, q: k in 'abc')",
    "select(tokens, tokens, lambda k, q: abs(k) == q)",
    "select(tokens, tokens, lambda k, q: k == 1 / 0)",
    "select(tokens, tokens, lambda k, q: k is None)",
    "n = 1\nselect(indices, indices, lambda k, q: q == k + n)",
    "def f():\n    i = 1\n    s = select(indices, indices, lambda k, q: q == k + i)\n    i = 2\n"
      + "    return s\nf()",
    "def f():\n    for i in range(3):\n        s = select(indices, indices, lambda k, q: q == k + i)\n"
      + "    return s\nf()",
    "def f(i):\n    i += 1\n    return select(indices, indices, lambda k, q: q == k + i)\nf(1)",
    "def f(i):\n    def up():\n        nonlocal i\n        i += 1\n"
      + "    return select(indices, indices, lambda k, q: q == k + i)\nf(1)",
    "[select(indices, indices, lambda k, q: q == k + i) for i in range(2)][0]",
    "def f():\n    s = select(indices, indices, lambda k, q: q == k + i)\n    i = 2\n    return s\nf()",
  ])
  func othersStayFunctions(_ text: String) throws {
    // Inside a definition a lambda has the definition's name.
    let name = text.hasPrefix("def") ? "f" : "lambda"
    #expect(Program(try Self.selector(text)).description.contains("select " + name), "\(text)")
  }

  /// The same body as a function, which nothing reads: on inputs of every kind it gives the same, or
  /// fails as well.
  @Test func selectorsMeanWhatTheFunctionsMean() throws {
    let inputs: [Input] = [
      Input("abc"), Input([1, 2, 3, 1]), Input([1.5, true, 2]), Input(["a", 1]), Input([]),
      Input([true, false]), Input(["1", "%d", ""]),
    ]
    var (equal, failed) = (0, 0)
    for (keys, queries, body, _) in Self.comparisons {
      let read = Program(try Self.selector("select(\(keys), \(queries), lambda k, q: \(body))"))
      let function = Program(
        try Self.selector("select(\(keys), \(queries), lambda k, q: [\(body)][0])"))
      for input in inputs {
        let matrices = [read, function].map { program in
          (try? Trace(program, input)).map { $0.matrix(program.output) }
        }
        #expect(matrices[0] == matrices[1], "\(body) on \(input)")
        if matrices[0] == nil { failed += 1 } else { equal += 1 }
      }
    }
    #expect(equal > 100 && failed > 5)
  }
}
