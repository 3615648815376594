import ExportFixtures
import RASPModel
import SwiftProtobuf
import Testing

@testable import RASPExport

/// What can be seen of an ONNX file without a runtime. `Scripts/peers` runs the files.
struct ONNXTests {
  private func model(_ fixture: ExportFixture) throws -> Onnx_ModelProto {
    let files = try Export.onnx(fixture.transformer, fixture.labels)
    #expect(files.map(\.path) == ["model.onnx"])
    return try Onnx_ModelProto(serializedBytes: files[0].bytes)
  }

  @Test func theBytesAreThoseOfTheSchema() throws {
    for fixture in ExportFixture.plain {
      let graph = TransformerGraph.graph(fixture.transformer)
      let metadata = [("empty", ""), ("long", String(repeating: "é", count: 300))]
      let bytes = ONNXModel.encode(graph, name: "rasp", metadata: metadata)
      let expected = try ReferenceONNX.encode(graph, name: "rasp", metadata: metadata)
      #expect(bytes.count == expected.count, "\(fixture.name)")
      #expect(bytes.elementsEqual(expected), "\(fixture.name)")
    }
  }

  @Test func numbersAreWrittenAsTheSchemaAsks() throws {
    var graph = TensorGraph()
    graph.inputs = [.init(name: "x", element: .int64, shape: [], meaning: "")]
    graph.outputs = [
      .init(name: "y", element: .float32, shape: [.fixed(0), .named("n")], meaning: "m")
    ]
    let integers = [0, 1, -1, 127, 128, 16_383, 16_384, .max, .min]
    graph.add("Op", [], as: "y", [("a", .integers(integers)), ("b", .integer(-5))])
    _ = graph.constant("none", shape: [0], [Float]())
    _ = graph.constant("whole", shape: [3, 1], [Int64.min, 0, .max])
    let bytes = ONNXModel.encode(graph, name: "", metadata: [])
    #expect(bytes == (try ReferenceONNX.encode(graph, name: "", metadata: [])))
  }

  @Test func everyNameIsMadeOnceBeforeItIsUsed() throws {
    for fixture in ExportFixture.plain {
      let graph = try model(fixture).graph
      var known = Set(graph.input.map(\.name))
      for constant in graph.initializer { #expect(known.insert(constant.name).inserted) }
      for node in graph.node {
        #expect(node.input.allSatisfy(known.contains), "\(node.name) of \(fixture.name)")
        #expect(known.insert(node.output[0]).inserted)
      }
      #expect(graph.output.map(\.name) == ["logits"])
      #expect(known.contains("logits"))
    }
  }

  @Test func everyMatrixIsThereInFull() throws {
    for fixture in ExportFixture.plain {
      let graph = try model(fixture).graph
      let constants = Dictionary(uniqueKeysWithValues: graph.initializer.map { ($0.name, $0) })
      let sizes = try ModelSizes(fixture.transformer)
      for (slot, matrix) in zip(sizes.matrices, fixture.transformer.matrices) {
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
    let model = try model(ExportFixture.plain[0])
    let (input, output) = (model.graph.input[0], model.graph.output[0])
    #expect(input.name == "ids")
    #expect(input.type.tensorType.elemType == 7)
    #expect(input.type.tensorType.shape.dim.map(\.dimParam) == ["batch", "length"])
    #expect(output.type.tensorType.elemType == 1)
    #expect(output.type.tensorType.shape.dim.map(\.dimParam) == ["batch", "length", ""])
    #expect(output.type.tensorType.shape.dim[2].dimValue == 11)
    #expect(model.opsetImport.map(\.version) == [17])
    #expect(model.irVersion == 8)
  }

  @Test func metadataIsJSON() throws {
    let fixture = try #require(ExportFixture.plain.first { $0.name == "random" })
    let pairs = try model(fixture).metadataProps.map { ($0.key, $0.value) }
    let metadata = Dictionary(uniqueKeysWithValues: pairs)
    #expect(metadata["outputs"] == #"[1,1.0,"1",true,"z"]"#)
    #expect(metadata["maximum_length"] == "9")
    let labels = try JSON.parse([UInt8]((metadata["labels"] ?? "").utf8))
    #expect(labels.text() == fixture.labels.json.text())
  }

  @Test func causalModelsMaskLaterKeys() throws {
    for fixture in ExportFixture.plain {
      let operations = try model(fixture).graph.node.map(\.opType)
      #expect(operations.contains("Less") == fixture.transformer.isCausal)
    }
  }
}
