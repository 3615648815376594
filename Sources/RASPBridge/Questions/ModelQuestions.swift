import RASP
import RASPCompiler
import RASPDiagram
import RASPExport
import RASPModel
import RASPText

/// What can be asked of a compiled model.
struct ModelQuestions {
  let model: CompiledModel
  /// The session that the program's text is of, if it has one.
  let texts: TextHandle?

  /// More inputs than this are not compared all.
  private static let fewInputs = 200_000

  func answer(_ request: Request) throws(BridgeError) -> Block {
    switch request.name {
    case "about": return Block(text: about.text(depth: 0))
    case "files": return try files(request)
    case "verify": return try verify(request)
    case "figure": return figure(request.values(from: 1))
    default: throw request.unknown
    }
  }

  private var about: JSON {
    let (sizes, transformer) = (model.sizes, model.transformer)
    return .members([
      "causal": .boolean(transformer.isCausal), "vocabulary": .values(transformer.vocabulary),
      "outputs": .values(transformer.outputs),
      "max_length": .integer(transformer.maximumLength),
      "sizes": .members([
        "layers": .integer(sizes.layers), "blocks": .integer(sizes.blocks),
        "heads": .array(sizes.heads.map(JSON.integer)), "d_model": .integer(sizes.residualWidth),
        "d_head": .integer(sizes.headWidth), "d_mlp": .integer(sizes.hiddenWidth),
        "parameters": .integer(sizes.parameters), "nonzero": .integer(sizes.nonZeroParameters),
        "bits": .integer(sizes.bitsNeeded),
      ]),
    ])
  }

  /// `files`, format: all bytes one after the other, and a list of paths and sizes.
  private func files(_ request: Request) throws(BridgeError) -> Block {
    let format = try request.text(1)
    do throws(ExportError) {
      if let files = try files(format) { return Block(files: files) }
    } catch {
      return Block(
        fault: .members(["kind": .string("export"), "message": .string(error.description)]))
    }
    throw BridgeError("there are the formats model, onnx and huggingface")
  }

  private func files(_ format: String) throws(ExportError) -> [ExportedFile]? {
    let (transformer, labels) = (model.transformer, model.labels)
    switch format {
    case "model":
      return try Export.modelFiles(transformer, labels)
        + [Export.card(card, transformer, labels)]
    case "onnx": return try Export.onnx(transformer, labels)
    case "huggingface":
      return try Export.huggingFace(transformer, labels)
        + [Export.card(card, transformer, labels, stock: true)]
    default: return nil
    }
  }

  /// What a folder says of its program: the text that it was read from, or its operations.
  private var card: ModelCard {
    let (program, output) = (model.program, model.program[model.program.output])
    if let texts, let source = texts.session.place(output.origin)?.source {
      return ModelCard(
        name: source.name, text: String(decoding: source.bytes, as: UTF8.self),
        language: texts.language)
    }
    return ModelCard(name: output.name ?? "A program", text: program.description)
  }

  /// `verify`, how many random inputs or null, seed: all inputs if they are few and no number is
  /// given.
  private func verify(_ request: Request) throws(BridgeError) -> Block {
    let count = try request.optionalNumber(1)
    var samples = SampleInputs(
      model.program, model.domain, seed: UInt64(clamping: try request.number(2)))
    let isAll = count == nil && model.domain.inputCount(upTo: ModelQuestions.fewInputs) != nil
    let inputs =
      isAll ? samples.all : samples.edgeCases + samples.random(max(0, count ?? 20_000))
    var result = Equivalence()
    do throws(InputFault) {
      try result.compare(model.program, model.transformer, on: inputs)
    } catch {
      return Block(fault: error.json)
    }
    return Block(text: ModelQuestions.json(result, isAll: isAll).text(depth: 0))
  }

  private static func json(_ result: Equivalence, isAll: Bool) -> JSON {
    let margin = result.smallestMargin?.margin
    return .members([
      "inputs": .integer(result.inputs), "exhaustive": .boolean(isAll),
      "positions": .integer(result.positions), "failures": .integer(result.failures),
      "mismatches": .integer(result.mismatchCount),
      "margin": margin.flatMap { $0.isFinite ? .double(Double($0)) : nil } ?? .null,
      "first": .array(
        result.mismatches.map { mismatch in
          .members([
            "input": .values(mismatch.input), "position": .integer(mismatch.position),
            "expected": .value(mismatch.expected),
            "predicted": mismatch.predicted.map(JSON.value) ?? .null,
          ])
        }),
    ])
  }

  private func figure(_ tokens: [Value]) -> Block {
    do throws(InputFault) {
      let ids = try Encoder(model.transformer).encode(tokens)
      return Block(
        text: Figure.weights(
          ForwardTrace(model.transformer, ids), model: model.transformer, labels: model.labels,
          tokens: tokens,
          isBare: false))
    } catch {
      return Block(fault: error.json)
    }
  }

  /// The model's values on each of several inputs, as codes; -1 where it has none.
  func predict(_ column: TypedColumn, starts: [Int]) -> Block {
    let encoder = Encoder(model.transformer)
    var inputs: [[Int32]] = []
    do throws(InputFault) {
      for (start, end) in zip(starts, starts.dropFirst()) {
        inputs.append(try encoder.encode((start..<end).map { column[$0] }))
      }
    } catch {
      return Block(fault: error.json)
    }
    var codes: [Int32] = []
    var indices: [Constant: Int32] = [:]
    for (index, output) in model.transformer.outputs.enumerated() {
      indices[Constant(output)] = Int32(index)
    }
    for prediction in model.transformer.predictions(inputs) {
      for value in prediction.values {
        codes.append(value.flatMap { indices[Constant($0)] } ?? -1)
      }
    }
    var block = Block()
    block.kind = .codes
    block.count = codes.count
    block.data = .codes(codes)
    block.text = Array(Value.jsonArray(model.transformer.outputs).utf8)
    return block
  }
}

extension Block {
  init(files: [ExportedFile]) {
    kind = .other
    count = files.count
    var bytes: [UInt8] = []
    for file in files { bytes += file.bytes }
    data = .bytes(bytes)
    let list = JSON.array(
      files.map { .array([.string($0.path), .integer($0.bytes.count)]) })
    text = Array(list.text(depth: 0).utf8)
  }
}
