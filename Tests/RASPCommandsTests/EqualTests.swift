import Testing

/// `rasp equal`.
struct EqualTests {
  @Test func saysThatProgramsAreEqual() throws {
    let tool = try Tool.rasp(
      "equal", "slide", "hard_slide", "--vocabulary", "a<", "--max-length", "6")
    #expect(tool.output == "equal       enumerated: all 127 inputs\n")
    #expect(tool.status == 0)
  }

  @Test func showsAShortestInput() throws {
    let tool = try Tool.rasp(
      "equal", "length", "histogram", "--vocabulary", "ab", "--max-length", "4")
    #expect(
      tool.output == """
        different   no shorter input tells them apart
        input       ["a","b"]
        first       [2,2]
        second      [1,1]

        """)
    #expect(tool.status == 1)
  }

  @Test func comparesATextWithAProgram() throws {
    let tool = try Tool.rasp(
      "equal", "-c", "(key(tokens) == query(tokens)).value(1)", "histogram", "--vocabulary", "abc",
      "--max-length", "4", "--json")
    #expect(
      tool.output == """
        {"equal": true, "enumerated_length": 4, "enumerated": 121, "random": 0, "complete": true}

        """)
  }

  @Test func asksForTheOtherProgram() throws {
    let tool = try Tool.rasp("equal", "length", "--vocabulary", "ab", "--max-length", "4")
    #expect(tool.status == 64)
    #expect(tool.errors.contains("Missing expected argument '<the other program>'"))
  }

  @Test func refusesASelector() throws {
    let tool = try Tool.rasp(
      "equal", "-c", "key(tokens) == query(tokens)", "length", "--vocabulary", "ab",
      "--max-length", "4")
    #expect(tool.status == 1)
    #expect(tool.errors.contains("is a selector; sequences are compared"))
  }
}
