import RASP
import RASPModel

/// A transformer as files that other programs read. Nothing here touches the disk.
///
/// ```swift
/// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
/// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
/// try Export.onnx(model.transformer, model.labels).map(\.path)       // ["model.onnx"]
/// ```
///
/// All of them throw an ``ExportError`` if the matrices do not fit together, hold numbers that are
/// not finite, or if there is nothing to export.
public enum Export {
  /// `model.json` and `weights.safetensors`, from which ``ModelFile/decode(json:weights:)`` reads
  /// the model back. Cost: linear in the entries of the matrices, and in the labels.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let files = try Export.modelFiles(model.transformer, model.labels)
  /// files.map(\.path)                              // ["model.json", "weights.safetensors"]
  /// ```
  public static func modelFiles(
    _ transformer: Transformer, _ labels: Labels
  ) throws(ExportError) -> [ExportedFile] {
    let (json, weights) = try ModelFile.encode(transformer, labels)
    return [
      ExportedFile(path: "model.json", bytes: json),
      ExportedFile(path: "weights.safetensors", bytes: weights),
    ]
  }

  /// `model.onnx`: `ids`, int64 [batch, length], to `logits`, float32 [batch, length, outputs].
  ///
  /// Each sequence begins with the id 1 (BOS), then come its tokens' ids, and 0 fills it up. The
  /// file's metadata has the vocabulary, the outputs and the labels as JSON. Cost: linear in the
  /// dense matrices.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// try Export.onnx(model.transformer, model.labels).map(\.path)       // ["model.onnx"]
  /// ```
  public static func onnx(
    _ transformer: Transformer, _ labels: Labels
  ) throws(ExportError) -> [ExportedFile] {
    let sizes = try ModelSizes(transformer)
    // Messages of Protocol Buffers have at most this many bytes.
    try sizes.check("ONNX", most: Int(Int32.max))
    let metadata: [(key: String, value: String)] = [
      ("format", ModelFile.format + ", ids to logits, BOS first"),
      ("maximum_length", String(transformer.maximumLength)),
      ("vocabulary", Value.jsonArray(transformer.vocabulary)),
      ("outputs", Value.jsonArray(transformer.outputs)),
      ("labels", labels.json.text(depth: 0)),
    ]
    let bytes = ONNXModel.encode(
      TransformerGraph.graph(transformer), name: "rasp", metadata: metadata)
    try ModelSizes.check(bytes.count, "ONNX", most: Int(Int32.max))
    return [ExportedFile(path: "model.onnx", bytes: bytes)]
  }

  /// A checkpoint that loads without code of ours: `BertForMaskedLM`, or `GPT2LMHeadModel` if the
  /// model is causal, with its tokenizer and `labels.json`, in the folder `huggingface`.
  ///
  /// `Docs/export.md` tells how layer normalisation is made the identity, and how the vocabulary is
  /// written. Cost: linear in the dense matrices, all as large as the largest.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let files = try Export.huggingFace(model.transformer, model.labels)
  /// files.contains { $0.path == "huggingface/config.json" }       // true
  /// ```
  public static func huggingFace(
    _ transformer: Transformer, _ labels: Labels
  ) throws(ExportError) -> [ExportedFile] {
    let sizes = try ModelSizes(transformer)
    try sizes.check(stock, most: mostStockBytes)
    if transformer.isCausal {
      return try files(GPT2Checkpoint(transformer, sizes), labels)
    }
    return try files(BERTCheckpoint(transformer, sizes), labels)
  }

  /// `README.md`: the program's text, sizes, heads, and how to load the model; with `stock` that of the
  /// folder `huggingface`. Cost: linear in the labels.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let card = ModelCard(name: "flip", text: ProgramSource(model.program).text)
  /// try Export.card(card, model.transformer, model.labels).path          // "README.md"
  /// ```
  public static func card(
    _ card: ModelCard, _ transformer: Transformer, _ labels: Labels, stock: Bool = false
  ) throws(ExportError) -> ExportedFile {
    let sizes = try ModelSizes(transformer)
    let text =
      stock ? card.stock(transformer, labels, sizes) : card.own(transformer, labels, sizes)
    return ExportedFile(
      path: (stock ? "huggingface/" : "") + "README.md", bytes: Array(text.utf8))
  }

  private static let stock = "a stock checkpoint"
  /// Beyond this, what is padding takes more memory than machines have to spare.
  private static let mostStockBytes = Int(clamping: Int64(1) << 32)

  private static func files(
    _ checkpoint: some StockCheckpoint, _ labels: Labels
  ) throws(ExportError) -> [ExportedFile] {
    let ids = checkpoint.vocabulary.entries.count
    let positions = checkpoint.transformer.maximumLength + 1
    let bytes = checkpoint.sizes.bytes(ids: ids, positions: positions) ?? .max
    if bytes > mostStockBytes {
      throw .tooLarge(format: stock, bytes: bytes, most: mostStockBytes)
    }
    return checkpoint.files(labels)
  }
}

extension ModelSizes {
  /// The bytes of all matrices, zeros too.
  var denseBytes: Int {
    matrices.reduce(0) { sum, matrix in
      let (bytes, overflow) = (matrix.rows * 4).multipliedReportingOverflow(by: matrix.columns)
      return overflow || sum > .max - bytes ? .max : sum + bytes
    }
  }

  func check(_ format: String, most: Int) throws(ExportError) {
    try ModelSizes.check(denseBytes, format, most: most)
  }

  static func check(_ bytes: Int, _ format: String, most: Int) throws(ExportError) {
    if bytes > most { throw .tooLarge(format: format, bytes: bytes, most: most) }
  }
}
