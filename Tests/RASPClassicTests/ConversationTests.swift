import Foundation
import RASPClassic
import RASPText
import TestSupport
import Testing

/// What the conversation prints, byte for byte, is what the language's first implementation
/// prints: the files of `Golden`, which were written here and answered by it, and those of the
/// shared folder, where it is there.
@Suite struct ConversationTests {
  static let folder = Shared.package
    .appendingPathComponent("Tests/RASPClassicTests/Golden")

  static func names(in folder: URL) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".in") }.map { String($0.dropLast(3)) }.sorted()
  }

  @Test(arguments: names(in: folder))
  func printsWhatTheFirstImplementationPrints(_ name: String) throws {
    try Self.compare(Self.folder, name)
  }

  @Test func printsTheSharedAnswers() throws {
    let folder = Shared.folder.appendingPathComponent("golden/rasp")
    let names = Self.names(in: folder)
    if names.isEmpty { print("skipped: \(folder.path) is not there") }
    for name in names { try Self.compare(folder, name) }
  }

  private static func compare(_ folder: URL, _ name: String) throws {
    let file = folder.appendingPathComponent(name)
    let input = try String(contentsOf: file.appendingPathExtension("in"), encoding: .utf8)
    let wanted = try String(contentsOf: file.appendingPathExtension("out"), encoding: .utf8)
    let (given, expected) = (lines(converse(input)), lines(wanted))
    for (number, (line, other)) in zip(given, expected).enumerated() where line != other {
      Issue.record("\(name), line \(number + 1): \(line)\ninstead of: \(other)")
      break
    }
    #expect(given.count == expected.count, "\(name)")
  }

  /// The lines without what a message says in its own words.
  private static func lines(_ text: String) -> [String] {
    text.components(separatedBy: "\n").map { line in
      for start in ["!! antlr exception:", "something went wrong:"] {
        if let range = line.range(of: start) { return String(line[..<range.upperBound]) }
      }
      return line
    }
  }

  /// What a conversation prints that reads these lines from a pipe.
  static func converse(_ input: String, read: @escaping (String) -> [UInt8]? = { _ in nil })
    -> String
  {
    var output = ""
    let conversation = Conversation(read: read, print: { output += $0 })
    var lines = input.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    for line in lines where !conversation.isOver {
      output += conversation.prompt
      conversation.enter(line)
    }
    return conversation.isOver ? output : output + conversation.prompt + "\n"
  }

  // MARK: Files

  private static let files = [
    "first.rasp": "_private = 1;\ndef f(x) {\n  # a comment\n  return x + _private; }\nx = f(2);",
    "second.rasp": "load \"first\";\ny = x + 1;\n",
    "itself.rasp": "z = 1;\nload \"itself\";\n",
    "broken.rasp": "a = 1;\nb = nothing;\na = 2;\n) ;\n",
    "open.rasp": "a = 1;\ndef f(x) {\n",
    "over.rasp": "a = 1;\nexit\na = 2;\n",
  ]

  private static func load(_ input: String) -> [String] {
    let text = converse(input) { files[$0].map { Array($0.utf8) } }
    return text.components(separatedBy: "\n").dropFirst(2).filter { !$0.isEmpty }
  }

  @Test func filesKeepPrivateNames() {
    #expect(
      Self.load("load \"second\";\nx;\n_private;\n") == [
        ">>      first function: f(x)", "    value: x =  3", "    value: y =  4",
        ">>     value: x =  3", ">> \t\t!!ignoring input:",
        "\t Error: Undefined variable: _private",
        ">> ",
      ])
  }

  @Test func faultsOfFilesAreShown() {
    let lines = Self.load("load \"broken\";\na;\n")
    #expect(lines[0].hasPrefix(">> \t!! antlr exception: "))
    #expect(
      lines.dropFirst() == [
        "    value: a =  1", "\t\t!!ignoring input:", "\t Error: Undefined variable: nothing",
        "    value: a =  2", ">>     value: a =  2", ">> ",
      ])
  }

  @Test func filesEndWhereTheyEnd() {
    #expect(
      Self.load("load \"open\";\na;") == [">>     value: a =  1", ">>     value: a =  1", ">> "])
    #expect(
      Self.load("load \"over\";\na;") == [">>     value: a =  1", ">>     value: a =  1", ">> "])
    #expect(Self.load("load \"none\";")[1] == "\t could not find file: none.rasp")
  }

  @Test func aFileThatLoadsItselfEnds() {
    let lines = Self.load("load \"itself\";\nz;")
    #expect(lines.contains { $0.contains("nested more than") })
    #expect(lines.suffix(2) == [">>     value: z =  1", ">> "])
  }

  /// Loading the library again meets its own names.
  @Test func theLibraryIsThereUnderItsName() {
    let lines = Self.load("load \"RASP_support/rasplib\";")
    #expect(lines.count { $0.hasPrefix("\t Error: Cannot set reserved name: ") } == 17)
  }

  @Test func exitEndsIt() {
    for word in ["exit", "quit", "exit()", "quit()"] {
      #expect(Self.load("1;\n\(word)\n2;").last == ">> ")
    }
  }
}
