import RASP
import RASPModel

extension ModelFile {
  /// More rows than any model that runs has. It keeps a broken file from taking all memory.
  private static let mostRows = 1 << 24
  /// A width may be this much more than its matrices have entries. Each number of a width that is of
  /// use has an entry, so the bytes of a file bound what reading it and running it take.
  private static let mostIdle = 1 << 12

  /// The model that ``encode(_:_:)`` wrote, the same to the last bit; an example is there.
  /// - Throws: a ``ModelFileError`` if a file is broken, incomplete, or of another version.
  /// Cost: linear in the bytes and in the rows of the matrices.
  public static func decode(
    json: [UInt8], weights: [UInt8]
  ) throws(ModelFileError) -> (Transformer, Labels) {
    let root = JSONField(json: try parse(json), path: "")
    try checkFormat(root)
    let vocabulary = try distinctValues(root, "vocabulary")
    let outputs = try distinctValues(root, "outputs")
    let tensors = try decodeTensors(weights)
    let most = mostIdle + tensors.reduce(0) { $0 + $1.bytes.count / 4 }
    let maximumLength = try root["maximum_length"].size(most: Transformer.lengthLimit)
    let isCausal = try root["causal"].boolean()
    let sizes = ModelSizes(
      residual: try root["residual"].size(least: 1, most: most),
      ids: Transformer.firstToken + vocabulary.count, positions: maximumLength + 1,
      outputs: outputs.count, blocks: try blocks(root["blocks"], most: most))
    let labels = try Labels(root["labels"], sizes)
    var matrices = try read(tensors, sizes)[...]
    let transformer = Transformer(
      vocabulary: vocabulary, outputs: outputs, maximumLength: maximumLength, isCausal: isCausal,
      tokenEmbedding: matrices.removeFirst(), positionEmbedding: matrices.removeFirst(),
      blocks: sizes.blocks.map { Transformer.Block($0, &matrices) },
      unembedding: matrices.removeFirst())
    return (transformer, labels)
  }

  private static func parse(_ bytes: [UInt8]) throws(ModelFileError) -> JSON {
    do {
      return try JSON.parse(bytes)
    } catch {
      throw .json(error)
    }
  }

  private static func checkFormat(_ root: JSONField) throws(ModelFileError) {
    let found = try root["format"].string()
    guard found.utf8.elementsEqual(format.utf8) else { throw .format(found: found) }
    let version = try root["version"].integer()
    guard version == self.version else { throw .version(found: version) }
  }

  private static func distinctValues(
    _ root: JSONField, _ key: String
  ) throws(ModelFileError) -> [Value] {
    let values = try root[key].values()
    if let twice = values.firstDuplicate { throw .duplicate(twice.description, in: key) }
    return values
  }

  private static func blocks(
    _ field: JSONField, most: Int
  ) throws(ModelFileError) -> [ModelSizes.Block] {
    try field.map { field throws(ModelFileError) in
      let heads = try field["heads"].map { field throws(ModelFileError) in
        ModelSizes.Head(
          query: try field["query"].size(most: most),
          value: try field["value"].size(most: most))
      }
      return ModelSizes.Block(heads: heads, hidden: try field["hidden"].size(most: most))
    }
  }

  private static func read(
    _ decoded: [Safetensors.Tensor], _ sizes: ModelSizes
  ) throws(ModelFileError) -> [SparseMatrix] {
    let slots = sizes.matrices
    // All rows together: many matrices of many rows would take all memory too.
    var rows = 0
    for slot in slots {
      rows += slot.rows
      if rows > mostRows { throw .rows(found: rows, most: mostRows) }
    }
    var tensors: [String: Safetensors.Tensor] = [:]
    for tensor in decoded { tensors[tensor.name] = tensor }
    var matrices: [SparseMatrix] = []
    for slot in slots { matrices.append(try matrix(slot, &tensors)) }
    if let unknown = tensors.keys.min() {
      let names = slots.flatMap { [cellsName($0.name), weightsName($0.name)] }
      throw .unknownTensor(unknown, near: suggestion(for: unknown, among: names))
    }
    return matrices
  }

  private static func decodeTensors(
    _ weights: [UInt8]
  ) throws(ModelFileError) -> [Safetensors.Tensor] {
    do {
      return try Safetensors.decode(weights)
    } catch {
      throw .weights(error)
    }
  }

  /// A matrix of its two tensors, which are taken from those that are left.
  private static func matrix(
    _ slot: ModelSizes.Matrix, _ tensors: inout [String: Safetensors.Tensor]
  ) throws(ModelFileError) -> SparseMatrix {
    let (cellsName, weightsName) = (cellsName(slot.name), weightsName(slot.name))
    guard let cells = tensors.removeValue(forKey: cellsName) else {
      throw .missingTensor(cellsName)
    }
    guard let weights = tensors.removeValue(forKey: weightsName) else {
      throw .missingTensor(weightsName)
    }
    try check(cells, .int32, shape: [cells.shape.first ?? 0, 2])
    try check(weights, .float32, shape: [cells.shape[0]])
    let (integers, floats) = (cells.integers, weights.floats)
    var entries: [SparseMatrix.Entry] = []
    entries.reserveCapacity(floats.count)
    var last = (row: -1, column: 0)
    for (entry, weight) in floats.enumerated() {
      let cell = (row: Int(integers[2 * entry]), column: Int(integers[2 * entry + 1]))
      guard cell > last, cell.row < slot.rows, (0..<slot.columns).contains(cell.column)
      else { throw .cell(tensor: cellsName, entry: entry) }
      guard weight.isFinite else { throw .notFinite(tensor: weightsName, entry: entry) }
      entries.append(.init(row: cell.row, column: cell.column, value: weight))
      last = cell
    }
    return SparseMatrix(rows: slot.rows, columns: slot.columns, entries)
  }

  private static func check(
    _ tensor: Safetensors.Tensor, _ element: Safetensors.Element, shape: [Int]
  ) throws(ModelFileError) {
    guard tensor.element != element || tensor.shape != shape else { return }
    let text = { (element: Safetensors.Element, shape: [Int]) in
      element.rawValue + "[" + shape.map(String.init).joined(separator: ",") + "]"
    }
    throw .tensor(
      tensor.name, expected: text(element, shape), found: text(tensor.element, tensor.shape))
  }
}

extension Transformer.Block {
  /// The block of the next matrices.
  fileprivate init(_ sizes: ModelSizes.Block, _ matrices: inout ArraySlice<SparseMatrix>) {
    let heads = sizes.heads.map { _ in
      Transformer.AttentionHead(
        query: matrices.removeFirst(), key: matrices.removeFirst(),
        value: matrices.removeFirst(), output: matrices.removeFirst())
    }
    self.init(
      heads: heads, hiddenIn: matrices.removeFirst(), hiddenOut: matrices.removeFirst())
  }
}
