import Foundation
import Testing

@Suite struct DrawTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-draw-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test func writesAFile() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("flip.svg").path
    let tool = try Tool.rasp("draw", "flip", "hello", "-o", path)
    #expect(tool.output == "")
    #expect(tool.status == 0)
    let file = try String(contentsOfFile: path, encoding: .utf8)
    #expect(file == (try Tool.rasp("draw", "flip", "hello").output))
    #expect(file.hasPrefix("<svg ") && file.hasSuffix("</svg>\n"))
  }

  @Test func leavesNoFileBehindAnError() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("affine.svg").path
    // No head was begun, so there is nothing to draw.
    let tool = try Tool.rasp("draw", "affine", "hello", "-o", path)
    #expect(tool.status == 1)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func drawsLinksIfAsked() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let linked = try Tool.rasp("draw", "flip", "hello", "--links")
    #expect(linked.status == 0 && linked.output.contains("<title>length: key of (flip)</title>"))
    #expect(!(try Tool.rasp("draw", "flip", "hello").output.contains("class=\"w")))
    let refused = try Tool.rasp("draw", "--links", "--weights", "model", "ab")
    #expect(refused.status == 64 && refused.errors.contains("--links is for programs"))
  }

  /// Up to the head that fails, as the page does; the error is told and the command fails.
  @Test func drawsAProgramThatFailsUpToThere() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("sort.svg").path
    let tool = try Tool.rasp("draw", "sort", #"[3,"a",1]"#, "-o", path)
    #expect(tool.status == 1 && tool.output == "")
    #expect(tool.errors.hasPrefix("error: no order between \"a\" and 3"))
    let figure = try String(contentsOfFile: path, encoding: .utf8)
    #expect(figure.contains(">Layer 1<") && !figure.contains(">Final<"))
    #expect(figure.components(separatedBy: "fill-opacity=\".3\"").count == 2)
    let later = "(key(tokens) == query(tokens)).value(tokens).name('moved')"
    let shown = try Tool.rasp("draw", "-c", later, "xhll")
    #expect(shown.status == 1 && shown.errors.contains("at: position 2"))
    #expect(shown.output.contains("(moved)"))
  }

  /// A selector that fails has a marked row; one whose keys fail has no figure.
  @Test func drawsASelectorThatFails() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let failing = try Tool.rasp("draw", "-c", "key(tokens) < query(tokens)", #"[1,"a"]"#)
    #expect(failing.status == 1 && failing.output.contains("fill-opacity=\".3\""))
    let before = try Tool.rasp("draw", "-c", "key(tokens + 1) < query(tokens)", #"[1,"a"]"#)
    #expect(before.status == 1 && before.output == "" && before.errors.contains("+ has no meaning"))
  }

  @Test func namesAFileThatCannotBeWritten() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.appendingPathComponent("no/flip.svg").path
    let tool = try Tool.rasp("draw", "flip", "-o", missing)
    #expect(tool.errors.hasPrefix("error: cannot write \(missing): there is no folder "))
    #expect(try Tool.rasp("draw", "flip", "-o", folder.path).errors.hasSuffix("it is a folder\n"))
  }

  @Test func drawsTheExampleByDefault() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Tool.rasp("draw", "add").output == Tool.rasp("draw", "add", "683+345").output)
  }
}

@Suite struct LayersTests {
  @Test func printsATable() throws {
    #expect(
      try Tool.rasp("layers", "flip").output == """
        layer  head    attention
            1  length  (key(1) == query(1)).value(1)
            2  flip    (key((… - indices) - 1) == query(indices)).value(tokens)
        2 layers, 2 heads

        """)
    #expect(try Tool.rasp("layers", "affine").output == "0 layers, 0 heads\n")
  }

  @Test func layersOfACausalProgramAreSaidToBe() throws {
    #expect(try Tool.rasp("layers", "flip", "--causal").output.hasSuffix("2 heads, causal\n"))
    let json = try Tool.rasp("layers", "flip", "--causal", "--json").output
    #expect(json == "{\"layers\": 2, \"heads\": [1,1], \"causal\": true}\n")
  }

  @Test func printsARecord() throws {
    #expect(
      try Tool.rasp("layers", "add", "--json").output == #"{"layers": 6, "heads": [1,1,1,1,1,1]}"#
        + "\n")
  }

  @Test func galleryHasOneLineAProgram() throws {
    let lines = try Tool.rasp("gallery").output.split(separator: "\n")
    #expect(lines.count == 39)
    #expect(lines.contains { $0.hasPrefix("add ") && $0.contains(" 6 layers ") })
    #expect(lines.contains { $0.hasPrefix("split_second ") && $0.contains(" 1 layer ") })
  }

  @Test func refusesTheNameOfAnotherPicture() throws {
    let tool = try Tool.run("rasp", ["draw", "flip", "hello", "-o", "x.PNG"])
    #expect(tool.status == 1)
    #expect(
      tool.errors
        == "error: figures are SVG, not PNG: write to x.svg; rsvg-convert x.svg -o x.PNG converts it\n"
    )
  }
}
