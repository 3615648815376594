/// A computation on tensors: operations by the names that ONNX gives them, in an order in which they
/// can be computed. How a file holds it is ``ONNXModel``'s business.
struct TensorGraph: Sendable {
  enum Element: Sendable {
    case float32, int64
  }

  /// The length of a tensor in one direction.
  enum Dimension: Sendable {
    case fixed(Int)
    /// Known only when the graph runs.
    case named(String)
  }

  /// What goes in or comes out.
  struct Port: Sendable {
    let name: String
    let element: Element
    let shape: [Dimension]
    let meaning: String
  }

  struct Constant: Sendable {
    enum Numbers: Sendable {
      case floats([Float])
      case integers([Int64])
    }
    let name: String
    let shape: [Int]
    let numbers: Numbers
  }

  enum Attribute: Sendable {
    case integer(Int)
    case integers([Int])
  }

  /// One operation. Its name is that of what it makes.
  struct Node: Sendable {
    let operation: String
    let inputs: [String]
    let output: String
    let attributes: [(name: String, value: Attribute)]
  }

  var inputs: [Port] = []
  var outputs: [Port] = []
  var constants: [Constant] = []
  var nodes: [Node] = []
}

extension TensorGraph {
  /// Adds an operation. The result is the name of what it makes.
  @discardableResult
  mutating func add(
    _ operation: String, inputs: [String], as output: String,
    attributes: [(name: String, value: Attribute)] = []
  ) -> String {
    nodes.append(
      Node(operation: operation, inputs: inputs, output: output, attributes: attributes))
    return output
  }

  mutating func constant(_ name: String, shape: [Int], _ floats: [Float]) -> String {
    constants.append(Constant(name: name, shape: shape, numbers: .floats(floats)))
    return name
  }

  mutating func constant(_ name: String, shape: [Int], _ integers: [Int64]) -> String {
    constants.append(Constant(name: name, shape: shape, numbers: .integers(integers)))
    return name
  }
}
