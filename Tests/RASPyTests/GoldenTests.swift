import Foundation
import RASP
import RASPText
import RASPy
import TestSupport
import Testing

/// What the original implementation prints, by programs written as dialect source.
@Suite struct GoldenTests {
  /// The programs, in `golden.py` beside this file.
  static func library() throws -> String {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try String(contentsOf: file.appendingPathComponent("golden.py"), encoding: .utf8)
  }

  static let selectors = [
    "same": "same", "before": "before", "after": "after", "before & same": "before & same",
    "before | same": "before | same", "previous": "previous",
    "not after and not same index": "~after & (key(indices) != query(indices))",
    "same xor before (as (a|b) & (key != query | key >= query))":
      "(same | before) & ((key(tokens) != query(tokens)) | (key(indices) >= query(indices)))",
  ]

  private func session() throws -> Session {
    let session = Session()
    let library = SourceText(try Self.library(), name: "golden.py")
    #expect(session.check(library).isEmpty)
    try session.run(library)
    return session
  }

  @Test func everyLineAgrees() throws {
    guard let text = Shared.text("golden/raspy.jsonl") else { return }
    let session = try session()
    var (programs, selectors) = (0, 0)
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("{\"program\"") {
        try checkProgram(line, session)
        programs += 1
      } else {
        try checkSelector(line, session)
        selectors += 1
      }
    }
    print("golden lines through the dialect: \(programs) programs, \(selectors) selectors")
    #expect(programs + selectors == 396)
  }

  private func checkProgram(_ line: String, _ session: Session) throws {
    let object = try record(line)
    let name = try #require(object["program"] as? String)
    let arguments = try values(line, "arguments").map { $0.description }.joined(separator: ", ")
    let call = "\(name)(\(arguments))"
    guard case .sop(let sop) = try session.evaluate(call).program() else {
      Issue.record("\(call) is no s-op")
      return
    }
    let wanted = try values(line, "output")
    let input = try input(line, object)
    let output = try sop(input)
    #expect(output.values.elementsEqual(wanted) { $0.isIdentical(to: $1) }, "\(line)")
    #expect(output.layer == object["layers"] as? Int, "\(line)")
  }

  private func checkSelector(_ line: String, _ session: Session) throws {
    let object = try record(line)
    let name = try #require(object["selector"] as? String)
    let source = try #require(Self.selectors[name])
    guard case .selector(let selector) = try session.evaluate(source).program() else {
      Issue.record("\(source) is no selector")
      return
    }
    let trace = try Trace(Program(selector), try input(line, object))
    let rows = try #require(object["matrix"] as? [[Int]])
    #expect(trace.matrix(trace.program.output) == rows.map { $0.map { $0 == 1 } }, "\(line)")
  }

  // MARK: Reading the lines

  private func record(_ line: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
    return try #require(object as? [String: Any])
  }

  private func input(_ line: String, _ object: [String: Any]) throws -> Input {
    if let text = object["input"] as? String { return Input(text) }
    return Input(try values(line, "input"))
  }

  /// An array of the line, read with integers and doubles apart.
  private func values(_ line: String, _ key: String) throws -> [Value] {
    let start = try #require(line.range(of: "\"\(key)\": ")).upperBound
    let end = try #require(line[start...].firstIndex(of: "]"))
    return try Value.array(fromJSON: String(line[start...end]))
  }
}
