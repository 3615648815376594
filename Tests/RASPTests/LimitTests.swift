import Foundation
import Testing

@testable import RASP

/// The smallest inputs, the largest, and very many of them.
struct LimitTests {
  @Test(arguments: Gallery.entries.map(\.name))
  func emptyInputGivesAnEmptySequence(_ name: String) throws {
    let sop = try #require(Gallery.entries.first { $0.name == name }).program
    #expect(try sop("").values == [])
    #expect(try sop([], causal: true).values == [])
    #expect(try Trace(Program(sop), "").output == [])
  }

  /// Operations that would fail anywhere fail nowhere if there is no position.
  @Test func emptyInputHasNoErrors() throws {
    #expect(try (SOp(1) / 0)("").values == [])
    #expect(try (tokens + [])("").values == [])
    #expect(try (key("a") < query(1)).value(tokens)("").values == [])
  }

  @Test func aMillionTokensNeedNoMatrix() throws {
    let count = 1_000_000
    let numbers = Input((0..<count).map { $0.asValue })
    let output = try `where`(tokens % 2 == 0, tokens * 2 - 1, "odd")(numbers)
    #expect(output.count == count)
    #expect(output[0] == -1 && output[1] == "odd" && output[count - 2] == 1_999_995)
    #expect(try Gallery.minusPlusIndices()(numbers).last == 1_999_993)
    #expect(output.description.hasPrefix("[-1,\"odd\",3,"))
  }

  /// The budget counts each string before all of them are made: the error comes without the memory
  /// being taken.
  @Test func resultsAreBounded() {
    let long = String(repeating: "x", count: 60_000)
    let sop = tokens.map("long") { (i: Int) in String(i) + long }
    let input = Input(Array(0..<40_000))
    let expected = "the results take more memory than the limit of 2048 MB\n  in: long(tokens)"
    let columnar = message { try sop(input) }.prefix(expected.count)
    #expect(columnar == expected)
    let reference = message { try ReferenceEvaluator.evaluate(Program(sop), input.tokens) }
    #expect(reference.prefix(expected.count) == expected)
  }

  /// What is no longer needed is given back to the budget: three results are more than its 2 GB, any
  /// two are less.
  @Test func resultsThatAreUsedAreReleased() throws {
    let long = Value.string(String(repeating: "x", count: 60_000))
    var sop = tokens
    for _ in 0..<3 { sop = SOp.zip([sop, indices]) { _ in long } }
    #expect(try sop(Input([Value](repeating: 0, count: 12_500))).count == 12_500)
  }

  @Test func repeatedRunsDoNotGrow() throws {
    let digits = String(repeating: "7", count: 99) + "+" + String(repeating: "8", count: 100)
    let (add, input) = (Gallery.add(), Input(digits))
    #expect(input.tokens.count == 200)
    for _ in 0..<10 { _ = try add(input) }
    // Other tests run meanwhile, in the same process; a leak shows whenever one looks.
    var growth: [Int] = []
    for _ in 0..<5 where growth.allSatisfy({ $0 >= 20 << 20 }) {
      let before = try residentBytes()
      for _ in 0..<200 { _ = try add(input) }
      growth.append(try residentBytes() - before)
    }
    #expect(growth.contains { $0 < 20 << 20 }, "bytes that each 200 runs took: \(growth)")
  }

  private func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return try #require(Int(text.split(separator: " ")[1])) * 4096
  }
}
