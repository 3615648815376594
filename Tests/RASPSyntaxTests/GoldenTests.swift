import Foundation
import RASP
import RASPSyntax
import Testing

/// What the original implementation prints, by programs written as dialect source.
@Suite struct GoldenTests {
  static let library = """
    from raspy import *

    length = (key(1) == query(1)).value(1).name("length")
    before = key(indices) < query(indices)
    after = key(indices) > query(indices)
    same = key(tokens) == query(tokens)
    previous = key(indices) == query(indices - 1)

    def flip():
        return (key(length - indices - 1) == query(indices)).value(tokens)

    def histogram():
        return same.value(1)

    def window(size):
        recent = key(indices) >= query(indices - size + 1)
        return (recent & (key(indices) <= query(indices))).value(tokens)

    def cumsum(seq=tokens):
        return (before | (key(indices) == query(indices))).value(seq).name("cumsum")

    def cumsum_from_end():
        return cumsum(length - indices)

    def index(i, seq=tokens):
        return (key(indices) == query(i)).value(seq)

    def shift(i=1, default="_", seq=tokens):
        return (key(indices) == query(indices - i)).value(seq, default).name("shift")

    def rank(seq):
        return ((before & (key(seq) == query(seq))) | (key(seq) < query(seq))).value(1)

    def minimum(seq=tokens):
        return (key(rank(seq)) == query(0)).value(seq)

    def sort(seq=tokens):
        return (key(rank(seq)) == query(indices)).value(seq)

    def first(q, seq=tokens):
        return minimum(where(seq == q, indices, 99))

    def ralign(default="-", seq=tokens):
        padding = (key(seq) == query("_")).value(1)
        return (key(indices + padding) == query(indices)).value(seq, default)

    def split(v, get_first_part, seq=tokens, default="0"):
        split_point = (key(seq) == query(v)).value(indices)
        if get_first_part:
            return ralign(default, where(indices < split_point, seq, "_"))
        return where(indices > split_point, seq, default)

    def slide(match, seq=tokens):
        number = cumsum(match)
        following = (key(number) == query(number + 1)) & (key(match) == query(True))
        return where(match, seq, following.value(seq))

    def slide_marked(mark):
        return slide(tokens != mark)

    def atoi(seq=tokens):
        return seq.map(lambda x: ord(x) - ord("0"))

    def add(seq=tokens):
        x = atoi(split("+", True, seq)) + atoi(split("+", False, seq))
        carry = shift(-1, "0", where(x > 9, "1", where(x == 9, "<", "0")))
        return (x + atoi(slide(carry != "<", carry))) % 10

    def affine(): return tokens * 2 - 1
    def minus_plus_indices(): return tokens - 5 + indices
    def equals(token): return tokens == token
    def not_equals(token): return tokens != token
    def equals_or_at(token, i): return (tokens == token) | (indices == i)
    def keep_or(a, b, other): return where((tokens == a) | (tokens == b), tokens, other)
    def dashes_to_numbers(): return atoi(where(tokens == "-", "0", tokens)) + 2
    def divided(by): return tokens / by
    def modulo(by): return tokens % by

    """

  static let selectors = [
    "same": "same", "before": "before", "after": "after", "before & same": "before & same",
    "before | same": "before | same", "previous": "previous",
    "not after and not same index": "~after & (key(indices) != query(indices))",
    "same xor before (as (a|b) & (key != query | key >= query))":
      "(same | before) & ((key(tokens) != query(tokens)) | (key(indices) >= query(indices)))",
  ]

  private func session() throws -> Session {
    let session = Session()
    let library = SourceText(Self.library, name: "library.py")
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
