import RASP

/// A request about a handle: a JSON array of scalars, the name of a question and its arguments.
struct Request {
  private let words: [Value]

  init(_ bytes: UnsafeRawBufferPointer) throws(BridgeError) {
    do throws(JSONError) {
      words = try Value.array(fromJSON: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw BridgeError("the request is " + error.description)
    }
    guard case .string? = words.first else { throw BridgeError("a request starts with a name") }
  }

  var name: String {
    guard case .string(let name)? = words.first else { return "" }
    return name
  }

  /// The argument at a place, counted from 1.
  func number(_ place: Int) throws(BridgeError) -> Int {
    guard place < words.count, let number = Int(words[place]) else {
      throw missing("number", place)
    }
    return number
  }

  /// The argument at a place; `nil` if it is null.
  func optionalNumber(_ place: Int) throws(BridgeError) -> Int? {
    if place < words.count, case .null = words[place] { return nil }
    return try number(place)
  }

  func flag(_ place: Int) throws(BridgeError) -> Bool {
    guard place < words.count, case .boolean(let flag) = words[place] else {
      throw missing("boolean", place)
    }
    return flag
  }

  func text(_ place: Int) throws(BridgeError) -> String {
    guard place < words.count, case .string(let text) = words[place] else {
      throw missing("text", place)
    }
    return text
  }

  /// All values from a place on.
  func values(from place: Int) -> [Value] { Array(words.dropFirst(place)) }

  var unknown: BridgeError { BridgeError("there is no question " + name.cut(to: 40)) }

  private func missing(_ kind: String, _ place: Int) -> BridgeError {
    BridgeError(name.cut(to: 40) + " needs a " + kind + " as argument \(place)")
  }
}
