import RASP

/// A JSON text as a tree. Members keep their order, and numbers their kind: `1` is an integer and
/// `1.0` a double, which a general decoder would not tell apart.
package indirect enum JSON: Sendable {
  case value(Value)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable {
    package let key: String
    package let json: JSON

    package init(key: String, json: JSON) {
      self.key = key
      self.json = json
    }
  }

  package static let null = JSON.value(.null)
  package static func string(_ string: String) -> JSON { .value(.string(string)) }
  package static func integer(_ integer: Int) -> JSON { .value(.integer(Int64(integer))) }
  package static func double(_ double: Double) -> JSON { .value(.double(double)) }
  package static func boolean(_ boolean: Bool) -> JSON { .value(.boolean(boolean)) }
  package static func values(_ values: [Value]) -> JSON { .array(values.map(JSON.value)) }
  package static func integers(_ integers: [Int]) -> JSON { .array(integers.map(JSON.integer)) }
  package static func strings(_ strings: [String]) -> JSON { .array(strings.map(JSON.string)) }
}

extension JSON {
  /// An object of these members, in this order.
  package static func members(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(members.map { Member(key: $0.key, json: $0.value) })
  }
}

extension JSON {
  /// The text. Down to `depth` there are lines for the members of an object that holds arrays,
  /// objects or more than eight members, and for the elements of an array that holds arrays or
  /// objects; everything further down is on one line.
  package func text(depth: Int = 4) -> String {
    var text = ""
    write(to: &text, depth: depth, indentation: 0)
    return text + "\n"
  }

  private func write(to text: inout String, depth: Int, indentation: Int) {
    switch self {
    case .value(let value): text += value.json
    case .array(let elements):
      let breaks = depth > 0 && elements.contains { $0.isContainer }
      JSON.write(
        elements, open: "[", close: "]", to: &text, indentation: breaks ? indentation : nil
      ) { element, text in
        element.write(to: &text, depth: depth - 1, indentation: indentation + 1)
      }
    case .object(let members):
      let breaks = depth > 0 && (indentation == 0 || JSON.isLong(members))
      JSON.write(members, open: "{", close: "}", to: &text, indentation: breaks ? indentation : nil)
      { member, text in
        text += Value.string(member.key).json + ": "
        member.json.write(to: &text, depth: depth - 1, indentation: indentation + 1)
      }
    }
  }

  private static func isLong(_ members: [Member]) -> Bool {
    members.count > 8 || members.contains { $0.json.isContainer }
  }

  private var isContainer: Bool {
    if case .value = self { false } else { true }
  }

  /// Elements between brackets, each on a line of its own if there is an indentation.
  private static func write<Element>(
    _ elements: [Element], open: String, close: String, to text: inout String,
    indentation: Int?, _ write: (Element, inout String) -> Void
  ) {
    text += open
    var isFirst = true
    for element in elements {
      if !isFirst { text += indentation == nil ? ", " : "," }
      isFirst = false
      if let indentation { text += "\n" + String(repeating: "  ", count: indentation + 1) }
      write(element, &text)
    }
    if let indentation, !isFirst { text += "\n" + String(repeating: "  ", count: indentation) }
    text += close
  }
}

extension JSON {
  /// The member of an object, if this is one and has it.
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.json
  }

  /// The value, if this is neither an array nor an object.
  var scalar: Value? {
    guard case .value(let value) = self else { return nil }
    return value
  }

  var string: String? {
    guard case .string(let string)? = scalar else { return nil }
    return string
  }

  /// The number, if this is an integer from 0.
  var natural: Int? {
    guard case .integer(let integer)? = scalar, integer >= 0 else { return nil }
    return Int(exactly: integer)
  }

  var elements: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The numbers, if this is an array of integers from 0.
  var naturals: [Int]? {
    guard let elements else { return nil }
    let naturals = elements.compactMap { $0.natural }
    return naturals.count == elements.count ? naturals : nil
  }
}
