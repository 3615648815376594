import RASP

/// A JSON object that is being written: members in the order in which they are added.
package struct JSONObject {
  private var members = ""

  package init() {}

  /// A member whose value is JSON already.
  package mutating func add(_ key: String, json: String) {
    members += (members.utf8.isEmpty ? "" : ",") + Value.string(key).json + ":" + json
  }

  package mutating func add(_ key: String, _ text: String) {
    add(key, json: Value.string(text).json)
  }
  package mutating func add(_ key: String, _ number: Int) { add(key, json: String(number)) }
  package mutating func add(_ key: String, _ flag: Bool) { add(key, json: flag ? "true" : "false") }

  /// Values as figures show them.
  package mutating func add(_ key: String, shown values: [Value]) {
    add(key, json: JSONObject.array(texts: values.map { $0.figureText }))
  }

  package var json: String { "{" + members + "}" }

  /// Values that are JSON already, as an array.
  package static func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  package static func array(texts: [String]) -> String {
    array(texts.map { Value.string($0).json })
  }

  /// The reply to a request that cannot be answered.
  package static func refusal(_ reason: String) -> String {
    var object = JSONObject()
    object.add("refused", reason)
    return object.json
  }
}
