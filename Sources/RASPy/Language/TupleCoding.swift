import RASP

/// Tuples as values of the core, where a selector's function takes them: it is given one key and one
/// query. A tuple becomes the text of a JSON array, which keeps values and their kinds.
struct TupleCoding {
  let sop: SOp
  private let element: TupleSOp.Element

  init(_ element: TupleSOp.Element) {
    self.element = element
    switch element {
    case .plain(let sop): self.sop = sop
    case .tuple: sop = SOp.zip(element.leaves, TupleCoding.join)
    }
  }

  /// The object that a value of the s-op stands for.
  func object(_ machine: Machine, _ value: Value) throws(Fault) -> Object {
    guard case .tuple = element, case .string(let text) = value,
      let values = try? Value.array(fromJSON: text)
    else { return .value(value) }
    var rest = values[...]
    return try element.object(machine, &rest)
  }

  private static let join = Function("tuple") { (values: [Value]) throws(Problem) -> Value in
    .string(Value.jsonArray(values))
  }
}
