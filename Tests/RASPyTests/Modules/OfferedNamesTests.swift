import RASPText
import Testing

@testable import RASPy

/// Every name that the modules of other dialects offer stands in a program beside what an oracle
/// computes: a name that is added without one fails here.
@Suite struct OfferedNamesTests {
  /// The programs that show what the names of a module mean, and how they write them.
  struct Showcase: Sendable, CustomTestStringConvertible {
    let module: String
    /// What stands before a name there, such as `rasp.`.
    let qualifier: String
    let programs: [String]
    var testDescription: String { module }
  }

  private static let tracr = TracrTests.cases.map(\.text) + TracrTests.constants.map(\.text)
  private static let numpy =
    NumpyRASPTests.cases.map(\.text) + NumpyRASPTests.literals.map(\.text)
    + [NumpyRASPTests.mode]
  private static let elsewhere = TracrTests.elsewhere.map(\.text)

  static let showcases = [
    Showcase(module: "tracr.rasp.rasp", qualifier: "rasp.", programs: tracr),
    Showcase(module: "tracr.compiler.lib", qualifier: "lib.", programs: tracr),
    Showcase(module: "tracr.compiler.compiling", qualifier: "compiling.", programs: elsewhere),
    Showcase(module: "tracr.compiler.validating", qualifier: "validating.", programs: elsewhere),
    Showcase(module: "tracr.rasp.causal_eval", qualifier: "causal_eval.", programs: elsewhere),
    Showcase(module: "np_rasp", qualifier: "", programs: numpy),
    Showcase(module: "np_rasp.core", qualifier: "", programs: numpy),
    Showcase(module: "np_rasp.lib", qualifier: "", programs: numpy),
    Showcase(module: "numpy", qualifier: "np.", programs: numpy),
    Showcase(module: "raspy", qualifier: "", programs: RaspyModuleTests.texts),
    Showcase(module: "raspy.rasp", qualifier: "", programs: RaspyModuleTests.texts),
    Showcase(module: "raspy.visual", qualifier: "", programs: RaspyModuleTests.texts),
    Showcase(module: "raspy.visualize", qualifier: "", programs: RaspyModuleTests.texts),
  ]

  @Test(arguments: showcases)
  func eachStandsInAProgram(_ showcase: Showcase) throws {
    let offered = try #require(Runtime(Surroundings()).exports(of: showcase.module))
    let names = offered.filter { !$0.hasPrefix("_") }
    #expect(!names.isEmpty)
    let words = Self.words(of: showcase.programs.joined(separator: "\n"))
    #expect(names.filter { !words.contains(showcase.qualifier + $0) } == [])
  }

  /// The members of what is no function.
  @Test func eachMemberStandsInAProgram() throws {
    let module = NativeModule.tracr()
    let words = Self.words(of: Self.tracr.joined(separator: "\n"))
    for name in ["Comparison", "Encoding"] {
      guard case .module(let inner)? = module[name], case .table(let table) = inner.content else {
        Issue.record("\(name) has no members")
        continue
      }
      #expect(table.names.filter { !words.contains("rasp.\(name).\($0)") } == [])
    }
    let methods = TracrMethod.allCases.map(\.rawValue)
    #expect(methods.filter { name in !words.contains { $0.hasSuffix("." + name) } } == [])
  }

  /// The names in a text, and each with what stands before its dots: of `rasp.Encoding.NUMERICAL`
  /// also `rasp.Encoding`. A name behind a dot does not count as one that stands alone.
  private static func words(of text: String) -> Set<String> {
    var words: Set<String> = []
    for chain in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || "_.".contains($0)) })
    {
      let parts = chain.split(separator: ".", omittingEmptySubsequences: false)
      for count in parts.indices { words.insert(parts[...count].joined(separator: ".")) }
    }
    // Behind a bracket a chain starts with a dot.
    return words
  }
}
