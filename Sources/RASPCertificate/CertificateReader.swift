import RASP

/// JSON of the form of certificates: an object of values, arrays, and arrays of arrays.
struct CertificateReader {
  enum Member {
    case value(Value)
    case array([Member])
  }

  private var reader: JSONReader

  init(_ text: String) { reader = JSONReader(bytes: [UInt8](text.utf8)) }

  mutating func members() throws(CertificateFault) -> CertificateMembers {
    do {
      return try read()
    } catch {
      throw .unreadable(error.description)
    }
  }

  private mutating func read() throws(JSONError) -> CertificateMembers {
    var members = CertificateMembers()
    reader.skipSpace()
    guard reader.take(UInt8(ascii: "{")) else { throw reader.error("a certificate starts with {") }
    repeat {
      reader.skipSpace()
      guard reader.next == UInt8(ascii: "\"") else { throw reader.error("expected a name") }
      let name = try reader.readString()
      reader.skipSpace()
      guard reader.take(UInt8(ascii: ":")) else { throw reader.error("expected :") }
      members.add(name, try member(depth: 0))
      reader.skipSpace()
    } while reader.take(UInt8(ascii: ","))
    guard reader.take(UInt8(ascii: "}")) else { throw reader.error("expected , or }") }
    reader.skipSpace()
    if reader.next != nil { throw reader.error("unexpected text after the certificate") }
    return members
  }

  private mutating func member(depth: Int) throws(JSONError) -> Member {
    reader.skipSpace()
    guard depth < 2, reader.take(UInt8(ascii: "[")) else { return .value(try reader.readValue()) }
    var elements: [Member] = []
    reader.skipSpace()
    if reader.take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      elements.append(try member(depth: depth + 1))
      reader.skipSpace()
    } while reader.take(UInt8(ascii: ","))
    guard reader.take(UInt8(ascii: "]")) else { throw reader.error("expected , or ]") }
    return .array(elements)
  }
}

/// The members of a certificate's text.
struct CertificateMembers {
  private var members: [String: CertificateReader.Member] = [:]
  private var fault: String?

  private static let names: Set<String> = [
    "format", "vocabulary", "maximum_length", "evidence", "enumerated_length", "inputs",
    "failures", "random", "seed", "digest", "original_layers", "original_heads", "original",
    "result_layers", "result_heads", "result", "steps", "functions",
  ]

  mutating func add(_ name: String, _ member: CertificateReader.Member) {
    let isNew = members.updateValue(member, forKey: name) == nil
    if !isNew || !CertificateMembers.names.contains(name) { fault = fault ?? name }
  }

  private func value(_ name: String) throws(CertificateFault) -> Value {
    if let fault { throw .member(fault) }
    guard case .value(let value)? = members[name] else { throw .member(name) }
    return value
  }

  private func array(_ name: String) throws(CertificateFault) -> [CertificateReader.Member] {
    if let fault { throw .member(fault) }
    guard case .array(let elements)? = members[name] else { throw .member(name) }
    return elements
  }

  func integer(_ name: String) throws(CertificateFault) -> Int {
    guard case .integer(let integer) = try value(name), let number = Int(exactly: integer) else {
      throw .member(name)
    }
    return number
  }

  func string(_ name: String) throws(CertificateFault) -> String {
    guard case .string(let text) = try value(name) else { throw .member(name) }
    return text
  }

  /// A number of 64 bits, written as a string.
  func number(_ name: String) throws(CertificateFault) -> UInt64 {
    guard let number = UInt64(try string(name)) else { throw .member(name) }
    return number
  }

  func values(_ name: String) throws(CertificateFault) -> [Value] {
    var values: [Value] = []
    for element in try array(name) {
      guard case .value(let value) = element else { throw .member(name) }
      values.append(value)
    }
    return values
  }

  private func integers(_ name: String) throws(CertificateFault) -> [Int] {
    var integers: [Int] = []
    for value in try values(name) {
      guard case .integer(let integer) = value, let number = Int(exactly: integer) else {
        throw .member(name)
      }
      integers.append(number)
    }
    return integers
  }

  private func rows(_ name: String) throws(CertificateFault) -> [[Value]] {
    var rows: [[Value]] = []
    for element in try array(name) {
      guard case .array(let elements) = element else { throw .member(name) }
      var row: [Value] = []
      for element in elements {
        guard case .value(let value) = element else { throw .member(name) }
        row.append(value)
      }
      rows.append(row)
    }
    return rows
  }

  func claim(_ name: String) throws(CertificateFault) -> Certificate.Claim {
    Certificate.Claim(
      text: try string(name), layers: try integer(name + "_layers"),
      heads: try integers(name + "_heads"))
  }

  func steps() throws(CertificateFault) -> [Certificate.Step] {
    var steps: [Certificate.Step] = []
    for row in try rows("steps") {
      guard row.count == 2, case .integer(let a) = row[0], case .integer(let b) = row[1],
        let original = Int(exactly: a), let result = Int(exactly: b)
      else { throw .member("steps") }
      steps.append(Certificate.Step(original: original, result: result))
    }
    return steps
  }

  func functionRows() throws(CertificateFault) -> [Certificate.FunctionRow] {
    var rows: [Certificate.FunctionRow] = []
    for row in try self.rows("functions") {
      guard row.count >= 2, case .string(let name) = row[0] else { throw .member("functions") }
      rows.append(
        Certificate.FunctionRow(
          name: name, arguments: row.dropFirst(2).map { Constant($0) }, result: Constant(row[1])))
    }
    return rows
  }
}
