import RASP
import RASPCompiler
import RASPOptimizer
import Testing

/// Programs as RASPy text, read back by the dialect.
struct RASPyTextTests {
  @Test(arguments: Gallery.allEntries.map { $0.name })
  func isReadBack(_ name: String) throws {
    let entry = try #require(Gallery.allEntries.first { $0.name == name })
    let original = Program(entry.program)
    guard let text = RASPyText(original).text else {
      #expect(["atoi", "dashes_to_numbers", "add", "hard_add"].contains(name))
      return
    }
    let read = try program(text)
    #expect(read.layer == original.layer)
    #expect(read.heads.map { $0.count } == original.heads.map { $0.count })
    let tokens = Array(Set(entry.example.tokens.map { Constant($0) })).map { $0.value }
    let domain = Domain(vocabulary: Array(tokens.prefix(4)), maximumLength: 4)
    #expect(Comparison(original, read, on: domain).evidence?.isComplete == true, "\(text)")
  }

  @Test func writesWhatIsSharedOnce() throws {
    #expect(
      RASPyText(Program(Gallery.histogram())).text == """
        histogram = (key(tokens) == query(tokens)).value(1)
        histogram

        """)
  }
}
