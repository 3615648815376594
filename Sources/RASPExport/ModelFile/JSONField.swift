import RASP

/// A part of a JSON text that knows where it stands, for messages.
struct JSONField {
  let json: JSON
  /// As it would be written: `labels.heads[0][1].kind`; empty for the whole text.
  let path: String

  /// A member of an object.
  subscript(key: String) -> JSONField {
    get throws(ModelFileError) {
      let path = path.isEmpty ? key : path + "." + key
      guard case .object = json else { throw kind("an object") }
      guard let member = json[key] else { throw .missing(path) }
      return JSONField(json: member, path: path)
    }
  }

  /// A member of an object that may be missing.
  func optional(_ key: String) -> JSONField? {
    json[key].map { JSONField(json: $0, path: path.isEmpty ? key : path + "." + key) }
  }

  /// The elements of an array, each read by `read`.
  func map<Element>(
    _ read: (JSONField) throws(ModelFileError) -> Element
  ) throws(ModelFileError) -> [Element] {
    guard let elements = json.elements else { throw kind("an array") }
    var results: [Element] = []
    results.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      results.append(try read(JSONField(json: element, path: path + "[\(index)]")))
    }
    return results
  }

  /// The elements of an array that must have so many of them; `read` is given their indices too.
  func map<Element>(
    count: Int, _ read: (JSONField, _ index: Int) throws(ModelFileError) -> Element
  ) throws(ModelFileError) -> [Element] {
    if let found = json.elements?.count, found != count {
      throw .count(path, found: found, expected: count)
    }
    var index = 0
    return try map { field throws(ModelFileError) in
      defer { index += 1 }
      return try read(field, index)
    }
  }

  func string() throws(ModelFileError) -> String {
    guard case .string(let string)? = json.scalar else { throw kind("a string") }
    return string
  }

  func stringOrNull() throws(ModelFileError) -> String? {
    if case .null? = json.scalar { return nil }
    guard case .string(let string)? = json.scalar else { throw kind("a string or null") }
    return string
  }

  func boolean() throws(ModelFileError) -> Bool {
    guard case .boolean(let boolean)? = json.scalar else { throw kind("true or false") }
    return boolean
  }

  func integer() throws(ModelFileError) -> Int {
    guard case .integer(let integer)? = json.scalar, let integer = Int(exactly: integer) else {
      throw kind("an integer")
    }
    return integer
  }

  /// An integer from `least` to `most`.
  func size(least: Int = 0, most: Int) throws(ModelFileError) -> Int {
    let integer = try integer()
    guard integer >= least && integer <= most else {
      throw .size(path, found: integer, least: least, most: most)
    }
    return integer
  }

  func double() throws(ModelFileError) -> Double {
    guard case .double(let double)? = json.scalar else { throw kind("a number with a point") }
    return double
  }

  func value() throws(ModelFileError) -> Value {
    guard let value = json.scalar else { throw kind("a number, string, boolean or null") }
    return value
  }

  /// A text of so many ones and zeros.
  func bits(count: Int) throws(ModelFileError) -> [Bool] {
    let text = try string().utf8
    guard text.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }) else {
      throw kind("a string of 0 and 1")
    }
    if text.count != count { throw .count(path, found: text.count, expected: count) }
    return text.map { $0 == UInt8(ascii: "1") }
  }

  func strings() throws(ModelFileError) -> [String] {
    try map { field throws(ModelFileError) in try field.string() }
  }

  func values() throws(ModelFileError) -> [Value] {
    try map { field throws(ModelFileError) in try field.value() }
  }

  private func kind(_ expected: String) -> ModelFileError {
    .kind(path.isEmpty ? "the text" : path, expected: expected)
  }
}
