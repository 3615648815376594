/// A graph of tensors as an ONNX file, in Protocol Buffers' format.
///
/// It is written here because the browser has it too. A test compares each byte with what
/// SwiftProtobuf makes of the schema, whose field numbers these are.
enum ONNXModel {
  /// Opset 17 came with ONNX 1.12 in 2022; its files are of IR version 8.
  private static let (operatorSet, fileVersion): (Int64, Int64) = (17, 8)

  /// The bytes of a file. Cost: linear in them.
  static func encode(
    _ graph: TensorGraph, name: String, metadata: [(key: String, value: String)]
  ) -> [UInt8] {
    var model = WireWriter()
    model.add(1, fileVersion)
    model.add(2, "swift-rasp")
    model.add(7, self.graph(graph, name: name))
    model.add(8, operators())
    for pair in metadata { model.add(14, entry(pair.key, pair.value)) }
    return model.bytes
  }

  private static func operators() -> WireWriter {
    var set = WireWriter()
    set.add(1, "")
    set.add(2, operatorSet)
    return set
  }

  private static func entry(_ key: String, _ value: String) -> WireWriter {
    var entry = WireWriter()
    entry.add(1, key)
    entry.add(2, value)
    return entry
  }

  private static func graph(_ graph: TensorGraph, name: String) -> WireWriter {
    var message = WireWriter()
    for node in graph.nodes { message.add(1, self.node(node)) }
    message.add(2, name)
    for constant in graph.constants { message.add(5, tensor(constant)) }
    for port in graph.inputs { message.add(11, valueInfo(port)) }
    for port in graph.outputs { message.add(12, valueInfo(port)) }
    return message
  }

  private static func node(_ node: TensorGraph.Node) -> WireWriter {
    var message = WireWriter()
    for input in node.inputs { message.add(1, input) }
    message.add(2, node.output)
    message.add(3, node.output)
    message.add(4, node.operation)
    for pair in node.attributes { message.add(5, attribute(pair.name, pair.value)) }
    return message
  }

  private static func attribute(_ name: String, _ value: TensorGraph.Attribute) -> WireWriter {
    let (integerKind, integersKind): (Int64, Int64) = (2, 7)
    var message = WireWriter()
    message.add(1, name)
    switch value {
    case .integer(let integer):
      message.add(3, Int64(integer))
      message.add(20, integerKind)
    case .integers(let integers):
      for integer in integers { message.add(8, Int64(integer)) }
      message.add(20, integersKind)
    }
    return message
  }

  private static func tensor(_ constant: TensorGraph.Constant) -> WireWriter {
    var message = WireWriter()
    for length in constant.shape { message.add(1, Int64(length)) }
    switch constant.numbers {
    case .floats: message.add(2, code(.float32))
    case .integers: message.add(2, code(.int64))
    }
    message.add(8, constant.name)
    switch constant.numbers {
    case .floats(let floats): message.add(9, [UInt8](littleEndian: floats))
    case .integers(let integers): message.add(9, [UInt8](littleEndian: integers))
    }
    return message
  }

  private static func valueInfo(_ port: TensorGraph.Port) -> WireWriter {
    var (shape, tensor, type) = (WireWriter(), WireWriter(), WireWriter())
    for dimension in port.shape { shape.add(1, self.dimension(dimension)) }
    tensor.add(1, code(port.element))
    tensor.add(2, shape)
    type.add(1, tensor)
    var message = WireWriter()
    message.add(1, port.name)
    message.add(2, type)
    message.add(3, port.meaning)
    return message
  }

  private static func dimension(_ dimension: TensorGraph.Dimension) -> WireWriter {
    var message = WireWriter()
    switch dimension {
    case .fixed(let length): message.add(1, Int64(length))
    case .named(let name): message.add(2, name)
    }
    return message
  }

  /// What ONNX calls a kind of numbers.
  private static func code(_ element: TensorGraph.Element) -> Int64 {
    switch element {
    case .float32: 1
    case .int64: 7
    }
  }
}
