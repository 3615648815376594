import Foundation
import Testing

/// The conversation as a script; under a terminal it adds only prompts and line editing.
@Suite struct ReplTests {
  @Test func showsEachEntry() throws {
    let tool = try Tool.rasp(
      "repl",
      input: """
        1 + 2
        "a" + 'b'
        x = tokens
        key(x)
        x == "l"

        """)
    #expect(
      tool.output == """
        3
        'ab'
            key  h e l l o
          Input  h e l l o

          Final  0 0 1 1 0

        """)
    #expect(tool.errors == "")
    #expect(tool.status == 0)
  }

  @Test func unindentedLineEndsABlock() throws {
    let tool = try Tool.rasp(
      "repl",
      input: """
        def f(n):
            if n > 0:
                return n
            return -n
        f(-3)
        for i in range(2):
            print(i)
        else:
            print("end")
        (1 +
         2)
        """)
    #expect(tool.output == "3\n0\n1\nend\n3\n")
    #expect(tool.errors == "")
  }

  @Test func errorsLeaveDefinitionsAlone() throws {
    let tool = try Tool.rasp("repl", input: "x = 1\nx = 2; 1/0\nx\n1 +\nx\n")
    #expect(tool.output == "1\n1\n")
    #expect(tool.errors.contains("error: division by zero: 1 / 0\n"))
    #expect(tool.status == 0)
  }

  @Test func commands() throws {
    let folder = try Folder()
    let file = try folder.write("def f():\n    return (key(1) == query(1)).value(1)\n", to: "f.py")
    let figure = folder.path("f.svg")
    let tool = try Tool.rasp(
      "repl",
      input: """
        :load \(file)
        :example [1,2]
        f()
        :layers
        :layers f() + f()
        :draw \(figure)
        :example "ab"
        :reset
        f()
        :laod x
        :help

        """)
    #expect(
      tool.output.hasPrefix(
        """
        example: [1,2]
          Input  1 2

        Layer 1    1 1
                 1 ■ ■ 2
                 1 ■ ■ 2
                   1 1

          Final  2 2
        layer  head  attention
            1        (key(1) == query(1)).value(1)
        1 layer, 1 head
        layer  head  attention
            1        (key(1) == query(1)).value(1)
        1 layer, 1 head
        wrote \(figure)
        example: ["a","b"]
        """))
    #expect(tool.output.contains(":quit"))
    #expect(tool.errors.contains("the name 'f' is not defined"))
    #expect(tool.errors.contains("there is no command :laod: did you mean :load?"))
    #expect(FileManager.default.fileExists(atPath: figure))
  }

  /// As in Python, quit and exit end without a colon and with brackets too.
  @Test(arguments: [":quit", "quit", "quit()", "exit", "exit()", " exit "])
  func quitEnds(command: String) throws {
    let tool = try Tool.rasp("repl", input: "1\n\(command)\n2\n")
    #expect(tool.output == "1\n")
    #expect(tool.errors == "")
  }

  @Test func helpNeedsNoColonUnlessTheNameIsTaken() throws {
    let tool = try Tool.rasp("repl", input: "help\nhelp = 3\nhelp\n:quit\n")
    #expect(tool.output.contains(":example [INPUT]"))
    #expect(tool.output.hasSuffix("\n3\n"))
    #expect(tool.errors == "")
  }

  @Test func triesAreEnteredLineByLine() throws {
    let text = "try:\n  x = 1\n  y = 1 / 0\nexcept ZeroDivisionError:\n  x = 5\nx\n"
    let tool = try Tool.rasp("repl", input: text + "try:\n  x = 2\n\nx\n")
    #expect(tool.output == "5\n5\n")
    #expect(tool.errors.hasPrefix("error: 'try' has no 'except' and no 'finally'\n"))
    #expect(tool.errors.components(separatedBy: "error: ").count == 2)
  }

  /// Long entries are read as wholes a few times only, and mean the same.
  @Test(
    .timeLimit(.minutes(3)),
    arguments: [
      ("def f(x):\n", "  y = x + [1][0]  # (\n", 4_000, "  return y\nf(2)\n", "3\n"),
      (
        "def f(x):\n", "  if x > 1:\n    x = (x\n - 1)\n  else:\n    x = 1\n", 1_000,
        "  return x\n\nf(9999)\n", "8999\n"
      ),
      ("x = [\n", "[1, ')'],\n", 4_000, "]\nlen(x)\n", "4000\n"),
      ("x = '''\n", "def f(:\n\n", 4_000, "'''\nlen(x)\n", "36001\n"),
    ])
  func longEntries(
    first: String, line: String, count: Int, last: String, output: String
  ) throws {
    let tool = try Tool.rasp("repl", input: first + String(repeating: line, count: count) + last)
    #expect(tool.errors == "")
    #expect(tool.output == output)
  }

  /// A formatted string of one line cannot be mended by the next one.
  @Test func aFieldThatIsNotClosedIsAnError() throws {
    let tool = try Tool.rasp("repl", input: "f\"{1\"\n1+1\n")
    #expect(tool.output == "2\n")
    #expect(
      tool.errors == """
        error: the field is not closed with '}' on its line
          --> <entry>:1:3
          f"{1"
            ^

        """)
  }

  @Test func loadsAFileFirst() throws {
    let folder = try Folder()
    let file = try folder.write("x = 42\n", to: "x.py")
    #expect(try Tool.rasp("repl", file, input: "x\n").output == "42\n")
  }
}
