import RASPModel
import SwiftProtobuf
import Testing

@testable import RASPExport

/// What can be seen of an ONNX file without a runtime. `Scripts/peers` runs the files.
struct ONNXTests {
  private let models: [WrittenModel]

  init() throws { models = try WrittenModel.all() }

  private func read(_ model: WrittenModel) throws -> Onnx_ModelProto {
    try Onnx_ModelProto(serializedBytes: model.onnx)
  }

  @Test func modelsCoverWhatFilesDistinguish() {
    #expect(models.contains { $0.transformer.isCausal })
    #expect(models.contains { !$0.transformer.isCausal })
    #expect(models.contains { $0.transformer.blocks.isEmpty })
    #expect(models.contains { $0.transformer.blocks.contains { $0.hiddenIn.columns == 0 } })
  }

  @Test func theBytesAreThoseOfTheSchema() throws {
    for model in models {
      let graph = TransformerGraph.graph(model.transformer)
      let metadata = try read(model).metadataProps.map { ($0.key, $0.value) }
      let expected = try ReferenceONNX.encode(graph, name: "rasp", metadata: metadata)
      #expect(model.onnx.count == expected.count, "\(model.name)")
      #expect(model.onnx.elementsEqual(expected), "\(model.name)")
    }
  }

  @Test func metadataIsWrittenAsTheSchemaAsks() throws {
    let graph = TransformerGraph.graph(models[0].transformer)
    let metadata = [("empty", ""), ("long", String(repeating: "é", count: 300))]
    let bytes = ONNXModel.encode(graph, name: "rasp", metadata: metadata)
    #expect(bytes == (try ReferenceONNX.encode(graph, name: "rasp", metadata: metadata)))
  }

  @Test func numbersAreWrittenAsTheSchemaAsks() throws {
    var graph = TensorGraph()
    graph.inputs = [.init(name: "x", element: .int64, shape: [], meaning: "")]
    graph.outputs = [
      .init(name: "y", element: .float32, shape: [.fixed(0), .named("n")], meaning: "m")
    ]
    let integers = [0, 1, -1, 127, 128, 16_383, 16_384, .max, .min]
    graph.add(
      "Op", inputs: [], as: "y", attributes: [("a", .integers(integers)), ("b", .integer(-5))])
    _ = graph.constant("none", shape: [0], [Float]())
    _ = graph.constant("whole", shape: [3, 1], [Int64.min, 0, .max])
    let bytes = ONNXModel.encode(graph, name: "", metadata: [])
    #expect(bytes == (try ReferenceONNX.encode(graph, name: "", metadata: [])))
  }

  @Test func everyNameIsMadeOnceBeforeItIsUsed() throws {
    for model in models {
      let graph = try read(model).graph
      var known = Set(graph.input.map(\.name))
      for constant in graph.initializer { #expect(known.insert(constant.name).inserted) }
      for node in graph.node {
        #expect(node.input.allSatisfy(known.contains), "\(node.name) of \(model.name)")
        #expect(known.insert(node.output[0]).inserted)
      }
      #expect(graph.output.map(\.name) == ["logits"])
      #expect(known.contains("logits"))
    }
  }

  @Test func everyMatrixIsThereInFull() throws {
    for model in models {
      let graph = try read(model).graph
      let constants = Dictionary(uniqueKeysWithValues: graph.initializer.map { ($0.name, $0) })
      let sizes = try ModelSizes(model.transformer)
      for (slot, matrix) in zip(sizes.matrices, model.transformer.matrices) {
        // What has no numbers is left out, or padded with zeros.
        if matrix.columns == 0 || matrix.rows == 0 { continue }
        guard let constant = constants[slot.name] else {
          #expect(slot.name.hasPrefix("block."))
          continue
        }
        #expect(constant.dims == [Int64(slot.rows), Int64(slot.columns)])
        #expect([UInt8](constant.rawData) == [UInt8](littleEndian: matrix.dense))
      }
    }
  }

  @Test func portsAndVersions() throws {
    let random = try #require(models.first { $0.name == "random" })
    let model = try read(random)
    let (input, output) = (model.graph.input[0], model.graph.output[0])
    #expect(input.name == "ids")
    #expect(input.type.tensorType.elemType == 7)
    #expect(input.type.tensorType.shape.dim.map(\.dimParam) == ["batch", "length"])
    #expect(output.type.tensorType.elemType == 1)
    #expect(output.type.tensorType.shape.dim.map(\.dimParam) == ["batch", "length", ""])
    #expect(
      output.type.tensorType.shape.dim[2].dimValue == Int64(random.transformer.outputs.count))
    #expect(model.opsetImport.map(\.version) == [17])
    #expect(model.irVersion == 8)
  }

  @Test func metadataIsJSON() throws {
    let model = try #require(models.first { $0.name == "random" })
    let pairs = try read(model).metadataProps.map { ($0.key, $0.value) }
    let metadata = Dictionary(uniqueKeysWithValues: pairs)
    #expect(metadata["outputs"] == #"[1,1.0,"1",true,"z"]"#)
    #expect(metadata["maximum_length"] == "9")
    let labels = try JSON.parse([UInt8]((metadata["labels"] ?? "").utf8))
    #expect(labels.text() == model.labels.json.text())
  }

  @Test func causalModelsMaskLaterKeys() throws {
    for model in models {
      let operations = try read(model).graph.node.map(\.opType)
      #expect(operations.contains("Less") == model.transformer.isCausal)
    }
  }
}
