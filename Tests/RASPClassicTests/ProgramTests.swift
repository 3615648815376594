import Foundation
import RASP
import RASPClassic
import RASPText
import TestSupport
import Testing

/// Program files of the RASP dialect with what they give, run through both evaluators.
@Suite struct ProgramTests {
  static let folder = Shared.package.appendingPathComponent("Examples/RASP")

  static func names() -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".rasp") }.sorted()
  }

  @Test(arguments: names())
  func programGivesWhatItSays(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let session = Session()
    try session.run(SourceText(text, name: name))
    let call = try #require(Self.values("# run: ", lines).first)
    let expectations = Self.values("# expect: ", lines)
    #expect(expectations.count >= 3)
    guard case .sop(let sop) = try session.evaluate(call).program() else {
      Issue.record("\(call) is no s-op")
      return
    }
    let program = Program(sop)
    for expectation in expectations {
      let parts = expectation.split(separator: " ", maxSplits: 1).map(String.init)
      let input = try Input(parsing: parts[0])
      let wanted = try Value.array(fromJSON: parts[1].trimmingCharacters(in: .whitespaces))
      let fast = try program.run(input.tokens)
      let slow = try ReferenceEvaluator.evaluate(program, input.tokens)[program.output.index]
      #expect(Value.jsonArray(fast) == Value.jsonArray(wanted), "\(name) on \(parts[0])")
      #expect(slow == .sequence(wanted), "\(name) on \(parts[0])")
    }
  }

  private static func values(_ start: String, _ lines: [String]) -> [String] {
    lines.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
  }

  /// Loops that build on what they built stay small: equal operations are one.
  @Test func nestedLoopsAreShared() throws {
    let session = Session()
    let text = """
      x = indices;
      for i in range(12) { for j in range(12) { x = x + x; y = max(x, x) + max(x, x); } }
      """
    try session.run(SourceText(text, name: "loops.rasp"))
    guard case .sop(let x) = try session.evaluate("x").program(),
      case .sop(let y) = try session.evaluate("y").program()
    else {
      Issue.record("no s-ops")
      return
    }
    #expect(Program(x).nodes.count == 145)
    #expect(Program(y).nodes.count == 148)
  }

  // MARK: The files of the first implementation

  /// The examples that came with the language, if a folder has them: `RASP_ORIGINAL` names it.
  private static func original(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["RASP_ORIGINAL"]
    let folder = path.map { URL(fileURLWithPath: $0) } ?? Shared.folder
    let file = folder.appendingPathComponent(name)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      print("skipped: \(file.path) is not there")
      return nil
    }
    return text
  }

  private static func run(_ session: Session, _ call: String, _ input: String) throws
    -> String
  {
    guard case .sop(let sop) = try session.evaluate(call).program() else { return "no s-op" }
    return Value.jsonArray(try sop(Input(parsing: input)).values)
  }

  /// The examples have their answers in comments: `example3 = "..."; # T`
  @Test func roverAnswersItsExamples() throws {
    guard let text = Self.original("rover.rasp") else { return }
    let session = Session()
    try session.run(SourceText(text, name: "rover.rasp"))
    var count = 0
    for line in text.components(separatedBy: "\n") where line.hasPrefix("example") {
      let parts = line.components(separatedBy: "\"")
      let answer = try #require(parts.last?.components(separatedBy: "# ").dropFirst().first?.first)
      let tokens = parts[1].unicodeScalars.count
      let wanted = [Value](repeating: .string(String(answer)), count: tokens)
      #expect(try Self.run(session, "res", parts[1]) == Value.jsonArray(wanted), "\(line)")
      count += 1
    }
    #expect(count == 22)
  }

  @Test func longAdditionAdds() throws {
    guard let text = Self.original("long_addition.rasp") else { return }
    let session = Session()
    try session.run(SourceText(text, name: "long_addition.rasp"))
    #expect(try Self.run(session, "longsum", "683+345") == "[0,0,0,1,0,2,8]")
    #expect(try Self.run(session, "longsum", "123456+654321") == "[0,0,0,0,0,0,0,7,7,7,7,7,7]")
  }

  @Test func paperExamplesRun() throws {
    guard let text = Self.original("paper_examples.rasp") else { return }
    let session = Session()
    try session.run(SourceText(text, name: "paper_examples.rasp"))
    #expect(try Self.run(session, "hist_nobos", "hello") == "[1,1,2,2,1]")
    #expect(try Self.run(session, "reverse", "abc") == "[\"c\",\"b\",\"a\"]")
    #expect(try Self.run(session, "dyck1_ptf", "())") == "[\"P\",\"T\",\"F\"]")
    #expect(try Self.run(session, "dyck2_ptf", "({)}") == "[\"P\",\"P\",\"F\",\"F\"]")
    #expect(
      try Self.run(session, "sort_bos", "§hello") == "[\"§\",\"e\",\"h\",\"l\",\"l\",\"o\"]")
  }
}
