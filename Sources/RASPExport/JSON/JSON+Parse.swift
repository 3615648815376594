import RASP

extension JSON {
  /// Deeper than any file of ours, and shallow enough for every stack.
  private static let nesting = 64

  /// The tree of a JSON text.
  /// - Throws: a ``JSONError`` if it is none, is nested deeper than 64 times, or names a member twice.
  static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSON {
    try JSONReader.check(bytes)
    var reader = JSONReader(bytes: bytes)
    let json = try parse(&reader, depth: 0)
    reader.skipSpace()
    if reader.next != nil { throw reader.error("unexpected text after the end") }
    return json
  }

  private static func parse(
    _ reader: inout JSONReader, depth: Int
  ) throws(JSONError) -> JSON {
    reader.skipSpace()
    if depth > nesting { throw reader.error("nested too deeply") }
    if reader.next == nil { throw reader.expected("a value") }
    if reader.take(UInt8(ascii: "[")) {
      var elements: [JSON] = []
      while try hasNext(&reader, isFirst: elements.isEmpty, close: UInt8(ascii: "]")) {
        elements.append(try parse(&reader, depth: depth + 1))
      }
      return .array(elements)
    }
    if reader.take(UInt8(ascii: "{")) {
      return .object(try parseMembers(&reader, depth: depth))
    }
    return .value(try reader.readValue())
  }

  private static func parseMembers(
    _ reader: inout JSONReader, depth: Int
  ) throws(JSONError) -> [Member] {
    var members: [Member] = []
    var keys: Set<[UInt8]> = []
    while try hasNext(&reader, isFirst: members.isEmpty, close: UInt8(ascii: "}")) {
      reader.skipSpace()
      guard reader.next == UInt8(ascii: "\"") else {
        throw reader.next == nil
          ? reader.expected("a member") : reader.error("the key of a member is a string")
      }
      let start = reader.offset
      let key = try reader.readString()
      guard keys.insert([UInt8](key.utf8)).inserted else {
        throw reader.error(
          "the key " + Value.string(key).description.cut(to: 40) + " is there twice", at: start)
      }
      reader.skipSpace()
      guard reader.take(UInt8(ascii: ":")) else { throw reader.expected(":") }
      members.append(Member(key: key, json: try parse(&reader, depth: depth + 1)))
    }
    return members
  }

  /// Reads the comma before the next element, or the bracket at the end.
  private static func hasNext(
    _ reader: inout JSONReader, isFirst: Bool, close: UInt8
  ) throws(JSONError) -> Bool {
    reader.skipSpace()
    if reader.take(close) { return false }
    if isFirst || reader.take(UInt8(ascii: ",")) { return true }
    throw reader.expected(", or " + String(Character(Unicode.Scalar(close))))
  }
}

extension JSONReader {
  fileprivate func expected(_ what: String) -> JSONError {
    error("expected " + what + (next == nil ? ", but the text ends" : ""))
  }
}
