import Foundation
import RASP
import RASPSyntax
import RASPText
import Testing

/// What holds of every dialect of the list.
@Suite struct DialectTests {
  @Test func idsAndFileEndingsTellDialectsApart() {
    #expect(Set(Dialect.all.map(\.id)).count == Dialect.all.count)
    #expect(Set(Dialect.all.map(\.fileEnding)).count == Dialect.all.count)
    for dialect in Dialect.all {
      #expect(Dialect.named(dialect.id)?.title == dialect.title)
      #expect(Dialect.ofFile("a/b" + dialect.fileEnding)?.id == dialect.id)
    }
    #expect(Dialect.named("RASPy") == nil)
    #expect(Dialect.ofFile("py") == nil)
  }

  @Test func theListsAreOne() {
    #expect(Dialect.all.map(\.id) == DialectDescription.all.map(\.id))
    #expect(Dialect.all.map(\.id).contains(DialectDescription.ofPuzzles.id))
  }

  /// Editors take the pattern as it is; ICU's expressions are close enough to read it here.
  @Test func patternsFindTheirOwnWords() throws {
    for dialect in Dialect.all {
      let pattern = dialect.words.pattern.replacingOccurrences(of: "[^]", with: "[\\s\\S]")
      let expression = try NSRegularExpression(pattern: pattern)
      for word in dialect.words.keywords + dialect.words.language {
        let whole = NSRange(location: 0, length: word.utf16.count)
        let match = try #require(expression.firstMatch(in: word, range: whole), "\(word)")
        #expect(match.range == whole, "\(word)")
        #expect(match.range(withName: "name") == whole, "\(word)")
      }
      for group in ["comment", "string", "number", "name"] {
        #expect(dialect.words.pattern.contains("(?<\(group)>"), "\(dialect.id)")
      }
    }
  }

  /// A name that is coloured as one of the language's is known to a new session, or is a method.
  @Test func wordsOfTheLanguageAreKnown() {
    for dialect in Dialect.all {
      let known = Set(dialect.session().names + dialect.words.members)
      for word in dialect.words.language where !known.contains(word) {
        let said = dialect.session().check(SourceText(word, name: "")).map(\.message)
        #expect(!said.contains { $0.contains("ndefined") || $0.contains("not defined") }, "\(word)")
      }
    }
  }

  /// What cannot be read, or has no value, is said with a place and is no crash.
  @Test func everyDialectRefusesNonsense() {
    for dialect in Dialect.all {
      let session = dialect.session()
      #expect(!session.check(SourceText("? ? ?", name: "nonsense")).isEmpty)
      #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("? ? ?") }
      #expect(throws: SyntaxDiagnostic.self) { try session.evaluate("").program() }
    }
  }

  /// A check leaves a session as it was, so that a text can be checked that has run.
  @Test func checkingChangesNothing() throws {
    let texts = [
      "raspy": ("a = indices\na", "a = tokens\na + b"), "rasp": ("a = indices;", "a = tokens; b;"),
      "crasp": ("a = #\"a\"", "a = #\"b\"\nb"), "brasp": ("a(i) = Q_a(i)", "a(i) = Q_b(i)\nb"),
    ]
    for (id, (text, other)) in texts {
      let session = try #require(Dialect.named(id)).session()
      let before = try session.run(SourceText(text, name: "text")).sop()
      let names = session.names
      #expect(session.check(SourceText(text, name: "text")).isEmpty)
      #expect(!session.check(SourceText(other, name: "other")).isEmpty)
      #expect(session.names == names)
      let after = try session.evaluate("a").sop()
      #expect(Program(before).description == Program(after).description)
    }
  }
}
