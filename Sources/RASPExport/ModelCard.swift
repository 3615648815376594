import RASP
import RASPModel

/// What people should know of a model: the text of a folder's `README.md`.
public struct ModelCard: Sendable {
  /// What the program is called.
  public var name: String
  /// The program's text.
  public var text: String
  /// What its language is called where code is coloured: `python`.
  public var language: String
  /// What was chosen where it was compiled, by name: `--causal`, and its value.
  public var options: [(name: String, value: String)]
  /// Whether the folder has a record of the program, by which `rasp verify` finds it.
  public var hasRecord: Bool

  /// A card of a program. Cost: constant.
  public init(
    name: String, text: String, language: String = "",
    options: [(name: String, value: String)] = [], hasRecord: Bool = false
  ) {
    self.hasRecord = hasRecord
    self.name = name
    self.text = text
    self.language = language
    self.options = options
  }

  /// The text of the card beside a model's own files.
  func own(_ transformer: Transformer, _ labels: Labels, _ sizes: ModelSizes) -> String {
    common(transformer, labels, sizes) + """

      ## How to load it

      ```sh
      rasp predict . INPUT                          # the weights on an input
      rasp draw --weights . INPUT -o figure.svg     # whom each head attends to
      \(verify)# weights against the program, token by token
      ```

      `model.json` has all labels: what each dimension, head and hidden unit stands for. A folder `huggingface` or a file
      `model.onnx` beside it, if there is one, loads without code of swift-rasp.

      """
  }

  private var verify: String {
    hasRecord
      ? "rasp verify .                                 "
      : "rasp verify PROGRAM --weights .               "
  }

  /// The text of the card in the folder of a stock checkpoint.
  func stock(_ transformer: Transformer, _ labels: Labels, _ sizes: ModelSizes) -> String {
    let kind = transformer.isCausal ? "AutoModelForCausalLM" : "AutoModelForMaskedLM"
    return "---\nlibrary_name: transformers\ntags: [rasp, interpretability]\n---\n\n"
      + common(transformer, labels, sizes) + """

        ## How to load it

        ```python
        from transformers import \(kind), AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(".")
        # eager: so that attention patterns can be looked at
        model = \(kind).from_pretrained(".", attn_implementation="eager").eval()
        inputs = tokenizer(TEXT, return_tensors="pt")                 # puts BOS first
        print(tokenizer.decode(model(**inputs).logits[0, 1:].argmax(-1)))
        ```

        `labels.json` says what each dimension, head and hidden unit stands for; heads and units that it does not
        name are padding of zeros.

        """
  }

  // MARK: Parts

  private func common(
    _ transformer: Transformer, _ labels: Labels, _ sizes: ModelSizes
  ) -> String {
    "# " + ModelCard.line(name) + "\n\n"
      + "A transformer that computes a RASP program exactly, compiled by swift-rasp, not trained.\n\n"
      + "## The program\n\n" + fenced + "\n## The model\n\n" + table(transformer, sizes)
      + "\n## The heads\n\n" + heads(labels)
  }

  /// The program between fences longer than any in it.
  private var fenced: String {
    var (longest, run) = (2, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let end = text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    return fence + language + "\n" + text + end + fence + "\n"
  }

  private func table(_ transformer: Transformer, _ sizes: ModelSizes) -> String {
    let widths = sizes.blocks.flatMap { $0.heads.map { max($0.query, $0.value) } }
    var rows = [
      ("vocabulary", ModelCard.code(Value.jsonArray(transformer.vocabulary))),
      ("outputs", ModelCard.code(Value.jsonArray(transformer.outputs))),
      ("tokens", "at most \(transformer.maximumLength), BOS not counted"),
      ("attention", transformer.isCausal ? "causal" : "to all positions"),
      ("blocks", String(sizes.blocks.count)),
      ("heads", sizes.blocks.map { String($0.heads.count) }.joined(separator: ", ")),
      ("d_model", String(sizes.residual)),
      ("d_head", String(widths.max() ?? 0)),
      ("d_mlp", String(sizes.blocks.map { $0.hidden }.max() ?? 0)),
    ]
    rows += options.map { ("`" + $0.name + "`", ModelCard.cell($0.value)) }
    return "| | |\n|---|---|\n" + rows.map { "| " + $0.0 + " | " + $0.1 + " |\n" }.joined()
  }

  private func heads(_ labels: Labels) -> String {
    let rows = labels.headSummaries
    if rows.isEmpty { return "There are none.\n" }
    return "| head | computes | reads | writes |\n|---|---|---|---|\n"
      + rows.map { row in
        "| " + row.id + " | " + ModelCard.code(row.name) + " | "
          + (row.reads.utf8.isEmpty ? "" : ModelCard.code(row.reads)) + " | "
          + ModelCard.code(row.writes) + " |\n"
      }.joined()
  }

  /// A text as code in a cell of a table, whatever is in it.
  private static func code(_ text: String) -> String {
    if !text.utf8.contains(UInt8(ascii: "`")) { return "`" + cell(text) + "`" }
    return "`` " + cell(text) + " ``"
  }

  /// A text in one cell of a table.
  private static func cell(_ text: String) -> String {
    var cell = ""
    for scalar in line(text).unicodeScalars {
      if scalar == "|" { cell += "\\" }
      cell.unicodeScalars.append(scalar)
    }
    return cell
  }

  /// A text in one line.
  private static func line(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars { line.unicodeScalars.append(scalar == "\n" ? " " : scalar) }
    return line
  }
}
