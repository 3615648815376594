import Foundation
import Testing

/// `rasp compile`, `predict`, `verify` and `draw --weights`.
@Suite struct ModelTests {
  /// A folder of its own, with a model of `flip` in it.
  private func withModel(
    _ arguments: [String] = [], _ body: (_ folder: String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-model-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = folder.appendingPathComponent("model").path
    let compile = ["compile", "flip", "--vocabulary", "abc", "--max-length", "6", "-o", model]
    let result = try Tool.run("rasp", compile + arguments)
    #expect(result.status == 0, "\(result.errors)")
    try body(model)
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  }

  @Test func predictsWhatRunPrints() throws {
    try withModel { model in
      let inputs = ["abc", "", "aab", "cbabca", "[\"a\",\"b\"]"]
      let predicted = try Tool.run("rasp", ["predict", model] + inputs)
      let expected = try Tool.run("rasp", ["run", "flip"] + inputs)
      #expect(predicted.status == 0)
      #expect(predicted.output == expected.output)
      let line = try Tool.run("rasp", ["predict", model, "--json", "ab"]).output
      #expect(line.hasPrefix("{\"input\": [\"a\",\"b\"], \"output\": [\"b\",\"a\"], \"margin\": "))
      #expect(line.hasSuffix(", \"layers\": 2}\n"))
    }
  }

  @Test func badInputsAreNamedAndTheOthersRun() throws {
    try withModel { model in
      let result = try Tool.run("rasp", ["predict", model, "abd", "ab", "aaaaaaa", "[1"])
      #expect(result.status == 1)
      #expect(result.output == "[\"b\",\"a\"]\n")
      #expect(
        result.errors.hasPrefix(
          "error: input 1: the token \"d\" at position 2 is not in the vocabulary\n"
            + "error: input 3: an input of 7 tokens is too long: the model takes at most 6\n"
            + "error: input 4: "))
    }
  }

  @Test func everyFormatIsWritten() throws {
    try withModel(["--format", "onnx,huggingface"]) { model in
      let files = try files(model)
      for file in [
        "model.json", "weights.safetensors", "model.onnx", "huggingface/config.json",
        "huggingface/model.safetensors", "huggingface/tokenizer.json", "huggingface/labels.json",
        "README.md", "huggingface/README.md", "program.json",
      ] {
        #expect(files.contains(file), "\(file)")
      }
    }
  }

  @Test func aModelIsReplacedAsAWholeAndNothingElseIs() throws {
    try withModel(["--format", "onnx"]) { model in
      let again = ["compile", "flip", "--vocabulary", "ab", "--max-length", "3", "-o", model]
      #expect(try Tool.run("rasp", again).status == 0)
      let expected = [".rasp-files.json", "README.md", "model.json", "program.json"]
      #expect(try files(model) == expected + ["weights.safetensors"])
      let parent = (model as NSString).deletingLastPathComponent
      let refused = try Tool.run("rasp", again.dropLast() + [parent])
      #expect(refused.status == 1)
      #expect(refused.errors.contains("it holds model/, which rasp did not write"))
      #expect(try files(parent).contains("model/model.json"))
    }
  }

  @Test func sizesAreTheSameDryOrNot() throws {
    let options = ["flip", "--vocabulary", "abc", "--max-length", "6", "--json"]
    try withModel { model in
      let dry = try Tool.run("rasp", ["compile", "--dry-run"] + options).output
      let wet = try Tool.run("rasp", ["compile", "-o", model] + options).output
      let sizes = { (text: String) in text.components(separatedBy: ", \"seconds\"")[0] }
      #expect(sizes(dry) == sizes(wet))
      #expect(
        sizes(dry).hasPrefix("{\"layers\": 2, \"blocks\": 2, \"heads\": [1,1], \"d_model\": "))
    }
  }

  @Test func verifyCountsAll() throws {
    let result = try Tool.run(
      "rasp", ["verify", "histogram", "--vocabulary", "ab", "--max-length", "4", "--json"])
    #expect(result.status == 0)
    // 1 + 2 + 4 + 8 + 16 inputs, of 2 + 8 + 24 + 64 positions.
    #expect(
      result.output.hasPrefix(
        "{\"layers\": 1, \"blocks\": 1, \"exhaustive\": true, \"inputs\": 31, \"positions\": 98, "
          + "\"failures\": 0, \"mismatches\": 0, \"margin\": "))
  }

  /// A folder of texts, by their names; the body is given its path.
  private func withTexts(
    _ texts: [String: String], _ body: (_ folder: String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rasp-texts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in texts {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    try body(folder.path)
  }

  private static let texts = [
    "base.py": "every = key(1) == query(1)\nlength = every.value(1)\n",
    "main.py": """
    from base import length
    def turned(by):
        return (key(length - indices - by) == query(indices)).value(tokens)

    """,
  ]

  /// The folder alone says what its weights must compute, whatever became of the texts.
  @Test func aFolderIsVerifiedByItself() throws {
    try withTexts(ModelTests.texts) { folder in
      let model = folder + "/model"
      let compiled = try Tool.run(
        "rasp",
        [
          "compile", folder + "/main.py", "-e", "turned(1)", "--vocabulary", "ab", "--max-length",
          "4", "--format", "huggingface", "--keep-dimensions", "-o", model,
        ])
      #expect(compiled.status == 0, "\(compiled.errors)")
      #expect(compiled.output.contains("head  name"))
      #expect(compiled.output.contains("L1H0  (key("))
      for name in ["base.py", "main.py"] {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
      let verified = try Tool.run("rasp", ["verify", model, "--json"])
      #expect(verified.status == 0, "\(verified.errors)")
      #expect(verified.output.contains("\"inputs\": 31, \"positions\": 98"))
      #expect(verified.output.contains("\"mismatches\": 0"))

      let json = try String(contentsOfFile: model + "/huggingface/labels.json", encoding: .utf8)
      #expect(json.contains("\"file\": \"base.py\", \"line\": 2}"))
      #expect(json.contains("\"file\": \"main.py\", \"line\": 3}"))
      #expect(!json.contains("…") && !json.contains(folder))
      for path in ["/README.md", "/huggingface/README.md"] {
        let card = try String(contentsOfFile: model + path, encoding: .utf8)
        #expect(card.contains("# main.py\n"))
        #expect(card.contains("```python\nfrom base import length\n"))
        #expect(card.contains("| `-e` | turned(1) |"))
        #expect(card.contains("| `--keep-dimensions` | yes |"))
        #expect(card.contains("| L1H0 | `"))
      }
      let stock = try String(contentsOfFile: model + "/huggingface/README.md", encoding: .utf8)
      #expect(
        stock.contains("AutoModelForMaskedLM.from_pretrained(\".\", attn_implementation=\"eager\")")
      )
    }
  }

  @Test func aFolderOfOtherWeightsIsFoundOut() throws {
    try withModel { model in
      #expect(try Tool.run("rasp", ["verify", model]).status == 0)
      let other = model + "-other"
      let sort = ["compile", "sort", "--vocabulary", "abc", "--max-length", "6", "-o", other]
      #expect(try Tool.run("rasp", sort).status == 0)
      try FileManager.default.removeItem(atPath: model + "/program.json")
      try FileManager.default.copyItem(
        atPath: other + "/program.json", toPath: model + "/program.json")
      let wrong = try Tool.run("rasp", ["verify", model])
      #expect(wrong.status == 1)
      #expect(wrong.output.contains("the program gives"))
      try FileManager.default.removeItem(atPath: model + "/program.json")
      let none = try Tool.run("rasp", ["verify", model])
      #expect(none.status == 1)
      #expect(none.errors.contains("name the program, rasp verify PROGRAM --weights \(model)"))
      #expect(try Tool.run("rasp", ["verify", "flip", "--weights", model]).status == 0)
    }
  }

  @Test func dimensionsAreKeptIfAsked() throws {
    let options = ["compile", "add", "--vocabulary", "01+", "--max-length", "9", "--dry-run"]
    let used = try Tool.run("rasp", options).output
    let kept = try Tool.run("rasp", options + ["--keep-dimensions"]).output
    #expect(used.contains(" if none were used twice"))
    #expect(!kept.contains("used twice"))
  }

  /// Tuples pass between functions and selectors, in weights too.
  @Test(arguments: [
    "SOp.zip(lambda t, y: t[0] + str(t[1] + y), p, indices)",
    "(key(p) < query(p)).value(1)",
    "select(p, p, lambda k, q: k[0] == q[0] and k[1] < q[1]).value(1)",
    "select(p, p, lambda k, q: k > q).value(1)",
  ])
  func verifiesTuples(_ last: String) throws {
    let text = "p = SOp.zip(lambda x, y: (x, y), tokens, indices)\n" + last
    let result = try Tool.run(
      "rasp", ["verify", "-c", text, "--vocabulary", "ab", "--max-length", "4", "--json"])
    #expect(result.output.contains("\"inputs\": 31, "), "\(result.errors)")
    #expect(result.output.contains("\"mismatches\": 0"))
  }

  @Test(arguments: [
    (
      ["flip", "--vocabulary", "aba", "--max-length", "0"],
      "error: the vocabulary has \"a\" twice: name each token once\n"
        + "error: the maximum length is 0: it must be from 1 to 4096\n"
    ),
    (
      ["-c", "key(indices) < query(indices)", "--vocabulary", "a", "--max-length", "3"],
      "error: the program is a selector: a model computes an s-op, so aggregate it first\n"
        + "  in: key(indices) < query(indices)\n"
    ),
    (
      ["cumsum", "--vocabulary", "ab", "--max-length", "3"],
      "error: the program has no value on [\"a\",\"a\"]: cannot add the values of 2 selected "
        + "positions, not all numbers: \"a\", \"a\"\n"
        + "  in: ((key(indices) < query(indices)) | (key(indices) == query(indices)))"
        + ".value(tokens) (cumsum)\n  at: position 1\n"
    ),
  ])
  func refusals(arguments: [String], message: String) throws {
    let result = try Tool.run("rasp", ["compile", "--dry-run"] + arguments)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors == message)
  }

  @Test func weightsAreDrawn() throws {
    try withModel { model in
      let svg = try Tool.run("rasp", ["draw", "--weights", model, "abca"]).output
      #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(svg.contains("Block 1, head 0: flip"))
      #expect(svg.contains("tokens = &quot;a&quot;"))
      #expect(svg.contains("intended") && svg.contains("softmax"))
      let noInput = try Tool.run("rasp", ["draw", "--weights", model, "abca", "b"])
      #expect(noInput.status == 64)
      let missing = try Tool.run("rasp", ["draw", "--weights", model + "/none", "a"])
      #expect(missing.status == 1)
      #expect(missing.errors.contains("this is not the folder of a model"))
    }
  }

  /// Models with weights that float32 cannot carry on with.
  @Test func numbersThatStopBeingFiniteAreSaid() throws {
    try withModel { model in
      try replaceWeights(model) { _ in 3e38 }
      let reason = ": the weights are too large for float32\n"
      let predicted = try Tool.run("rasp", ["predict", model, "ab", ""])
      #expect(predicted.status == 1)
      #expect(
        predicted.errors.hasPrefix(
          "error: input 1: the model's numbers stop being finite: its weights are too large for "
            + "float32\n"))
      let drawn = try Tool.run("rasp", ["draw", "--weights", model, "ab"])
      #expect(drawn.status == 1)
      #expect(drawn.errors.hasPrefix("error: the residual stream stops being finite "))
      #expect(drawn.errors.hasSuffix(reason))
      let verified = try Tool.run("rasp", ["verify", "flip", "--weights", model])
      #expect(verified.status == 1)
      #expect(verified.output.contains("the weights nothing"))
    }
  }

  /// Finite weights are drawn, however large.
  @Test func largeWeightsAreDrawn() throws {
    try withModel { model in
      try replaceWeights(model) { $0 == 40 ? 1e25 : nil }
      let drawn = try Tool.run("rasp", ["draw", "--weights", model, "ab"])
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(drawn.output.contains("<title>1.00e25</title>"))
    }
  }

  /// Gives the weights of a model's file other values, by their indices among all of them.
  private func replaceWeights(_ model: String, _ value: (Int) -> Float?) throws {
    let file = URL(fileURLWithPath: model + "/weights.safetensors")
    var data = try Data(contentsOf: file)
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try #require(
      JSONSerialization.jsonObject(with: data[8..<8 + length]) as? [String: Any])
    var ranges: [[Int]] = []
    for case (let name, let entry as [String: Any]) in header where name.hasSuffix(".weights") {
      ranges.append(try #require(entry["data_offsets"] as? [Int]))
    }
    var number = 0
    for range in ranges.sorted(by: { $0[0] < $1[0] }) {
      for offset in stride(from: range[0], to: range[1], by: 4) {
        if let value = value(number) {
          withUnsafeBytes(of: value.bitPattern.littleEndian) {
            data.replaceSubrange(8 + length + offset..<12 + length + offset, with: $0)
          }
        }
        number += 1
      }
    }
    try data.write(to: file)
  }

  @Test func verifyReadsAModelToo() throws {
    try withModel { model in
      let same = try Tool.run("rasp", ["verify", "flip", "--weights", model])
      #expect(same.status == 0)
      #expect(
        same.output.hasPrefix("layers      2, in 2 blocks\ninputs      1093, all there are\n"))
      let other = try Tool.run("rasp", ["verify", "sort", "--weights", model])
      #expect(other.status == 1)
      #expect(other.output.contains("the weights"))
      let both = try Tool.run(
        "rasp", ["verify", "flip", "--weights", model, "--max-length", "3"])
      #expect(both.status == 64)
      let neither = try Tool.run("rasp", ["verify", "flip", "--vocabulary", "ab"])
      #expect(neither.status == 64)
      #expect(neither.errors.hasPrefix("error: Missing expected argument '--max-length <n>'\n"))
    }
  }

  @Test func aBrokenModelIsNoCrash() throws {
    try withModel { model in
      try Data("{\"format\": 3".utf8).write(to: URL(fileURLWithPath: model + "/model.json"))
      let result = try Tool.run("rasp", ["predict", model, "a"])
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("error: cannot read the model in "))
    }
  }
}
