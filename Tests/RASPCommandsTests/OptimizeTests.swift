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

  @Test func writesACertificateAndExplains() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-certificate-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let tool = try Tool.rasp(
      "optimize", "slide", "--vocabulary", "ab<", "--max-length", "4", "--selection", "leftmost",
      "--explain", "--certificate", file.path)
    #expect(tool.output.contains("\n  gone  layer 2: slide = "))
    #expect(tool.output.contains("\n   now  layer 1: "))
    let accepted = try Tool.rasp("check-certificate", file.path)
    #expect(accepted.status == 0)
    #expect(
      accepted.output.hasPrefix("accepted    enumerated: all 121 inputs\nlayers      2 -> 1\n"))
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacingOccurrences(of: "\"inputs\": 121", with: "\"inputs\": 122")
      .write(to: file, atomically: true, encoding: .utf8)
    let refused = try Tool.rasp("check-certificate", file.path)
    #expect(refused.status == 1)
    #expect(
      refused.errors
        == "error: the certificate is refused: it tells 122 for inputs, and 121 is counted\n")
    try Data([0xFF]).write(to: file)
    #expect(try Tool.rasp("check-certificate", file.path).status == 1)
  }

  @Test func saysWhatDidNotGiveFewerLayers() throws {
    let tool = try Tool.rasp("optimize", "flip", "--vocabulary", "ab", "--max-length", "4")
    #expect(tool.output.contains("\nbelow       none of "))
    #expect(tool.output.contains(" gives fewer than 2 layers on a sample of 30 inputs\n"))
  }

  @Test(arguments: ["layers", "heads", "parameters"])
  func hasNeverMoreLayers(_ goal: String) throws {
    let tool = try Tool.rasp(
      "optimize", "split_first", "--vocabulary", "ab+", "--max-length", "4", "--goal", goal)
    #expect(tool.status == 0)
    let isFewer = tool.output.hasPrefix("layers      3 -> 2\n")
    // Three heads are the fewest that are found, so of those only the layers say more.
    if goal == "layers" { #expect(isFewer) } else { #expect(!tool.output.contains("-> 4")) }
  }
}
