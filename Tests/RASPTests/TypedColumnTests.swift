import TestSupport
import Testing

@testable import RASP

struct TypedColumnTests {
  @Test func numbersGoInAndOutAsTheyAre() throws {
    let histogram = Program(Gallery.histogram())
    guard case .integers(let counts) = try histogram.run(TypedColumn.integers([7, 7, 1])) else {
      Issue.record("counts are integers")
      return
    }
    #expect(counts == [2, 2, 1])
    guard case .doubles(let halves) = try Program(tokens / 2).run(.doubles([1, 3])) else {
      Issue.record("quotients are doubles")
      return
    }
    #expect(halves == [0.5, 1.5])
    guard case .booleans(let truths) = try Program(tokens == 1).run(.booleans([true, false])) else {
      Issue.record("comparisons are booleans")
      return
    }
    #expect(truths == [true, false])
  }

  @Test func codesAreOfTheTable() {
    #expect(TypedColumn(codes: [0, 1], table: ["a"]) == nil)
    #expect(TypedColumn(codes: [-1], table: ["a"]) == nil)
    #expect(TypedColumn(codes: [], table: [])?.values.exact == [])
    #expect(TypedColumn(codes: [1, 0], table: ["a", 2.0])?.values.exact == exact(2.0, "a"))
  }

  @Test func aTableMayHaveAValueTwice() throws {
    let column = try #require(TypedColumn(codes: [0, 1, 2, 0], table: ["a", "b", "a"]))
    #expect(try Program(Gallery.histogram()).run(column).values == [3, 1, 3, 3])
    let batch = try #require(Batch(column, starts: [0, 3, 4]))
    #expect(Program(Gallery.histogram()).run(batch).column.values == [2, 1, 2, 1])
  }

  @Test func startsAscendFromTheFirstToTheLast() {
    let column = TypedColumn.integers([1, 2, 3])
    for starts in [[], [0], [1, 3], [0, 2], [0, 2, 1, 3], [0, 4], [0, -1, 3]] {
      #expect(Batch(column, starts: starts) == nil, "\(starts)")
    }
    #expect(Batch(column, starts: [0, 0, 3, 3])?.count == 3)
  }

  /// Columns of batches whose parts are of many kinds, with failures among them.
  @Test func aBatchAsOneColumnIsItsResultsInARow() throws {
    var random = Randomness(seed: 7)
    for _ in 0..<300 {
      let flavour = random.pick(Flavour.allCases)
      let sequences = (0..<random.number(1...40)).map { _ in
        random.values(
          random.chance(80) ? flavour : random.pick(Flavour.allCases),
          count: random.pick([0, 1, 3, 64, 65, 200]))
      }
      var generator = ProgramGenerator(seed: random.next(), input: flavour, count: 3)
      let program = generator.program()
      var starts = [0]
      for sequence in sequences { starts.append(starts[starts.count - 1] + sequence.count) }
      let batch = try #require(
        Batch(TypedColumn(sequences.flatMap { $0 }), starts: starts))
      let output = program.run(batch)
      let (column, faults) = (output.column, output.faults)
      #expect(column.count == starts.last)
      for (number, sequence) in sequences.enumerated() {
        let alone = Result { () throws(Diagnostic) in try program.run(sequence) }
        switch alone {
        case .success(let values):
          let found = (starts[number]..<starts[number + 1]).map { column[$0] }
          #expect(found.exact == values.exact)
        case .failure(let diagnostic):
          #expect(faults.first { $0.sequence == number }?.diagnostic == diagnostic)
        }
      }
      #expect(faults.count == sequences.count { (try? program.run($0)) == nil })
    }
  }

  @Test func appendingToAColumnKeepsItsValues() throws {
    var batch = try #require(Batch(.integers([1, 2]), starts: [0, 2]))
    batch.append(["a"])
    #expect(try Program(tokens).run(batch)[0].get() == [1, 2])
    #expect(try Program(tokens).run(batch)[1].get() == ["a"])
  }

  @Test func aFunctionIsAskedForAllArgumentsAtOnce() throws {
    let calls = Calls()
    let table = FunctionTable(
      rows: { columns in
        calls.add(columns[0].count)
        return columns[0]
      },
      pairs: { keys, queries in
        calls.add(keys.count * queries.count)
        return [Bool](repeating: true, count: keys.count * queries.count)
      })
    let function = Function("f", table: table) { arguments in arguments[0] }
    let letters = Input(String(repeating: "abc", count: 100)).tokens
    #expect(try Program(tokens.map(function)).run(letters).exact == letters.exact)
    #expect(calls.sizes == [3])
    let numbers = (0..<300).map { Value.integer(Int64($0 * 1_000_000)) }
    #expect(try Program(tokens.map(function)).run(numbers).exact == numbers.exact)
    #expect(calls.sizes == [3, 300])
    let selector = select(key(indices), query(indices), function)
    #expect(try Program(selector.width).run(letters).allSatisfy { $0 == 300 })
    #expect(try Program(selector.width).run(Array(letters.prefix(4))).allSatisfy { $0 == 4 })
    #expect(calls.sizes == [3, 300, 90_000, 16])
  }
}

/// What a function was asked, in order. Tests are on one thread.
private final class Calls: @unchecked Sendable {
  private(set) var sizes: [Int] = []
  func add(_ size: Int) { sizes.append(size) }
}
