import Foundation
import RASP
import RASPText
import RASPy
import Testing

/// Deep texts and deep values, on a stack of 512 KB: what other threads than the first often have.
@Suite struct DepthTests {
  private static func onSmallStack(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let thread = Thread {
        body()
        done.resume()
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
  }

  /// Checks and runs a text; gives the message, or what it displays.
  private static func result(_ source: String, _ limits: Limits = Limits()) -> String {
    let session = Session(limits: limits)
    let text = SourceText(source, name: "deep.py")
    _ = session.check(text)
    _ = Session.isIncomplete(source)
    do throws(SyntaxDiagnostic) {
      return try session.run(text).display()
    } catch {
      _ = error.description
      return error.message
    }
  }

  private static func nested(_ open: String, _ inner: String, _ close: String, _ n: Int) -> String {
    String(repeating: open, count: n) + inner + String(repeating: close, count: n)
  }

  private static func block(_ line: String, _ inner: String, _ n: Int) -> String {
    (0..<n).map { String(repeating: " ", count: $0) + line + "\n" }.joined()
      + String(repeating: " ", count: n) + inner + "\n"
  }

  /// Texts nested in every way, by depth.
  static let shapes: [@Sendable (Int) -> String] = [
    { nested("(", "1", ")", $0) },
    { nested("[", "1", "]", $0) },
    { nested("{1: ", "1", "}", $0) },
    { nested("len([", "1", "])", $0) },
    { nested("[1][", "0", "]", $0) },
    { nested("(lambda: ", "1", ")()", $0) },
    { nested("[", "1", " for x in [1]]", $0) },
    { nested("sum(", "1", " for x in [1])", $0) },
    { nested("f(a=", "1", ")", $0) },
    { nested("1 if 1 else (", "1", ")", $0) },
    { String(repeating: "1 if 1 else ", count: $0) + "1" },
    { String(repeating: "lambda: ", count: $0) + "1" },
    { String(repeating: "2 ** ", count: $0) + "1" },
    { nested("f'{", "1", "}'", $0) },
    { nested("1 + (2 * -(3 ** (not (", "1", "))))", $0) },
    { nested("f(*[x for x in (lambda y: [", "1", "])(1)])", $0) },
    { nested("(", "a", ",)", $0) + " = 1" },
    { block("if 1:", "pass", $0) },
    { block("def f():", "pass", $0) },
    { block("for i in [1]:", "pass", $0) },
    { block("while 0:", "pass", $0) },
    { String(repeating: "(", count: $0) },
    { String(repeating: "[", count: $0) + "1" },
    { block("if (((1))):", "pass", $0) },
  ]

  @Test func nestedTextsAreRunOrRefused() async {
    await Self.onSmallStack {
      for (index, shape) in Self.shapes.enumerated() {
        for depth in [1, 5, 18, 19, 20, 21, 38, 39, 40, 41, 500] {
          let result = Self.result(shape(depth))
          let isRefused = result.contains("nested more than") || result.contains(" closed")
          if depth == 1 { #expect(!result.contains("nested"), "\(index)") }
          if depth == 500 { #expect(isRefused, "\(index): \(result)") }
        }
      }
    }
  }

  @Test func longChainsAreRun() async {
    await Self.onSmallStack {
      #expect(Self.result("1" + String(repeating: "+1", count: 100_000)) == "100001\n")
      let n = 10_000
      #expect(Self.result("1" + String(repeating: " and 1", count: n)) == "1\n")
      #expect(Self.result("1" + String(repeating: " == 1", count: n)) == "True\n")
      #expect(Self.result(String(repeating: "not ", count: n) + "1") == "True\n")
      #expect(Self.result(String(repeating: "-", count: n) + "1") == "1\n")
      #expect(Self.result("''" + String(repeating: ".strip()", count: n)) == "''\n")
      #expect(Self.result("x = 1" + String(repeating: "\nx", count: n)) == "1\n")
      let branches = String(repeating: "elif 0: pass\n", count: n)
      #expect(Self.result("if 0: pass\n" + branches + "else: x = 3\nx") == "3\n")
      let text = String(repeating: "'a' ", count: n)
      #expect(Self.result("len(" + text + ")") == "\(n)\n")
    }
  }

  @Test func deepValuesAreShownOrRefusedAndReleased() async {
    await Self.onSmallStack {
      let build = "x = []\nfor i in range(30000):\n  x = "
      for step in ["[x]", "(x,)", "{1: x}", "lambda x=x: x", "[x].append", "map(str, x)"] {
        #expect(!Self.result(build + step + "\n").contains("deep"))
        #expect(!Self.result(build + step + "\nx").isEmpty)
      }
      let closures = """
        def wrap(f):
            return lambda: f()
        f = int
        for i in range(30000):
            f = wrap(f)
        """
      #expect(Self.result(closures + "\nf()") == "calls are nested more than 200 deep")
      #expect(
        Self.result(build + "[x]\ny = x\nx == y") == "values are nested more than 50 deep")
      #expect(Self.result("x = []\nx.append(x)\nx") == "values are nested more than 50 deep")
      #expect(
        Self.result(build + "(x,)\n{x: 1}") == "a list of 0 cannot be a key of a dictionary: keys"
          + " are numbers, strings, booleans, None and tuples of them"
          || Self.result(build + "(x,)\n{x: 1}") == "values are nested more than 50 deep")
    }
  }

  @Test func deepCallsAreRunOrRefused() async {
    await Self.onSmallStack {
      let count = "def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\n"
      #expect(Self.result(count + "f(199)") == "199\n")
      #expect(Self.result(count + "f(200)") == "calls are nested more than 200 deep")
      #expect(Self.result(count + "f(50000)", Limits(depth: 100_000)) == "50000\n")
      let through = [
        "sorted([1], key=f)", "max([1, 2], key=f)", "list(map(f, [1]))", "sum(f(n) for n in [1])",
        "[].sort(key=f) or sorted([2], key=f)", "tokens.map(f)('a')",
        "select(tokens, tokens, lambda k, q: f(k))('a')", "any(f(x) for x in map(f, [1]))",
      ]
      for call in through {
        let message = Self.result("def f(n):\n    return \(call)\nf(1)")
        #expect(message.contains("nested more than 16 deep"), "\(call): \(message)")
      }
      let generators = "g = [1]\nfor i in range(1000):\n    g = (x for x in g)\nlist(g)"
      #expect(Self.result(generators).contains("nested more than 16 deep"))
    }
  }

  @Test func deepSOpsAreRun() async {
    await Self.onSmallStack {
      let chain = "x = tokens\nfor i in range(90000):\n    x = x + 1\nx([1]).toseq()"
      #expect(Self.result(chain) == "[90001]\n")
    }
  }
}
