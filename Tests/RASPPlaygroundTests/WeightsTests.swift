import Foundation
import RASPPlayground
import Testing

private let flip = """
  length = (key(1) == query(1)).value(1)
  (key(length - indices - 1) == query(indices)).value(tokens)
  """

/// What the compiler's module gives back.
@Suite struct WeightsTests {
  private let weights = WeightsPlayground()

  private func ask(_ request: Any...) throws -> [String: Any] {
    let data = try JSONSerialization.data(withJSONObject: request)
    let reply = weights.call(String(decoding: data, as: UTF8.self))
    let object = try JSONSerialization.jsonObject(with: Data(reply.utf8))
    return try #require(object as? [String: Any])
  }

  private func compile(
    _ source: String, _ vocabulary: String = "abc", _ length: Int = 5, dialect: String = "raspy"
  ) throws -> [String: Any] {
    try ask("compile", dialect, source, NSNull(), false, vocabulary, length)
  }

  @Test func aModelHasSizesAndGivesWhatTheProgramGives() throws {
    let sizes = try #require(try compile(flip)["sizes"] as? [[String]])
    #expect(sizes.prefix(3) == [["layers", "2"], ["blocks", "2"], ["heads", "1, 1"]])
    let reply = try ask("weights", "cab")
    #expect(reply.texts("predicted") == ["b", "a", "c"])
    #expect(reply.texts("output") == ["b", "a", "c"])
    #expect(reply["agrees"] as? Bool == true)
    let svg = try #require(reply.text("svg"))
    #expect(!svg.contains("<style>"))
    #expect(svg.contains("intended"))
    #expect(svg.contains("Residual stream"))
  }

  @Test func bothDialectsAreCompiled() throws {
    #expect(try compile("tokens == \"a\";", dialect: "rasp")["sizes"] != nil)
    #expect(try ask("weights", "ab").texts("predicted").count == 2)
  }

  @Test func refusalsSayWhere() throws {
    let reasons = try compile("x = tokens\nx + 1").objects("reasons")
    #expect(reasons.first?.number("line") == 2)
    #expect(try compile("tokens\ntoknes").objects("reasons").first?.number("line") == 2)
    #expect(try compile("tokens", "[1, ").text("vocabularyError") != nil)
    let twice = try compile("tokens", "aa").objects("reasons").first?.text("message")
    #expect(twice?.contains("twice") == true)
    #expect(try ask("weights", "a").text("refused") == "there is no model")
  }

  @Test func inputsOutsideTheDomainAreRefused() throws {
    _ = try compile("tokens", "ab", 2)
    #expect(try ask("weights", "ac").text("inputError")?.contains("\"c\"") == true)
    #expect(try ask("weights", "aab").text("inputError")?.contains("too long") == true)
    #expect(try ask("weights", "[").text("inputError") != nil)
    #expect(try ask("weights", "").texts("predicted") == [])
  }

  @Test func filesAreWholeAsBase64() throws {
    _ = try compile(flip)
    for (format, first) in [("onnx", "model.onnx"), ("huggingface", "huggingface/config.json")] {
      let files = try ask("export", format).objects("files")
      #expect(files.contains { $0.text("path") == first })
      for file in files {
        let data = try #require(Data(base64Encoded: file.text("base64") ?? "?"))
        #expect(!data.isEmpty)
      }
    }
    #expect(try ask("export", "pdf").text("refused") != nil)
  }

  /// The checkpoint has a card with the text, and labels with its lines.
  @Test func checkpointsTellOfTheirProgram() throws {
    for (dialect, source, name, fence) in [
      ("raspy", flip, "program.py", "```python\nlength = "),
      ("rasp", "flip = length - indices - 1;", "program.rasp", "```\nflip = "),
    ] {
      _ = try compile(source, dialect: dialect)
      let files = try ask("export", "huggingface").objects("files")
      let texts = try Dictionary(
        uniqueKeysWithValues: files.map { file in
          let data = try #require(Data(base64Encoded: file.text("base64") ?? "?"))
          return (file.text("path") ?? "", String(decoding: data, as: UTF8.self))
        })
      let card = try #require(texts["huggingface/README.md"])
      #expect(card.contains("# \(name)\n") && card.contains(fence))
      let labels = try #require(texts["huggingface/labels.json"])
      #expect(labels.contains("\"file\": \"\(name)\""), "\(labels.prefix(400))")
    }
    #expect(try compile(flip + "\n", "ab", 3)["sizes"] != nil)
  }

  /// Which output becomes which key, query and value, on demand.
  @Test func figuresWithLinksAreDrawn() throws {
    let linked = try ask("links", "raspy", flip, NSNull(), "hello", false, true)
    let svg = try #require(linked.text("svg"))
    #expect(svg.contains("<title>layer 1: key of (layer 2)</title>") && !svg.contains("<style>"))
    let saved = try ask("links", "raspy", flip, NSNull(), "hello", false, false).text("svg")
    #expect(saved?.contains("<style>") == true)
    // Earlier texts are known, a text may be of any dialect, and what has no figure has no links.
    let call = "(key(length) == query(1)).value(1)"
    let after = try ask(
      "links", "raspy", call, NSNull(), "a", false, true, "length = (key(1) == query(1)).value(1)")
    #expect(after.text("svg") != nil)
    #expect(try ask("links", "rasp", "length;", NSNull(), "ab", true, true).text("svg") != nil)
    for source in ["tokens +", "tokens + 1"] {
      #expect(try ask("links", "raspy", source, NSNull(), "ab", false, true).text("svg") == nil)
    }
    #expect(try ask("links", "raspy", flip, NSNull(), "[", false, true).text("svg") == nil)
  }

  @Test func callsThatAreNotThereAreRefused() throws {
    #expect(try ask("run", "raspy").text("refused") == "there is no call run")
    #expect(try ask("compile", "raspy", "tokens").text("refused") != nil)
  }
}
