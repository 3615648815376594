import RASP

/// A function of a module that is not written in the dialect.
final class NativeFunction {
  /// As messages call it: `math.sqrt`.
  let name: String
  let signature: Signature
  let body: (Machine, Arguments) throws(Fault) -> Object
  /// The relation that it is, for those of `operator` that compare.
  let relation: Relation?
  /// Functions that belong to it: `chain.from_iterable`.
  var members: [String: Object] = [:]

  init(
    _ name: String, signature: Signature, relation: Relation? = nil,
    _ body: @escaping (Machine, Arguments) throws(Fault) -> Object
  ) {
    self.name = name
    self.signature = signature
    self.relation = relation
    self.body = body
  }
}
