import Foundation
import SwiftProtobuf

@testable import RASPExport

/// A graph of tensors as an ONNX file, by way of the schema in ONNX.proto: what ``ONNXModel`` must
/// give, byte for byte.
enum ReferenceONNX {
  /// Opset 17 came with ONNX 1.12 in 2022; its files are of IR version 8.
  private static let (operatorSet, fileVersion): (Int64, Int64) = (17, 8)

  /// The bytes of a file. Cost: linear in them.
  static func encode(
    _ graph: TensorGraph, name: String, metadata: [(key: String, value: String)]
  ) throws -> [UInt8] {
    var model = Onnx_ModelProto()
    model.irVersion = fileVersion
    model.producerName = "swift-rasp"
    model.opsetImport = [
      .with {
        $0.domain = ""
        $0.version = operatorSet
      }
    ]
    model.metadataProps = metadata.map { pair in
      .with {
        $0.key = pair.key
        $0.value = pair.value
      }
    }
    model.graph = .with {
      $0.name = name
      $0.node = graph.nodes.map(node)
      $0.initializer = graph.constants.map(tensor)
      $0.input = graph.inputs.map(valueInfo)
      $0.output = graph.outputs.map(valueInfo)
    }
    return try model.serializedBytes()
  }

  private static func node(_ node: TensorGraph.Node) -> Onnx_NodeProto {
    .with {
      $0.name = node.output
      $0.opType = node.operation
      $0.input = node.inputs
      $0.output = [node.output]
      $0.attribute = node.attributes.map(attribute)
    }
  }

  private static func attribute(
    _ attribute: (name: String, value: TensorGraph.Attribute)
  ) -> Onnx_AttributeProto {
    .with {
      $0.name = attribute.name
      switch attribute.value {
      case .integer(let integer):
        $0.type = .int
        $0.i = Int64(integer)
      case .integers(let integers):
        $0.type = .ints
        $0.ints = integers.map(Int64.init)
      }
    }
  }

  private static func tensor(_ constant: TensorGraph.Constant) -> Onnx_TensorProto {
    .with {
      $0.name = constant.name
      $0.dims = constant.shape.map(Int64.init)
      switch constant.numbers {
      case .floats(let floats):
        $0.dataType = Int32(Onnx_TensorProto.DataType.float.rawValue)
        $0.rawData = Data([UInt8](littleEndian: floats))
      case .integers(let integers):
        $0.dataType = Int32(Onnx_TensorProto.DataType.int64.rawValue)
        $0.rawData = Data([UInt8](littleEndian: integers))
      }
    }
  }

  private static func valueInfo(_ port: TensorGraph.Port) -> Onnx_ValueInfoProto {
    .with {
      $0.name = port.name
      $0.docString = port.meaning
      $0.type.tensorType.elemType = Int32(elementType(port.element).rawValue)
      $0.type.tensorType.shape.dim = port.shape.map(dimension)
    }
  }

  private static func elementType(
    _ element: TensorGraph.Element
  ) -> Onnx_TensorProto.DataType {
    switch element {
    case .float32: .float
    case .int64: .int64
    }
  }

  private static func dimension(
    _ dimension: TensorGraph.Dimension
  ) -> Onnx_TensorShapeProto.Dimension {
    .with {
      switch dimension {
      case .fixed(let length): $0.dimValue = Int64(length)
      case .named(let name): $0.dimParam = name
      }
    }
  }
}
