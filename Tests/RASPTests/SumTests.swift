import Testing

@testable import RASP

/// What several selected values become.
struct SumTests {
  private struct Vector {
    let values: [Double]
    let sum: Double

    init(_ line: String) throws {
      let words = line.split(separator: " ")
      values = try words.dropLast(2).map { try #require(Double($0)) }
      sum = try #require(words.last.flatMap { Double($0) })
    }
  }

  @Test func exactSumIsThatOfPython() throws {
    #expect(Vectors.sums.count == 334)
    for line in Vectors.sums {
      let vector = try Vector(line)
      var sum = ExactSum()
      for value in vector.values { sum.add(value) }
      #expect(sum.rounded() == vector.sum, "\(line)")
      // Nothing hangs on the order.
      var backwards = ExactSum()
      for value in vector.values.reversed() { backwards.add(value) }
      #expect(backwards.rounded().bitPattern == sum.rounded().bitPattern, "\(line)")
    }
  }

  @Test func sumIsReadMoreThanOnce() {
    var sum = ExactSum()
    for _ in 0..<3 { sum.add(0.1) }
    #expect(sum.rounded() == 0.30000000000000004)
    #expect(sum.rounded() == 0.30000000000000004)
    sum.add(-0.1)
    #expect(sum.rounded() == 0.2)
  }

  @Test func manyAdditionsCarry() {
    var sum = ExactSum()
    for _ in 0..<100_000 { sum.add(Double(UInt32.max)) }
    #expect(sum.rounded() == 100_000 * Double(UInt32.max))
    for _ in 0..<100_000 { sum.add(-Double(UInt32.max)) }
    #expect(sum.rounded() == 0)
  }

  @Test func integersAreAddedExactlyToDoubles() throws {
    // 2^53 + 1 is no double; rounding it before the sum would lose the 1.
    let big = Value.integer((1 << 53) + 1)
    #expect(try Reduction.sum.reduce([big, -0x1p53]).isIdentical(to: 1.0))
    #expect(try Reduction.sum.reduce([-0x1p53, big]).isIdentical(to: 1.0))
    let many = [Value](repeating: .integer(.max), count: 5)
    #expect(try Reduction.sum.reduce(many + [0.5, -0x1.4p65]).isIdentical(to: -4.5))
    let lows = [Value](repeating: .integer(.min), count: 5)
    #expect(try Reduction.sum.reduce(lows + [0.5, 0x1.4p65]).isIdentical(to: 0.5))
  }

  @Test func sumOfIntegersPassesThroughAnySize() throws {
    let values: [Value] = [.integer(.max), .integer(.max), .integer(.min), .integer(.min), true]
    #expect(try Reduction.sum.reduce(values).isIdentical(to: -1))
    #expect(throws: Problem.sumOverflow(count: 2)) {
      try Reduction.sum.reduce([.integer(.max), true])
    }
    #expect(throws: Problem.sumOverflow(count: 3)) {
      try Reduction.sum.reduce([.integer(.min), 0, -1])
    }
  }

  @Test func booleansAreCounted() throws {
    #expect(try Reduction.sum.reduce([true, false, true]).isIdentical(to: 2))
    #expect(try Reduction.mean.reduce([true, false, true]).isIdentical(to: .double(2.0 / 3.0)))
  }

  /// Python: `statistics.fmean` for doubles, true division of the exact sum for integers.
  @Test func meanIsRoundedOnce() throws {
    let tenths = [Value](repeating: 0.1, count: 10)
    #expect(try Reduction.mean.reduce(tenths).isIdentical(to: 0.1))
    #expect(try Reduction.mean.reduce([1, 2]).isIdentical(to: 1.5))
    #expect(try Reduction.mean.reduce([2, 4]).isIdentical(to: 3.0))
    #expect(try Reduction.mean.reduce([1, 0.5]).isIdentical(to: 0.75))
    #expect(
      try Reduction.mean.reduce([.integer(.max), .integer(.max), .integer(.max - 1)])
        .isIdentical(to: 0x1p63))
    // 18014398509481990 / 3, where the sum is no double.
    let odd = Value.integer(6_004_799_503_160_663)
    #expect(
      try Reduction.mean.reduce([odd, odd, .integer(6_004_799_503_160_664)])
        .isIdentical(to: .double(6_004_799_503_160_663)))
  }

  @Test func onlyNumbersAreAdded() throws {
    #expect(throws: Problem.notNumbers(.sum, count: 2, [1, "a"])) {
      try Reduction.sum.reduce([1, "a"])
    }
    #expect(throws: Problem.notNumbers(.mean, count: 3, [nil, 1, 2])) {
      try Reduction.mean.reduce([nil, 1, 2])
    }
    #expect(throws: Problem.notNumbers(.sum, count: 20, [Value](repeating: "x", count: 8))) {
      try Reduction.sum.reduce([Value](repeating: "x", count: 20))
    }
  }

  @Test func theMeanOfEqualValuesIsThatValue() throws {
    #expect(try Reduction.mean.reduce(["ab", "ab", "ab"]).isIdentical(to: "ab"))
    #expect(try Reduction.mean.reduce([nil, nil]).isIdentical(to: nil))
    #expect(try Reduction.mean.reduce([3, 3]).isIdentical(to: 3.0))
    #expect(try Reduction.mean.reduce([true, true]).isIdentical(to: 1.0))
    #expect(throws: Problem.notNumbers(.mean, count: 2, ["1", 1])) {
      try Reduction.mean.reduce(["1", 1])
    }
    // The one that differs is shown, however late it is.
    let late = [Value](repeating: "x", count: 20) + ["y"]
    let shown = [Value](repeating: "x", count: 7) + ["y"]
    #expect(throws: Problem.notNumbers(.mean, count: 21, shown)) { try Reduction.mean.reduce(late) }
  }

  @Test func theOnlyValueKeepsItsKind() throws {
    #expect(try Reduction.only.reduce(["ab", "ab"]).isIdentical(to: "ab"))
    #expect(try Reduction.only.reduce([3, 3, 3]).isIdentical(to: 3))
    #expect(try Reduction.only.reduce([true, true]).isIdentical(to: true))
    #expect(try Reduction.only.reduce([nil, nil]).isIdentical(to: nil))
    for values: [Value] in [[1, 2], [1, 1.0], [1, true], ["a", nil]] {
      #expect(throws: Problem.notEqual(count: 2, values)) { try Reduction.only.reduce(values) }
    }
    let late = [Value](repeating: "x", count: 20) + ["y"]
    #expect(throws: Problem.notEqual(count: 21, [Value](repeating: "x", count: 7) + ["y"])) {
      try Reduction.only.reduce(late)
    }
  }

  /// So many different strings that the evaluator's codes of them take two digits: those that have
  /// one digit in common are still told apart.
  @Test func equalValuesAreToldAmongManyThousands() throws {
    let (count, period) = (70_000, 1 << 16)
    var names = (0..<count).map { "t\($0)" }
    let pairs = (key(indices % SOp(period)) == query(indices % SOp(period))).mean(tokens)
    #expect(throws: Diagnostic.self) { try pairs(Input(names)) }
    for position in period..<count { names[position] = names[position - period] }
    #expect(try pairs(Input(names)).values == names.map { .string($0) })
    names[count - 1] = "t\(count - 1)"
    #expect(throws: Diagnostic.self) { try pairs(Input(names)) }
  }

  @Test func sumsOfDoublesStayFinite() throws {
    let largest = Value.double(.greatestFiniteMagnitude)
    #expect(throws: Problem.sumNotFinite(count: 2)) {
      try Reduction.sum.reduce([largest, largest])
    }
    #expect(
      try Reduction.sum.reduce([largest, largest, .double(-.greatestFiniteMagnitude)])
        .isIdentical(to: largest))
  }
}
