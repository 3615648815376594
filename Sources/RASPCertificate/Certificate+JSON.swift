import RASP

extension Certificate {
  /// The certificate as JSON, a member a line. Cost: linear in the certificate.
  public var text: String {
    let members: [(String, String)] = [
      ("format", "1"),
      ("vocabulary", Value.jsonArray(vocabulary)),
      ("maximum_length", String(maximumLength)),
      ("evidence", isComplete ? "\"enumerated\"" : "\"tested\""),
      ("enumerated_length", String(enumeratedLength)), ("inputs", String(inputs)),
      ("failures", String(failures)), ("random", String(random)),
      ("seed", "\"" + String(seed) + "\""), ("digest", "\"" + String(digest) + "\""),
      ("original_layers", String(original.layers)),
      ("original_heads", Certificate.text(original.heads)),
      ("original", Value.string(original.text).json),
      ("result_layers", String(result.layers)),
      ("result_heads", Certificate.text(result.heads)),
      ("result", Value.string(result.text).json),
      ("steps", Certificate.list(steps.map { Certificate.text([$0.original, $0.result]) })),
      ("functions", Certificate.list(functions.map { $0.text })),
    ]
    let lines = members.map { "  \"" + $0.0 + "\": " + $0.1 }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  static func text(_ numbers: [Int]) -> String { list(numbers.map { String($0) }) }

  private static func list(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ", ") + "]"
  }

  /// The certificate of a JSON text.
  ///
  /// Cost: linear in the text.
  /// - Throws: a fault if it is no JSON, or a member is missing, unknown, there twice or malformed.
  public init(reading text: String) throws(CertificateFault) {
    var reader = CertificateReader(text)
    self = try Certificate(try reader.members())
  }
}

extension Certificate.FunctionRow {
  /// Its name, what it gives, and for what.
  fileprivate var text: String {
    Value.jsonArray([.string(name), result.value] + arguments.map { $0.value })
  }
}
