import RASP
import RASPText
import RASPy
import Testing

/// The names of the first implementation's modules, beside what plain Swift computes, or beside what
/// to write instead.
@Suite struct RaspyModuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let oracle: @Sendable ([Int]) -> [Value]
    var testDescription: String { text }
  }

  static let cases: [Case] = [
    Case(text: "identity * 2 - tokens") { x in x.map { $0.asValue } },
    Case(text: "where(indices < 2, tokens, 9)") { x in
      x.enumerated().map { ($0 < 2 ? $1 : 9).asValue }
    },
    Case(text: "(key(tokens) == query(tokens)).value(1)") { x in
      x.map { t in x.filter { $0 == t }.count.asValue }
    },
    Case(text: "aggregate(select(indices, indices, lambda k, q: k == q - 1), tokens, 7)") { x in
      x.indices.map { ($0 == 0 ? 7 : x[$0 - 1]).asValue }
    },
    Case(text: "SOp.zip(lambda a, b: a - b, tokens, indices)") { x in
      x.enumerated().map { ($1 - $0).asValue }
    },
    Case(text: "tokens.map(lambda t: EXAMPLE[t])") { x in
      x.map { .string(String(Array("hello")[$0])) }
    },
    Case(text: "tokens.map(lambda t: [black, blue, green, orange, red][t])") { x in
      x.map { .string(["#071e22", "#1d7874", "#679289", "#f4c095", "#ee2e31"][$0]) }
    },
    Case(text: "set_svg_height(400)\nset_svg_draw_height(300)\ntokens") { x in
      x.map { $0.asValue }
    },
  ]

  static let lists: [(text: String, output: [Value])] = [("raw([4, 5, 6]) - indices", [4, 4, 4])]

  /// What draws, and the same without it.
  static let drawings: [(text: String, same: String)] = [
    ("draw(tokens + '!', 'ab')", "(tokens + '!')('ab')"),
    ("draw_all(tokens + '!', input='ab')", "(tokens + '!')('ab')"),
    ("draw_sel(key(tokens) == query(tokens), 'ab')", "(key(tokens) == query(tokens))('ab')"),
    ("draw_svg(key(indices))", "key(indices)"),
    ("draw((tokens + '!')('ab'))", "(tokens + '!')('ab')"),
  ]

  static let elsewhere: [(text: String, instead: String)] = [
    ("Seq([1, 2])", "running an s-op gives one: tokens(\"hello\")"),
    ("Sel([])", "running a selector gives one: (key(tokens) == query(tokens))(\"hello\")"),
    ("BoundSel(1, 2)", "running a selector gives one"),
    ("Selector(1)", "comparing a key with a query gives one: key(tokens) == query(tokens)"),
    ("Key(1)", "key(x) makes one"), ("Query(1)", "query(x) makes one"),
    ("show(tokens)", "print(x) shows it"), ("repeat(3)", "write the value itself"),
    ("wrap(3)", "write the value itself"), ("mean([1], 2)", "selector.mean(x) averages"),
    ("box('a')", "draw(x) makes the figure of a program"),
    ("box2('a')", "draw(x) makes the figure of a program"),
    ("word('a')", "draw(x) makes the figure of a program"),
  ]

  static let texts =
    cases.map(\.text) + lists.map(\.text) + drawings.map(\.text) + elsewhere.map(\.text)

  @Test(arguments: ["raspy", "raspy.rasp", "raspy.visual", "raspy.visualize"])
  func programsGiveWhatSwiftComputes(_ module: String) throws {
    var generator = SplitMix64(seed: 13)
    for example in RaspyModuleTests.cases {
      let text = "from \(module) import *\n" + example.text
      let sop = try Session().evaluate(text).sop()
      for count in 0..<20 {
        let tokens = (0..<count % 9).map { _ in Int.random(in: 0...4, using: &generator) }
        #expect(try sop.input(Input(tokens)).values == example.oracle(tokens), "\(text): \(tokens)")
      }
    }
  }

  @Test func listsHaveTheirLength() throws {
    for (text, output) in RaspyModuleTests.lists {
      let sop = try Session().evaluate("from raspy import *\n" + text).sop()
      #expect(try sop.input([0, 0, 0]).values == output)
      #expect(throws: Diagnostic.self) { try sop.input([0, 0]) }
    }
  }

  @Test func whatDrawsShowsWhatIsDrawn() throws {
    for (text, same) in RaspyModuleTests.drawings {
      let drawn = try Session().evaluate("from raspy import *\n" + text).display()
      #expect(try drawn == Session().evaluate(same).display(), "\(text)")
    }
  }

  @Test func whatIsNotHereSaysWhatToWrite() {
    for (text, instead) in RaspyModuleTests.elsewhere {
      do throws(SyntaxDiagnostic) {
        try Session().evaluate("from raspy import *\n" + text)
        Issue.record("no fault: \(text)")
      } catch {
        let name = text.prefix { $0 != "(" }
        #expect(error.description.contains("\(name) is not here"), "\(error.description)")
        #expect(error.description.contains("help: " + instead), "\(error.description)")
      }
    }
  }
}
