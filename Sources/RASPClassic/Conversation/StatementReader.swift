import RASPText

/// Puts lines together until they are a statement, as the language's first implementation does.
struct StatementReader {
  private(set) var text: [UInt8] = []
  private var isUnfinished = false
  /// Bytes that were looked at for this statement. Each line looks at all lines before it again.
  private var work = 0

  private static let workLimit = 200_000_000

  /// Whether lines wait for more.
  var isWaiting: Bool { isUnfinished }

  /// How many definitions have begun.
  var definitions: Int {
    var count = 0
    for word in text.split(whereSeparator: { $0 == 0x20 || (0x09...0x0D).contains($0) })
    where word.elementsEqual("def".utf8) {
      count += 1
    }
    return count
  }

  /// Adds a line, and reads what there is then. A line that is a comment is an empty line.
  ///
  /// - Parameter name: what the text is called.
  /// - Returns: what came of it, with its text; `unfinished` if the statement goes on.
  mutating func add(
    _ line: some Collection<UInt8>, name: String
  ) -> (reading: Parser.Reading, source: SourceText)? {
    let first = line.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    let isEmpty = first == nil || first == UInt8(ascii: "#")
    if first != UInt8(ascii: "#") { text += line }
    if isEmpty && (isUnfinished || text.isEmpty) {
      wait()
      return nil
    }
    work += text.count
    let source = SourceText(text, name: name)
    if let fault = source.fault ?? tooMuch {
      reset()
      return (.failed(fault), source)
    }
    let tokens = Lexer.lex(source, isConversation: true)
    let reading = Parser.readStatement(source, tokens)
    if case .unfinished = reading {
      wait()
      return nil
    }
    reset()
    return (reading, source)
  }

  private var tooMuch: LocatedFault<TextFault>? {
    if work <= StatementReader.workLimit { return nil }
    return LocatedFault(.tooLong(text.count), at: Span(0, 0))
  }

  private mutating func wait() {
    isUnfinished = true
    text.append(0x20)
  }

  mutating func reset() {
    text = []
    isUnfinished = false
    work = 0
  }
}
