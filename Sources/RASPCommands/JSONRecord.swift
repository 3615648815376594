import RASP

/// A JSON object on one line, its keys in the order in which they are added.
struct JSONRecord {
  private var members: [String] = []

  /// Adds a member; the value is JSON already.
  mutating func add(_ key: String, _ json: String) { members.append("\"\(key)\": " + json) }

  var text: String { "{" + members.joined(separator: ", ") + "}" }
}

/// JSON that is already text, as an array without spaces.
func jsonArray(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

/// The heads of a trace as JSON: what `rasp run --json --trace` adds.
enum HeadRecords {
  static func json(_ trace: Trace) -> String {
    jsonArray(trace.program.heads.joined().map { record(trace, $0).text })
  }

  private static func record(_ trace: Trace, _ head: Head) -> JSONRecord {
    var record = JSONRecord()
    let comparisons = head.comparisons.compactMap { trace.program[$0].keyAndQuery }
    let matrix = trace.matrix(head.selector).map { row in jsonArray(row.map { $0 ? "1" : "0" }) }
    record.add("layer", String(head.layer))
    record.add("name", head.name.map { Value.string($0).json } ?? "null")
    record.add("keys", jsonArray(comparisons.map { Value.jsonArray(trace.values($0.key)) }))
    record.add("queries", jsonArray(comparisons.map { Value.jsonArray(trace.values($0.query)) }))
    record.add("matrix", jsonArray(matrix))
    if let candidates = trace.candidates(head.selector) {
      record.add(
        "candidates", jsonArray(candidates.map { row in jsonArray(row.map { $0 ? "1" : "0" }) }))
    }
    record.add("values", Value.jsonArray(trace.values(head.value)))
    record.add("outputs", jsonArray(head.aggregates.map { Value.jsonArray(trace.values($0)) }))
    return record
  }
}
