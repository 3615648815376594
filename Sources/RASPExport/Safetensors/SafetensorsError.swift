import RASP

/// What is wrong with a safetensors file.
public enum SafetensorsError: Error, Sendable, Hashable {
  /// Shorter than its header says, or than a header's length.
  case truncated(expected: Int, found: Int)
  case header(JSONError)
  /// A tensor's entry in the header is not of the form that the format asks for.
  case entry(tensor: String)
  /// Numbers of a kind that is not read here.
  case element(tensor: String, found: String)
  /// The bytes of a tensor are not as many as its shape asks for.
  case size(tensor: String, shape: [Int], bytes: Int)
  /// The tensors leave bytes out, overlap or run past the end.
  case layout(tensor: String)
  /// Bytes after the last tensor.
  case trailing(Int)
}

extension SafetensorsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .truncated(let expected, let found):
      "the file is cut off: \(expected) bytes are expected, and \(found) are there"
    case .header(let error): "the header is broken: \(error)"
    case .entry(let tensor): "the header's entry of the tensor \(tensor) is broken"
    case .element(let tensor, let found):
      "the tensor \(tensor) is of the type \(found); only F32 and I32 are read"
    case .size(let tensor, let shape, let bytes):
      "the tensor \(tensor) has \(bytes) bytes, which is not what its shape "
        + "[\(shape.map(String.init).joined(separator: ","))] takes"
    case .layout(let tensor):
      "the tensor \(tensor) does not begin where the one before it ends"
    case .trailing(let count): "there are \(count) bytes after the last tensor"
    }
  }
}
