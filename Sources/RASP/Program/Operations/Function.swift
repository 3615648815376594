/// A pure function of values. Two functions are the same if they are the same instance.
///
/// It may be called once per distinct argument instead of once per position.
public final class Function: Sendable, Hashable {
  /// What messages and program texts call it.
  public let name: String
  private let body: @Sendable ([Value]) throws(Problem) -> Value
  /// What the function says of two integers, if it can be asked without making values of them.
  let integerTest: (@Sendable (Int, Int) -> Bool)?
  /// What the function says of many arguments at once, if it can be asked so.
  let table: FunctionTable?

  /// A function under a name. `body` gets as many values as there are operands; it may throw any
  /// ``Problem``.
  public convenience init(
    _ name: String, _ body: @escaping @Sendable ([Value]) throws(Problem) -> Value
  ) {
    self.init(name, table: nil, body)
  }

  /// A function with a `table` that gives the same values for many arguments at once.
  package init(
    _ name: String, table: FunctionTable?,
    _ body: @escaping @Sendable ([Value]) throws(Problem) -> Value
  ) {
    self.name = name
    self.body = body
    integerTest = nil
    self.table = table
  }

  /// A predicate of two integers; other values are an error.
  init(_ name: String, _ test: @escaping @Sendable (Int, Int) -> Bool) {
    self.name = name
    body = { (arguments: [Value]) throws(Problem) -> Value in
      guard let a = Int(arguments[0]), let b = Int(arguments[1]) else {
        throw .noResult(function: name, arguments)
      }
      return .boolean(test(a, b))
    }
    integerTest = test
    table = nil
  }

  /// The function's value. A double that is not finite is an error, as for any operation.
  public func callAsFunction(_ arguments: [Value]) throws(Problem) -> Value {
    let result = try body(arguments)
    if case .double(let double) = result, !double.isFinite {
      throw .noResult(function: name, arguments)
    }
    return result
  }

  public static func == (a: Function, b: Function) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
