import Foundation
import Testing

/// A folder of its own for each test, with files in it.
struct Folder: ~Copyable {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("rasp-files-" + UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to name: String) throws -> String {
    let path = url.appendingPathComponent(name).path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

private let shift = """
  from raspy import *

  def shift(i=1, default="_", seq=tokens):
      x = (key(indices) == query(indices - i)).value(seq, default)
      return x.name("shift")

  shift()
  """

@Suite struct ProgramTextTests {
  @Test func runsTheLastExpressionOfAFile() throws {
    let folder = try Folder()
    let file = try folder.write(shift, to: "blog.py")
    #expect(try Tool.rasp("run", file, "hello").output == #"["_","h","e","l","l"]"# + "\n")
    #expect(
      try Tool.rasp("layers", file, "--json").output == #"{"layers": 1, "heads": [1]}"# + "\n")
    #expect(try Tool.rasp("draw", file, "ab").output.hasPrefix("<svg "))
  }

  @Test func expressionIsEvaluatedAfterTheFile() throws {
    let folder = try Folder()
    let file = try folder.write(shift, to: "blog.py")
    let tool = try Tool.rasp("run", file, "-e", "shift(2)", "hello", "[1,2,3]")
    #expect(tool.output == #"["_","_","h","e","l"]"# + "\n" + #"["_","_",1]"# + "\n")
  }

  @Test func textOnTheCommandLine() throws {
    #expect(try Tool.rasp("run", "-c", "tokens * 2", "[1,2]").output == "[2,4]\n")
    let piped = try Tool.rasp("run", "-c", "tokens == 'l'", input: "la\nb\n")
    #expect(piped.output == "[true,false]\n[false]\n")
  }

  @Test func printGoesToStandardError() throws {
    let tool = try Tool.rasp("run", "-c", "print('hi')\ntokens", "a")
    #expect(tool.output == #"["a"]"# + "\n")
    #expect(tool.errors == "hi\n")
  }

  @Test func errorShowsPlaceAndSuggestion() throws {
    let tool = try Tool.rasp("run", "-c", "key(tokns)", "a")
    #expect(
      tool.errors == """
        error: the name 'tokns' is not defined
          --> <command line>:1:5
          key(tokns)
              ^~~~~
          help: did you mean 'tokens'?

        """)
    #expect(tool.status == 1)
  }

  @Test func errorOfARunShowsTheOperationInTheText() throws {
    let tool = try Tool.rasp("run", "-c", "x = tokens + 1\nx * 2", "[1]", "[\"a\"]")
    #expect(tool.output == "[4]\n")
    #expect(
      tool.errors == """
        error: input 2: + has no meaning for "a" and 1: it adds two numbers or joins two strings
          --> <command line>:1:5
          x = tokens + 1
              ^~~~~~~~~~
          in: tokens + 1
          at: position 0
          help: str(x) turns a number into a string, and s-op.map(int) digits into integers

        """)
    #expect(tool.status == 1)
  }

  @Test func limitsCanBeRaised() throws {
    let loop = "x = 0\nfor i in range(20000):\n    x = x + 1\ntokens + x"
    let stopped = try Tool.rasp("run", "-c", loop, "--max-steps", "1000", "[1]")
    #expect(stopped.errors.contains("--max-steps 10000"))
    #expect(stopped.status == 1)
    #expect(try Tool.rasp("run", "-c", loop, "[1]").output == "[20001]\n")
    #expect(try Tool.rasp("run", "-c", loop, "--max-steps", "0", "[1]").status == 64)
  }

  @Test func saysWhatIsNoProgram() throws {
    let folder = try Folder()
    let empty = try folder.write("x = 1\n", to: "empty.py")
    #expect(try Tool.rasp("run", empty, "a").errors.contains("there is no program"))
    let function = try Tool.rasp("run", "-c", "def f(): return tokens\nf", "a")
    #expect(function.errors.contains("help: call it: f()"))
    let selector = try Tool.rasp("run", "-c", "key(1) == query(1)", "a")
    #expect(selector.errors.contains("the program is a selector"))
    #expect(
      try Tool.rasp("run", "flip", "-e", "tokens", "a").errors.hasPrefix("error: -e goes with"))
  }

  @Test func namesFilesThatCannotBeRead() throws {
    let folder = try Folder()
    let missing = folder.path("missing.py")
    #expect(try Tool.rasp("run", missing, "a").errors == "error: there is no file \(missing)\n")
    let tool = try Tool.rasp("check", folder.url.path)
    #expect(tool.errors.hasSuffix("it is a folder\n"))
    #expect(tool.status == 1)
  }

  @Test func checkReportsEveryError() throws {
    let folder = try Folder()
    let good = try folder.write(shift, to: "good.py")
    let bad = try folder.write("x = before\ndef f(a):\n    return b\nf()\n", to: "bad.py")
    #expect(try Tool.rasp("check", good).status == 0)
    #expect(try Tool.rasp("check", good).errors == "")
    let tool = try Tool.rasp("check", good, bad)
    #expect(tool.status == 1)
    #expect(tool.errors.components(separatedBy: "error: ").count == 4)
    for place in ["bad.py:1:5", "bad.py:3:12", "bad.py:4:1"] {
      #expect(tool.errors.contains(place))
    }
  }
}
