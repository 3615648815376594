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

  @Test func loadsAFileFirst() throws {
    let folder = try Folder()
    let file = try folder.write("x = 42\n", to: "x.py")
    #expect(try Tool.rasp("repl", file, input: "x\n").output == "42\n")
  }
}
