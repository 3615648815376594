import Foundation
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

  @Test func compilesTheSmallestWeights() throws {
    let model = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-smallest-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: model) }
    let options = ["first", "--vocabulary", "abl", "--max-length", "5"]
    let plain = try Tool.run("rasp", ["compile", "--dry-run"] + options)
    #expect(plain.output.hasPrefix("layers      2\n"))
    let smaller = try Tool.run("rasp", ["compile", "--optimize", "-o", model] + options)
    #expect(smaller.output.hasPrefix("layers      1\n"))
    #expect(smaller.output.contains("\nbefore      2 layers, "))
    #expect(smaller.output.contains("\nevidence    enumerated: all 364 inputs"))
    // The weights are compared with the program as it was given.
    let verified = try Tool.rasp("verify", model)
    #expect(verified.status == 0)
    #expect(verified.output.contains("\ninputs      364, all there are\n"))
    #expect(verified.output.contains("\nmismatches  0\n"))
  }

  @Test func compilesTheProgramItselfIfNothingIsSmaller() throws {
    let options = ["compile", "flip", "--vocabulary", "ab", "--max-length", "4", "--dry-run"]
    let result = try Tool.run("rasp", options + ["--optimize"])
    #expect(result.status == 0)
    #expect(result.output.contains("\nunchanged   nothing smaller was found\n"))
    let refused = try Tool.run("rasp", options + ["--budget", "3"])
    #expect(refused.status != 0)
    #expect(refused.errors.contains("--budget and --allow-tested are of --optimize"))
  }
}
