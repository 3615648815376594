import Foundation
import Testing

/// The commands on programs of the RASP dialect.
@Suite struct ClassicCommandTests {
  private static let dyck = "Examples/RASP/dyck2.rasp"

  @Test func theConversationIsThatOfAPipe() throws {
    let tool = try Tool.rasp(
      "repl", "--dialect", "rasp", input: "3*indices;\r\n\ndef f(x) {\nreturn x; }\nf(1);")
    #expect(tool.status == 0)
    #expect(tool.errors == "")
    #expect(
      tool.output == """
        RASP 0.1
        running example is: hello
        >>      s-op: out
         \t Example: out("hello") = [0, 3, 6, 9, 12] (ints)
        >> .. ..        console function: f(x)
        >>     value: out =  1
        >> \n
        """)
  }

  @Test func theConversationEndsWithExit() throws {
    let tool = try Tool.rasp("repl", "--dialect", "rasp", input: "exit\n1;\n")
    #expect(tool.output == "RASP 0.1\nrunning example is: hello\n>> ")
  }

  @Test func aFileStartsTheConversation() throws {
    let tool = try Tool.rasp("repl", Self.dyck, input: "set example \"()\"\ndyck2;\n")
    #expect(tool.output.contains("     s-op: dyck2\n"))
    #expect(tool.output.contains("Example: dyck2(\"()\") = [P, T] (strings)\n"))
  }

  @Test func brokenInputIsNoCrash() throws {
    let bytes = Data([0xFF, 0xFE, 0x0A, 0x00, 0x0A] + Array("1;\n".utf8))
    let tool = try Tool.rasp("repl", "--dialect", "rasp", bytes: bytes)
    #expect(tool.status == 0)
    #expect(tool.output.contains("value: out =  1"))
  }

  @Test func figuresGoToFiles() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-draw-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let line = "x = aggregate(full_s, indices); draw(x + 1, \"a/b\");"
    let tool = try Tool.shell(
      "cd '\(folder.path)' && printf '%s\\n' '\(line.components(separatedBy: "; ")[0]);'"
        + " 'draw(x,\"a/b\");' | rasp repl --dialect rasp")
    #expect(tool.output.hasSuffix(">> \t =  [1.0]*3 (floats)\n>> \n"))
    #expect(tool.errors == "wrote comp_flows/x(\"a∕b\").svg\n")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent("comp_flows").path)
    #expect(files == ["x(\"a∕b\").svg"])
  }

  @Test func filesRun() throws {
    let tool = try Tool.rasp("run", Self.dyck, "-e", "dyck2", "()", "(}", "--json")
    #expect(
      tool.output == """
        {"input": ["(",")"], "output": ["P","T"], "layers": 4}
        {"input": ["(","}"], "output": ["P","F"], "layers": 4}

        """)
    #expect(try Tool.rasp("run", Self.dyck, "()").output == "[\"P\",\"T\"]\n")
    #expect(try Tool.rasp("draw", Self.dyck, "()").output.hasPrefix("<svg "))
    #expect(try Tool.rasp("layers", Self.dyck).output.hasSuffix("4 layers, 6 heads\n"))
    let bench = try Tool.rasp("bench", Self.dyck, "--length", "20", "--repeat", "1", "--json")
    #expect(bench.output.hasPrefix("{\"program\": \"Examples/RASP/dyck2.rasp\", \"length\": 20"))
    #expect(try Tool.rasp("check", Self.dyck).output == "")
  }

  @Test func textsRun() throws {
    let tool = try Tool.rasp("run", "--dialect", "rasp", "-c", "tokens[-1];", "abc")
    #expect(tool.output == "[\"c\",\"c\",\"c\"]\n")
    let drawn = try Tool.rasp("layers", "--dialect", "rasp", "-c", "x = length;", "--json")
    #expect(drawn.output == "{\"layers\": 1, \"heads\": [1]}\n")
  }

  @Test(arguments: [
    (["run", "none.rasp", "a"], "error: there is no file none.rasp\n"),
    (["run", "--dialect", "rasp", "-c", "x = 1;", "a"], "error: the program is an integer"),
    (
      ["run", "--dialect", "rasp", "-c", "x = (;", "a"], "error: expected an expression, found ';'"
    ),
    (["run", "--dialect", "rasp", "-c", "tokens + 1", "a"], "error: + has no meaning for \"a\""),
    (["run", dyck, "-e", "dyk2", "a"], "error: Undefined variable: dyk2\n"),
    (["check", "none.rasp"], "error: there is no file none.rasp\n"),
  ])
  func faultsAreSaid(_ arguments: [String], _ message: String) throws {
    let tool = try Tool.run("rasp", arguments)
    #expect(tool.status == 1)
    #expect(tool.errors.hasPrefix(message), "\(tool.errors)")
    #expect(tool.output == "")
  }

  @Test func dialectsAreTwo() throws {
    #expect(try Tool.rasp("repl", "--dialect", "basic").status == 64)
  }
}
