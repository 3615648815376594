import RASP

/// A request about a handle: a JSON array of scalars, the name of a question and its arguments.
struct Request {
  private let words: [Value]

  init(_ bytes: UnsafeRawBufferPointer) throws(BridgeError) {
    do throws(JSONError) {
      words = try Value.array(fromJSON: [UInt8](bytes))
    } catch {
      throw BridgeError("the request is " + error.description)
    }
    guard case .string? = words.first else { throw BridgeError("a request starts with a name") }
  }

  var name: String {
    guard case .string(let name)? = words.first else { return "" }
    return name
  }

  /// The argument at an index, counted from 1.
  func number(_ index: Int) throws(BridgeError) -> Int {
    guard index < words.count, let number = Int(words[index]) else {
      throw missing("number", index)
    }
    return number
  }

  /// The argument at an index; `nil` if it is null.
  func optionalNumber(_ index: Int) throws(BridgeError) -> Int? {
    if index < words.count, case .null = words[index] { return nil }
    return try number(index)
  }

  func flag(_ index: Int) throws(BridgeError) -> Bool {
    guard index < words.count, case .boolean(let flag) = words[index] else {
      throw missing("boolean", index)
    }
    return flag
  }

  func text(_ index: Int) throws(BridgeError) -> String {
    guard index < words.count, case .string(let text) = words[index] else {
      throw missing("text", index)
    }
    return text
  }

  /// All values from an index on.
  func values(from index: Int) -> [Value] { Array(words.dropFirst(index)) }

  var unknown: BridgeError { BridgeError("there is no question " + name.cut(to: 40)) }

  private func missing(_ kind: String, _ index: Int) -> BridgeError {
    BridgeError(name.cut(to: 40) + " needs a " + kind + " as argument \(index)")
  }
}
