import RASP
import RASPCompiler
import Testing

/// The inputs that models are tried on.
struct SampleTests {
  /// What is made piece by piece is what is made at once.
  @Test(arguments: [0, 1, 3])
  func allInputsByTheirIndices(fixedLength: Int) throws {
    let list: SOp =
      fixedLength == 0 ? tokens : SOp(list: (0..<fixedLength).map { .integer(Int64($0)) })
    let domain = Domain(vocabulary: ["a", 1, true], maximumLength: 4)
    let samples = SampleInputs(Program(list), domain, seed: 1)
    let all = samples.all
    let count = try #require(samples.allCount(upTo: 1_000))
    #expect(count == all.count)
    for step in [1, 7, count] {
      var pieces: [[Value]] = []
      for first in stride(from: 0, to: count, by: step) {
        pieces += samples.all(first..<min(count, first + step))
      }
      #expect(pieces.map(Value.jsonArray) == all.map(Value.jsonArray))
    }
    #expect(samples.allCount(upTo: 10) == nil)
  }

  @Test func aDomainWithoutTokensHasOneInput() {
    var samples = SampleInputs(
      Program(tokens), Domain(vocabulary: [], maximumLength: 4), seed: 1)
    #expect(samples.allCount(upTo: 10) == 1)
    #expect(samples.edgeCases.map(\.count) == [0])
    #expect(samples.random(5).isEmpty)
  }
}
