import RASP
import TestSupport
import Testing

@testable import RASPCompiler

/// What the analyses say of random programs, against the values that the evaluator finds on every
/// input. An analysis may say too little; it must never say what is not so.
struct FactTests {
  private static let programs = Effort.isThorough ? 2_000 : 80

  @Test func holdOnEveryInput() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    var counts = Counts()
    for _ in 0..<FactTests.programs {
      var generator = ProgramGenerator(seed: random.next())
      let test = generator.next()
      let compared = KnownPredicates.rewrite(test.program, over: test.domain)
      let forms = SelectorForms(compared)
      guard forms.withoutForm.isEmpty else { continue }
      let facts = CompilerFacts(
        MeanTimesCount.rewrite(
          ProgramFacts(compared, over: test.domain, forms: forms), of: test.program))
      for input in SampleInputs(test.program, test.domain, seed: 1).all.suffix(40) {
        guard let truth = try? Trace(facts.program, Input(input)) else { continue }
        check(facts, truth, input.count, &counts)
      }
    }
    print("facts that were checked: \(counts)")
    guard Randomness.isUsualSeed else { return }
    let all = [counts.integral, counts.magnitude, counts.uniform, counts.injective, counts.one]
    #expect(all.allSatisfy { $0 > 0 }, "each kind of fact is said of something")
  }

  private struct Counts {
    var integral = 0
    var magnitude = 0
    var uniform = 0
    var injective = 0
    var one = 0
    var itself = 0
    var equal = 0
  }

  private func check(
    _ facts: CompilerFacts, _ truth: Trace, _ length: Int, _ counts: inout Counts
  ) {
    let program = facts.program
    for id in program.ids where program[id].operation.result == .sop {
      let values = truth.values(id)
      checkValues(facts, id, values, "\(program)\(id): \(values)", &counts)
    }
    for id in program.ids {
      guard let selector = program[id].aggregate?.selector, length > 0,
        let form = facts.forward.forms[selector]
      else { continue }
      let rows = truth.matrix(selector)
      let text = "\(program)\(selector): \(rows)"
      checkRows(facts, form, rows, text, &counts)
      guard let value = program[id].aggregate?.value,
        facts.forward.positions.selectsEqual(value, form)
      else { continue }
      counts.equal += 1
      let values = truth.values(value)
      for row in rows {
        let selected = row.indices.filter { row[$0] }.map { values[$0] }
        #expect(selected.allSatisfy { $0 == selected[0] }, "\(text)")
      }
    }
  }

  private func checkValues(
    _ facts: CompilerFacts, _ id: NodeID, _ values: [Value], _ text: String,
    _ counts: inout Counts
  ) {
    let (known, positions) = (facts.forward.values, facts.forward.positions)
    if known.isIntegral[id] {
      counts.integral += 1
      #expect(values.allSatisfy { $0.integralAmount != nil }, "\(text)")
    }
    if known.isInteger[id] { #expect(values.allSatisfy { $0.kind == .integer }, "\(text)") }
    if let magnitude = known.magnitude[id] {
      counts.magnitude += 1
      // The mean of three times 0.1 is a little above 0.1.
      let most = magnitude * (1 + 1e-12)
      #expect(values.allSatisfy { abs($0.amount ?? .infinity) <= most }, "\(text)")
    }
    #expect(values.allSatisfy { facts.kinds.kinds[id].contains(Kinds($0)) }, "\(text)")
    if positions.isUniform[id] {
      counts.uniform += 1
      #expect(values.allSatisfy { $0 == values[0] }, "\(text)")
    }
    if positions.isInjective[id] {
      counts.injective += 1
      for (index, value) in values.enumerated() {
        #expect(!values[..<index].contains(value), "\(text)")
      }
    }
  }

  private func checkRows(
    _ facts: CompilerFacts, _ form: SelectorNormalForm, _ rows: [[Bool]], _ text: String,
    _ counts: inout Counts
  ) {
    if facts.forward.positions.selectsAtMostOne(form) {
      counts.one += 1
      #expect(rows.allSatisfy { $0.count { $0 } <= 1 }, "\(text)")
    }
    if facts.forward.positions.selectsItself(form) {
      counts.itself += 1
      #expect(rows.indices.allSatisfy { rows[$0][$0] }, "\(text)")
    }
    guard let selections = PositionSelections(form, facts.forward) else { return }
    for (query, row) in rows.enumerated() {
      #expect(selections.counts.contains(row.count { $0 }), "\(text)")
      for (key, isSelected) in row.enumerated() {
        let expected = selections.rows[query][key]
        #expect(expected == .sometimes || (expected == .always) == isSelected, "\(text)")
      }
    }
  }
}
