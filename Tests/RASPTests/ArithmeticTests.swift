import Testing

@testable import RASP

/// The operators of values against Python's.
struct ArithmeticTests {
  @Test func everyVectorIsThere() {
    #expect(Vectors.arithmetic.count == 4_367)
    let symbols = BinaryOperator.allCases.map(\.symbol) + Relation.allCases.map(\.symbol)
    for symbol in symbols + UnaryOperator.allCases.map(\.symbol) {
      let count = Vectors.arithmetic.count { $0.hasPrefix("[\"\(symbol)\",") }
      #expect(count > 50, "few vectors for \(symbol)")
    }
  }

  /// Values and kinds are Python's, and what is an error there is the right one here.
  @Test func operatorsAreThoseOfPython() throws {
    for line in Vectors.arithmetic {
      let vector = try Value.array(fromJSON: line)
      let symbol = try #require(String(vector[0]))
      let operands = Array(vector[1..<(vector.count - 1)])
      #expect(try result(symbol, operands).isIdentical(to: vector[vector.count - 1]), "\(line)")
    }
  }

  /// The value, or the name of the problem as the vectors write errors.
  private func result(_ symbol: String, _ operands: [Value]) throws -> Value {
    let operation = try #require(self.operation(symbol, operands.count))
    do throws(Problem) {
      return try operation.apply(to: operands)
    } catch {
      return .string("!" + error.caseName)
    }
  }

  private func operation(_ symbol: String, _ count: Int) -> Elementwise? {
    if count == 1 {
      return UnaryOperator.allCases.first { $0.symbol == symbol }.map { .unary($0) }
    }
    return BinaryOperator.allCases.first { $0.symbol == symbol }.map { .binary($0) }
      ?? Relation.allCases.first { $0.symbol == symbol }.map { .relation($0) }
  }

  /// The one place where we differ: `~` of a boolean is logical, where Python gives -2 and -1.
  @Test func invertingABooleanIsLogical() throws {
    #expect(try UnaryOperator.invert(true).isIdentical(to: false))
    #expect(try UnaryOperator.invert(false).isIdentical(to: true))
  }

  @Test func stringsAreNotRepeatedBeyondTheLimit() throws {
    let limit = Text.limit
    #expect(try BinaryOperator.multiply("ab", .integer(Int64(limit / 2))) != "")
    #expect(throws: Problem.textTooLong(limit + 2, limit: limit)) {
      try BinaryOperator.multiply("ab", .integer(Int64(limit / 2 + 1)))
    }
    #expect(throws: Problem.textTooLong(.max, limit: limit)) {
      try BinaryOperator.multiply(.integer(.max), "ab")
    }
    let longest = Value.string(String(repeating: "é", count: limit / 2))
    #expect(throws: Problem.textTooLong(limit + 1, limit: limit)) {
      try BinaryOperator.add(longest, "x")
    }
    #expect(try BinaryOperator.multiply("", .integer(.max)).isIdentical(to: ""))
  }
}

struct EqualityTests {
  private let values: [Value] = [
    nil, true, false, 0, 1, -1, 2, 0.0, -0.0, 1.0, 0.5, "", "1", "true", "é", "e\u{301}",
    .integer(1 << 53), .integer((1 << 53) + 1), .double(0x1p53), .integer(.max), .integer(.min),
    .double(0x1p63), .double(-0x1p63), .double(.leastNonzeroMagnitude),
  ]

  @Test func equalValuesHashAlike() {
    var equalPairs = 0
    for a in values {
      for b in values where a == b {
        equalPairs += 1
        #expect(a.hashValue == b.hashValue, "\(a) and \(b)")
      }
    }
    // Each with itself; 0, 0.0, -0.0 and false; 1, 1.0 and true; 2^53 twice; -2^63 twice.
    #expect(equalPairs == values.count + 12 + 6 + 2 + 2)
  }

  /// Whatever order a relation sees, its mirror image and its opposite see too.
  @Test func relationsFitTogether() throws {
    let numbers = values.filter { $0.number != nil }
    for a in numbers {
      for b in numbers {
        let isLess = try Relation.less.holds(a, b)
        #expect(try isLess == Relation.greater.holds(b, a))
        #expect(try isLess != Relation.greaterOrEqual.holds(a, b))
        #expect(try Relation.lessOrEqual.holds(a, b) == (isLess || a == b))
        #expect(try Relation.notEqual.holds(a, b) == (a != b))
      }
    }
  }

  @Test func identityTellsKindsApart() {
    for (i, a) in values.enumerated() {
      for (j, b) in values.enumerated() {
        #expect(a.isIdentical(to: b) == (i == j), "\(a) and \(b)")
        #expect((Constant(a) == Constant(b)) == (i == j))
        if i == j { #expect(Constant(a).hashValue == Constant(b).hashValue) }
      }
    }
  }

  @Test func truthIsThatOfPython() {
    let falsehoods: [Value] = [nil, false, 0, 0.0, -0.0, ""]
    for value in values {
      #expect(value.isTrue == !falsehoods.contains(value), "\(value)")
    }
  }
}
