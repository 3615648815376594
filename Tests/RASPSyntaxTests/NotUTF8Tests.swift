import RASP
import RASPSyntax
import RASPText
import Testing

/// Bytes that are no UTF-8 are an error with their place in every dialect, wherever they stand.
@Suite struct NotUTF8Tests {
  /// A first line of each dialect, and second lines that have a byte too many at `~`; without it they
  /// can be read.
  private static let texts: [(id: String, first: String, seconds: [String])] = [
    ("raspy", "x = tokens", ["y = 'a~b'", "y = \"\"\"a~\n\"\"\"", "y = 1  # a~", "y = f'{x}~'"]),
    ("rasp", "x = tokens;", ["y = \"a~b\";", "# a~", "y = 1; # a~"]),
    ("crasp", "x = # \"a\"", ["y = # \"a~b\"", "// a~", "y = # \"a\"  // ~"]),
    ("brasp", "x(i) = Q_a(i)", ["// a~", "y(i) = x(i)  // ~"]),
  ]

  @Test func everyDialectIsTried() {
    #expect(Set(Self.texts.map(\.id)) == Set(Dialect.all.map(\.id)))
  }

  @Test(
    arguments: [[0xE9], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5], [0xFF, 0xFE]] as [[UInt8]])
  func theFirstByteIsNamed(bytes: [UInt8]) throws {
    for (id, first, seconds) in Self.texts {
      let dialect = try #require(Dialect.named(id))
      for second in seconds {
        // A scalar of two bytes before it, so that columns are no bytes.
        let line = second.replacing("a~", with: "é~")
        let column = try #require(line.unicodeScalars.firstIndex(of: "~"))
        let place = "t:2:\(line.unicodeScalars[..<column].count + 1)"
        let parts = (first + "\n" + line).utf8.split(separator: UInt8(ascii: "~"), maxSplits: 1)
        let rest = parts.count > 1 ? Array(parts[1]) : []
        try expectFault(dialect, Array(parts[0]) + bytes + rest, bytes[0], place)
        try expectFault(dialect, Array(parts[0]) + bytes + rest + bytes, bytes[0], place)
        let found = dialect.session().check(SourceText(Array(parts[0]) + rest, name: "t"))
        #expect(!found.contains { $0.message.contains("UTF-8") }, "\(line)")
      }
    }
  }

  private func expectFault(
    _ dialect: Dialect, _ bytes: [UInt8], _ byte: UInt8, _ place: String
  ) throws {
    let source = SourceText(bytes, name: "t")
    let message = "the byte 0x" + String(byte, radix: 16, uppercase: true) + " is not UTF-8"
    let found = dialect.session().check(source)
    #expect(found.map(\.message) == [message], "\(dialect.id)")
    #expect(found.first?.place?.description == place, "\(dialect.id)")
    let session = dialect.session()
    let names = session.names
    let error = #expect(throws: SyntaxDiagnostic.self) { try session.run(source) }
    #expect(error?.message == message)
    #expect(error?.place?.description == place)
    #expect(session.names == names, "nothing of it has run")
  }

  /// The character itself, which some programs put in the place of what they cannot read, is text.
  @Test func theReplacementCharacterIsACharacter() throws {
    let outcome = try Dialect.standard.session().run(SourceText("'\u{FFFD}'", name: "t"))
    #expect(try outcome.display() == "'\u{FFFD}'\n")
    let found = Dialect.standard.session().check(SourceText("x = \u{FFFD}", name: "t"))
    #expect(found.map(\.message) == ["the character '\u{FFFD}' has no meaning here"])
  }
}
