import Testing

/// `rasp accept`: verdicts, their lines, and what cannot be read.
@Suite struct AcceptTests {
  private static func accept(_ lines: String, _ options: String) throws -> Tool {
    try Tool.shell("printf '\(lines)' | rasp accept Examples/C-RASP/dyck1.cr \(options) 2>&1")
  }

  @Test func verdictsStandBesideTheirTokens() throws {
    let lines = "( )\\n\\n// ( (\\n  ( (  ) \\n"
    #expect(try Self.accept(lines, "").output == "true  ( )\nfalse  ( ( )\n")
    #expect(
      try Self.accept(lines, "--json").output == """
        {"input": ["(",")"], "verdict": true}
        {"input": ["(","(",")"], "verdict": false}

        """)
  }

  @Test func everyDialectCanAccept() throws {
    let tool = try Tool.shell(
      "printf 'a b\\nb b\\n' | rasp accept -c '(key(1) == query(1)).value(where(tokens == \"a\", 1, 0)) > 0'"
    )
    #expect(tool.output == "true  a b\nfalse  b b\n")
  }

  @Test func faultsAreSaidWithTheirLine() throws {
    let tool = try Self.accept("( )\\n\\377\\n", "")
    #expect(tool.status == 1)
    let message = "error: line 2: the input is not UTF-8: the byte 0xFF at column 1"
    #expect(tool.output.contains(message))
    #expect(try Self.accept("", "none.txt").output == "error: there is no file none.txt\n")
    #expect(try Self.accept("", "a b").status == 64)
    let selector = try Tool.shell("echo a | rasp accept -c 'key(1) == query(1)' 2>&1")
    #expect(selector.output.hasPrefix("error: the program is a selector"))
  }
}
