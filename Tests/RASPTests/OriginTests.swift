import Testing

@testable import RASP

@Suite struct OriginTests {
  private let first = Origin(source: 0, start: 4, end: 9)
  private let second = Origin(source: 1, start: 0, end: 3)

  @Test func originIsNoPartOfWhatAnOperationIs() throws {
    let program = Program((tokens + 1).at(first) * (tokens + 1).at(second))
    #expect(program.nodes.count == 4)
    #expect(program.description == Program((tokens + 1) * (tokens + 1)).description)
    try program.verify()
  }

  @Test func firstOriginStays() {
    let program = Program((tokens + 1).at(first) * (tokens + 1).at(second))
    #expect(program.nodes.map { $0.origin } == [nil, nil, first, nil])
  }

  @Test func laterOriginFillsAGap() {
    let program = Program((tokens + 1) * (tokens + 1).at(second))
    #expect(program.nodes[2].origin == second)
  }

  @Test func diagnosticCarriesTheOrigin() {
    let before = (key(tokens) < query(indices)).at(first)
    #expect(throws: Diagnostic.self) { try before.value(1)("a") }
    do throws(Diagnostic) {
      _ = try before.value(1).at(second)("a")
    } catch {
      #expect(error.origin == first)
      #expect(!error.description.contains("Origin"))
    }
  }

  @Test func bothEvaluatorsAgreeOnIt() {
    let program = Program((tokens / 0).at(second))
    do throws(Diagnostic) { _ = try program.run([1]) } catch { #expect(error.origin == second) }
    do throws(Diagnostic) {
      _ = try ReferenceEvaluator.evaluate(program, [1])
    } catch {
      #expect(error.origin == second)
    }
  }
}
