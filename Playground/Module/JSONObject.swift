import RASP

/// A JSON object that is being written: members in the order in which they are added.
struct JSONObject {
  private var members = ""

  /// A member whose value is JSON already.
  mutating func add(_ key: String, json: String) {
    members += (members.utf8.isEmpty ? "" : ",") + Value.string(key).json + ":" + json
  }

  mutating func add(_ key: String, _ text: String) { add(key, json: Value.string(text).json) }
  mutating func add(_ key: String, _ number: Int) { add(key, json: String(number)) }
  mutating func add(_ key: String, _ flag: Bool) { add(key, json: flag ? "true" : "false") }

  /// Values as figures show them.
  mutating func add(_ key: String, shown values: [Value]) {
    add(key, json: JSONObject.array(texts: values.map { $0.figureText }))
  }

  var json: String { "{" + members + "}" }

  /// Values that are JSON already, as an array.
  static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

  static func array(texts: [String]) -> String { array(texts.map { Value.string($0).json }) }
}
