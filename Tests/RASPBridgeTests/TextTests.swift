import TestSupport
import Testing

@testable import RASP
@testable import RASPBridge

/// Texts of the dialects over the C interface.
struct TextTests {
  @Test func aTextGivesAProgramThatOthersAreMadeOf() throws {
    let session = try #require(Caller.session("raspy"))
    let flip = Caller.ask(
      session, #"["run", "flip.py", "print('so')\nkey(2 - indices) == query(indices)"]"#)
    #expect(flip.message == #"{"kind": "selector", "input": null, "printed": "so\n"}"#)
    let selector = try #require(UnsafeRawPointer(bitPattern: flip.count))
    // handle.value(tokens)
    let words: [Int32] = [15, 0, 0, 0, 0, 0, 0, 0, 13, 0, 0, 2, 0, 1]
    let handle = try #require(Caller.program(words, "[0]", handles: [selector]))
    // What is made of a text keeps it.
    release(selector)
    release(session)
    defer { release(handle) }
    let reply = Caller.run(handle, .text, Array("abc".utf8), count: 3)
    #expect(reply.column?.values == ["c", "b", "a"])
  }

  @Test(
    arguments: [
      ("raspy", "", #"{"kind": "nothing", "text": "", "printed": ""}"#),
      ("raspy", "1 + 1", #"{"kind": "text", "text": "2\n", "printed": ""}"#),
      ("raspy", "indices('ab')", #"{"kind": "sop", "input": ["a", "b"], "printed": ""}"#),
      ("rasp", "indices", #"{"kind": "sop", "input": null, "printed": ""}"#),
      ("crasp", "# \\\"a\\\"", #"{"kind": "sop", "input": null, "printed": ""}"#),
    ])
  func valuesAreTold(_ dialect: String, _ text: String, _ expected: String) throws {
    let session = try #require(Caller.session(dialect))
    defer { release(session) }
    let reply = Caller.ask(session, "[\"run\", \"x\", \"" + text + "\"]")
    #expect(reply.message == expected)
    if let program = UnsafeRawPointer(bitPattern: reply.count) { release(program) }
  }

  @Test func faultsHavePlaces() throws {
    let session = try #require(Caller.session("raspy"))
    defer { release(session) }
    let fault = Caller.ask(session, #"["run", "x.py", "print(1)\nä = tokens.vlaue(1)"]"#)
    #expect(fault.isFault)
    for part in [
      #""kind": "text", "sort": "meaning", "message": "an s-op has no method 'vlaue'""#,
      #""help": "attention is of a selector"#, #""printed": "1\n""#,
      #""file": "x.py", "line": 2, "column": 12, "end_line": 2, "end_column": 17"#,
      #""text": "ä = tokens.vlaue(1)""#,
    ] {
      #expect(fault.message.contains(part), "\(fault.message) lacks \(part)")
    }
    let unready = Caller.ask(session, #"["program", "x.py", "def f(): return tokens\nf"]"#)
    #expect(unready.message.contains("'f' has not been called"))
    let failing = Caller.ask(session, #"["run", "y.py", "a = tokens\na + 1"]"#)
    let program = try #require(UnsafeRawPointer(bitPattern: failing.count))
    defer { release(program) }
    let run = Caller.run(program, .text, [97], count: 1)
    #expect(run.message.contains(#""place": {"file": "y.py", "line": 2, "column": 1"#))
    #expect(!run.message.contains("\"node\""))
  }

  /// An operation of words and one of a text are told apart by the source of their origins.
  @Test func aFaultIsOfTheWordsOrOfTheText() throws {
    let session = try #require(Caller.session("rasp"))
    defer { release(session) }
    let text = Caller.ask(session, #"["run", "x.rasp", "indices"]"#)
    let indices = try #require(UnsafeRawPointer(bitPattern: text.count))
    defer { release(indices) }
    // tokens + handle
    let words: [Int32] = [15, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 2, 1, 0]
    let handle = try #require(Caller.program(words, "[]", handles: [indices]))
    defer { release(handle) }
    let run = Caller.run(handle, .text, [97], count: 1)
    #expect(run.message.contains("\"node\": 2"), "\(run.message)")
    #expect(!run.message.contains("\"place\""), "\(run.message)")
  }

  @Test func requestsThatNobodyAnswersAreRefused() throws {
    #expect(Caller.session("python") == nil)
    #expect(Caller.session("") == nil)
    let session = try #require(Caller.session("brasp"))
    defer { release(session) }
    for request in [
      "[\"about\"]", "[\"run\"]", "[\"run\", 1, 2]", "[\"check\", \"a\"]", "[\"incomplete\"]",
    ] {
      #expect(Caller.ask(session, request).isFault, "\(request)")
    }
    #expect(Caller.run(session, .text, [97], count: 1).isFault)
    #expect(Caller.program([15, 0, 0, 0], "[]", handles: [session]) == nil)
    #expect(Caller.ask(session, #"["set example", "a", 1]"#).message == "null")
    #expect(Caller.ask(session, #"["example"]"#).message == #"["a", 1]"#)
    #expect(Caller.ask(session, #"["incomplete", "A(i) = 1"]"#).message == "false")
  }
}
