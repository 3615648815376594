import Foundation
import Testing

/// Texts whose last line runs the program, as every cell of the article does, and texts that are
/// conversations.
@Suite struct AppliedTests {
  private static let shift = """
    def shift(i=1, default="_", seq=tokens):
        return (key(indices) == query(indices - i)).value(seq, default)
    shift(2)("hello")
    """
  private static let flip = """
    def f(s) { return aggregate(select(indices, length-1-indices, ==), s); }
    f(tokens)("hello");
    """

  @Test(arguments: [
    (shift, "raspy", "[\"_\",\"_\",\"h\",\"e\",\"l\"]", "[\"_\",\"_\",\"a\"]", 1),
    (flip, "rasp", "[\"o\",\"l\",\"l\",\"e\",\"h\"]", "[\"c\",\"b\",\"a\"]", 2),
  ])
  func theProgramThatWasRunIsTaken(
    text: String, dialect: String, own: String, other: String, layers: Int
  ) throws {
    let program = ["-c", text, "--dialect", dialect]
    #expect(try Tool.run("rasp", ["run"] + program).output == own + "\n")
    #expect(try Tool.run("rasp", ["run"] + program + ["abc"]).output == other + "\n")
    let json = try Tool.run("rasp", ["run", "--json"] + program).output
    #expect(json.hasPrefix("{\"input\": [\"h\",\"e\",\"l\",\"l\",\"o\"], \"output\": \(own), "))
    let counted = try Tool.run("rasp", ["layers", "--json"] + program).output
    #expect(counted.hasPrefix("{\"layers\": \(layers), "))
    #expect(try Tool.run("rasp", ["draw"] + program).output.contains("<svg"))
    let model = ["--vocabulary", "hl", "--max-length", "3"]
    #expect(try Tool.run("rasp", ["compile", "--dry-run"] + model + program).status == 0)
    let verified = try Tool.run("rasp", ["verify"] + model + program)
    #expect(verified.output.contains("mismatches  0"))
    #expect(try Tool.run("rasp", ["bench", "--length", "5"] + program).status == 0)
  }

  @Test(arguments: [("py", shift), ("rasp", flip)])
  func checkAgreesWithRun(ending: String, text: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-\(UUID().uuidString).\(ending)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let check = try Tool.rasp("check", file.path)
    #expect(check.status == 0 && check.output == "" && check.errors == "")
    #expect(try Tool.rasp("run", file.path).status == 0)
  }

  @Test func anInputThatIsAListCounts() throws {
    #expect(try Tool.rasp("run", "-c", "tokens.input([0, 1.5, \"x\"])").output == "[0,1.5,\"x\"]\n")
  }

  // MARK: Conversations

  @Test(arguments: [
    (
      "raspy", ">>> x = 3 * indices\n>>> def f(a):\n...     return a + 1\n...\n>>> f(x)\n",
      "[1,4,7]\n"
    ),
    ("raspy", ">> (tokens\n..   == \"l\")\n", "[true,false,true]\n"),
    (
      "rasp",
      ">> hist = selector_width(select(tokens, tokens, ==));\n>> def f() {\n..   return hist;\n"
        + ".. }\n>> f();\n", "[2,1,2]\n"
    ),
  ])
  func promptsArePassedOver(dialect: String, text: String, output: String) throws {
    let result = try Tool.rasp("run", "--dialect", dialect, "-c", text, "lxl")
    #expect(result.errors == "")
    #expect(result.output == output)
  }

  @Test(arguments: [
    ("raspy", ">>> x = indices\n>>> x\n[0, 1, 2]\n>>> x + 1\n", "3:1\n  [0, 1, 2]\n  ^~~~~~~~~"),
    (
      "rasp", ">> x = indices;\n     s-op: x\n>> x;\n", "2:1\n       s-op: x\n  ^~~~~~~~~~~~"
    ),
  ])
  func outputIsNoProgram(dialect: String, text: String, place: String) throws {
    let result = try Tool.rasp("run", "--dialect", dialect, "-c", text, "ab")
    #expect(result.status == 1)
    #expect(
      result.errors.hasPrefix(
        "error: this line has no prompt, so it is output and no part of the program\n"
          + "  --> <command line>:\(place)"))
    #expect(result.errors.contains("  help: leave out what the conversation printed\n"))
  }

  @Test func promptsArePassedOverInAConversation() throws {
    let raspy = try Tool.rasp(
      "repl", input: ">>> def f(a):\n...     return a + 1\n...\n>>> f(indices)\n")
    #expect(raspy.output.contains("Final  1 2 3 4 5"))
    let rasp = try Tool.rasp(
      "repl", "--dialect", "rasp", input: ">> x = indices +\n..   1;\n>> x(\"ab\");\n")
    #expect(rasp.output.contains("x(\"ab\") = [1, 2]") || rasp.output.contains("[1, 2] (ints)"))
  }

  @Test func aMissingSemicolonIsBehindItsLine() throws {
    let result = try Tool.rasp(
      "run", "--dialect", "rasp", "-c", "x = indices + 1\ny = x * 2;\n", "ab")
    #expect(
      result.errors == """
        error: expected ';', found the end of the line
          --> <command line>:1:16
          x = indices + 1
                         ^

        """)
  }
}
