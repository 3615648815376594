import Testing

/// `rasp optimize`.
struct OptimizeTests {
  @Test func printsAProgramOfFewerLayers() throws {
    let tool = try Tool.rasp(
      "optimize", "minimum", "--vocabulary", "[1, 2, 3]", "--max-length", "4", "--selection", "best"
    )
    #expect(tool.output.hasPrefix("layers      2 -> 1\nheads       1, 1 -> 1\n"))
    #expect(tool.output.contains("evidence    enumerated: all 121 inputs\n"))
    #expect(
      tool.output.hasSuffix("\n\n(key(1) == query(1)).least(tokens).leftmost().value(tokens)\n\n"))
  }

  @Test func saysThatNothingWasFound() throws {
    let tool = try Tool.rasp("optimize", "flip", "--vocabulary", "ab", "--max-length", "4")
    #expect(tool.output.hasPrefix("unchanged   2 layers, heads 1, 1\n"))
    #expect(tool.status == 0)
  }

  @Test func doesNotWriteWhatIsOnlyTested() throws {
    let tool = try Tool.rasp(
      "optimize", "minimum", "--vocabulary", "[1, 2, 3]", "--max-length", "9", "--selection",
      "best",
      "--inputs", "100", "--random", "100")
    #expect(tool.status == 1)
    #expect(tool.output.contains("tested only: all 40 inputs up to 3 tokens, and 100 random ones"))
    #expect(tool.errors.contains("--allow-tested"))
    #expect(!tool.output.contains("leftmost"))
  }

  @Test func refusesASelector() throws {
    let tool = try Tool.rasp(
      "optimize", "-c", "key(tokens) == query(tokens)", "--vocabulary", "ab", "--max-length", "3")
    #expect(tool.status == 1)
    #expect(tool.errors.contains("it is a selector, not a sequence"))
  }
}
