@testable import RASP

/// The functions that random programs apply. Each is pure, and some have no value for some
/// arguments.
enum RandomFunctions {
  typealias Choice = (function: Function, arguments: [[Flavour]], result: Flavour)

  /// For `map` and `zip`, with the flavours of argument that suit them.
  static let all: [Choice] = [
    (increment, [[.integer]], .integer),
    (quote, [Flavour.allCases], .text),
    (half, [[.integer, .double]], .double),
    (hideB, [[.text, .integer]], .mixed),
    (reciprocal, [[.integer, .double]], .double),
    (smaller, [[.integer], [.integer]], .integer),
    (countTrue, [Flavour.allCases, Flavour.allCases, Flavour.allCases], .integer),
    (seven, [], .integer),
  ]

  /// Of a key's value and a query's.
  static let predicates: [Function] = [
    make("same_kind") { .boolean($0[0].kind == $0[1].kind) },
    make("product", hasTable: true) { $0[0].isTrue ? $0[1] : $0[0] },
    make("none_for_c", hasTable: true) { $0[0] == "c" ? nil : .boolean($0[0] == $0[1]) },
    make("infinite_for_nine") { $0[0] == 9 ? .double(.infinity) : .boolean($0[1].isTrue) },
    Function("even_sum") { (k: Int, q: Int) in (k &+ q) % 2 == 0 },
  ]

  private static let increment = make("increment") { arguments in
    Int(arguments[0]).flatMap { $0 == 9 ? nil : ($0 &+ 1).asValue }
  }
  private static let quote = make("quote") { .string(String("<\($0[0])>".prefix(100))) }
  private static let half = make("half", hasTable: true) { Double($0[0]).map { .double($0 / 2) } }
  private static let hideB = make("hide_b", hasTable: true) {
    $0[0] == "b" || $0[0] == 3 ? .null : $0[0]
  }
  /// Infinite at zero, which is an error as in any operation.
  private static let reciprocal = make("reciprocal", hasTable: true) {
    Double($0[0]).map { .double(1 / $0) }
  }
  private static let smaller = make("smaller") { arguments in
    guard let a = Int(arguments[0]), let b = Int(arguments[1]) else { return nil }
    return min(a, b).asValue
  }
  private static let countTrue = make("count_true", hasTable: true) {
    $0.count { $0.isTrue }.asValue
  }
  private static let seven = make("seven") { _ in 7 }

  /// - Parameter hasTable: whether the function can be asked for many arguments at once.
  private static func make(
    _ name: String, hasTable: Bool = false, _ body: @escaping @Sendable ([Value]) -> Value?
  ) -> Function {
    Function(name, table: hasTable ? table(body) : nil) {
      (arguments: [Value]) throws(Problem) -> Value in
      guard let result = body(arguments) else { throw .noResult(function: name, arguments) }
      return result
    }
  }

  private static func table(_ body: @escaping @Sendable ([Value]) -> Value?) -> FunctionTable {
    FunctionTable(
      rows: { columns in
        let results = columns[0].indices.map { row in body(columns.map { $0[row] }) }
        return results.contains { $0 == nil } ? nil : results.compactMap { $0 }
      },
      pairs: { keys, queries in
        let results = queries.flatMap { query in keys.map { body([$0, query]) } }
        return results.contains { $0 == nil } ? nil : results.map { $0?.isTrue ?? false }
      })
  }
}
