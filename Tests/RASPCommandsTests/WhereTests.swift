import Foundation
import Testing

/// `--where`: what is promised of all inputs.
@Suite struct WhereTests {
  private static let onePlus = "(key(tokens) == query(\"+\")).value(1) == 1"
  private static let place = "(key(tokens) == query(\"+\")).value(indices)"

  private static let domain = ["--vocabulary", "1+", "--max-length", "5"]

  private func rasp(_ words: [String]) throws -> Tool { try Tool.rasp(words) }

  @Test func modelsAreComparedOnWhatKeepsIt() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-where-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let words = ["-c", WhereTests.place] + WhereTests.domain + ["--where", WhereTests.onePlus]
    let verified = try rasp(["verify"] + words)
    // Each position of each length, and the empty input.
    #expect(verified.status == 0 && verified.output.contains("inputs      16, all there are"))
    let path = folder.path
    #expect(try rasp(["compile"] + words + ["-o", path]).status == 0)
    // The folder knows what was promised.
    let again = try rasp(["verify", path])
    #expect(again.status == 0 && again.output.contains("inputs      16, all there are"))
    let named = try rasp(["verify", "-c", WhereTests.place, "--weights", path])
    #expect(named.status == 0 && named.output.contains("inputs      16, all there are"))
    let card = try String(contentsOfFile: path + "/README.md", encoding: .utf8)
    #expect(card.contains("--where"))
  }

  /// A promise may use the names of the program's text.
  @Test func namesOfTheProgramMayBeUsed() throws {
    let text = "plus = key(tokens) == query(\"+\"); plus.value(indices)"
    let tool = try rasp(
      ["verify", "-c", text] + WhereTests.domain + ["--where", "plus.value(1) == 1"])
    #expect(tool.status == 0 && tool.output.contains("inputs      16, all there are"))
  }

  @Test(
    arguments: [
      ("key(tokens) == query(\"+\")", "--where takes an s-op"),
      ("tokens ==", "--where:1:"), ("pluss == 1", "the name 'pluss' is not defined"),
      ("tokens == \"x\"", "no input that was tried keeps what --where says"),
    ])
  func wrongPromisesAreSaid(_ promise: String, _ words: String) throws {
    let tool = try rasp(
      ["compile", "--dry-run", "-c", WhereTests.place] + WhereTests.domain + ["--where", promise])
    #expect(tool.status == 1 && tool.output.isEmpty, "\(tool.output)")
    #expect(tool.errors.contains(words), "\(tool.errors)")
  }

  @Test func programsAreEqualWhereItIsKept() throws {
    let words = [
      "equal", "-c", WhereTests.place, "gallery.py", "--vocabulary", "1+", "--max-length", "4",
    ]
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-where-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("only.py").path
    try "(key(tokens) == query(\"+\")).leftmost().value(indices)\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let pair = words.map { $0 == "gallery.py" ? file : $0 }
    let different = try rasp(pair)
    #expect(different.status == 1 && different.output.contains("different"))
    let equal = try rasp(pair + ["--where", WhereTests.onePlus])
    #expect(equal.status == 0 && equal.output.hasPrefix("equal"), "\(equal.output)")
  }

  @Test func certificatesAreOfAllInputs() throws {
    let tool = try rasp(
      ["optimize", "minimum", "--vocabulary", "[1, 2]", "--max-length", "3"]
        + ["--where", "tokens > 0", "--certificate", "c.json"])
    #expect(tool.status == 64 && tool.errors.contains("--where"))
  }
}
