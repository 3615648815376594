import RASPBoolean
import RASPText
import TestSupport
import Testing

/// Broken programs of B-RASP and what is said of them.
@Suite struct BrokenTests {
  static let broken = BrokenPrograms(
    tests: "RASPBooleanTests", fileEnding: ".brasp", comment: "//")

  @Test(arguments: try broken.topics())
  func messagesAreKept(_ topic: String) throws {
    try Self.broken.expectMessagesAreKept(topic) {
      Session().check(SourceText($0, name: $1)).map { $0.description }
    } run: { text, name in
      do throws(SyntaxDiagnostic) {
        try Session().run(SourceText(text, name: name))
        return nil
      } catch {
        return error.description
      }
    }
  }

  @Test func thereAreEnough() throws { #expect(try Self.broken.count() >= 30) }
}
