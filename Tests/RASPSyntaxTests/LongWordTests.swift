import RASP
import RASPSyntax
import RASPText
import Testing

/// What a program has of any length does not make its messages long.
@Suite struct LongWordTests {
  /// Texts with a long word at each `~`.
  private static let texts: [String: [String]] = [
    "raspy": [
      "~", "x = ~ + 1", "tokens.~()", "import ~", "from raspy import ~", "len(~=1)",
      "def f(x): return x\nf(~=1)", "def f(~, ~): pass", "def ~(x): return x / 0\n~(1)", "~ ~",
      "'~' + 1", "'~'.x", "'~'(1)", "int('~')", "{}['~']", "raise ValueError('~')", "'~'.a~",
      "def f():\n  global ~\n  nonlocal ~", "0~", "0x~", "1~.5", "f'{1:~}'", "f'{1!~}'",
      "'%~' % 1", "'{~}'.format()", "assert 0, '~'", "f(~=1, ~=2)", "tokens.map(lambda x: ~)",
    ],
    "rasp": [
      "~;", "x = ~ + 1;", "~ ~;", "~(1);", "load \"~\";", "\"~\" + 1;", "x = 1~;",
      "def ~(x) { return x; } ~(1,2);", "x = [1][\"~\"];", "x = {\"a\": 1}[\"~\"];",
      "[a for ~ in 1];", "for ~, b in [1] { x = 1; }",
    ],
    "crasp": [
      "~", "x = ~ + 1", "#import ~", "x = #[~] y", "~ ~", "x = \"~", "#define ~(i, i) = i == i",
      "x = # \"a\"\n#[~] x", "x = 1~",
    ],
    "brasp": [
      "~", "x(i) = ~(i)", "x(i) = Q_a(~)", "~ ~", "x(~) = Q_a(i)", "Q_~ = 1", "x(i) = \"~",
      "x(i) = 1~",
    ],
  ]

  @Test func messagesAreShort() throws {
    var count = 0
    for dialect in Dialect.all {
      for text in try #require(Self.texts[dialect.id]) {
        for letter in ["a", "7"] {
          let source = SourceText(
            text.replacing("~", with: String(repeating: letter, count: 50_000)), name: "t")
          for message in messages(dialect, source) {
            count += 1
            #expect(message.utf8.count < 3_000, "\(dialect.id): \(text)")
          }
        }
      }
    }
    #expect(count > 100, "\(count) messages were looked at")
  }

  private func messages(_ dialect: Dialect, _ source: SourceText) -> [String] {
    var found = dialect.session().check(source).map(\.description)
    do throws(SyntaxDiagnostic) {
      _ = try dialect.session().run(source).program()
    } catch {
      found.append(error.description)
    }
    return found
  }

  /// The sentence around the word stays, and the quote behind it.
  @Test func theSentenceStays() throws {
    let name = String(repeating: "a", count: 10_000_000)
    let error = #expect(throws: SyntaxDiagnostic.self) {
      try Dialect.standard.session().run(SourceText(name, name: "t"))
    }
    let message = try #require(error?.message)
    #expect(message.hasPrefix("the name 'aaaaaa"))
    #expect(message.hasSuffix("aaaaaa' is not defined"))
    #expect(message.contains("…"))
    #expect(message.unicodeScalars.count == "the name  is not defined".count + Report.longestWord)
  }
}
