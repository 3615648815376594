import TestSupport
import Testing

@testable import RASP

struct NormalFormTests {
  private func form(_ selector: AttentionSelector, causal: Bool = false) throws
    -> SelectorNormalForm
  {
    let program = Program(selector, causal: causal)
    return try #require(SelectorNormalForm(program.output, in: program))
  }

  /// The text with `a`, `b` ... for s-ops in the order of their places, positions aside.
  private func text(_ selector: AttentionSelector, causal: Bool = false) throws -> String {
    var text = try form(selector, causal: causal).description
    let program = Program(selector, causal: causal)
    var letter = Unicode.Scalar("a")
    for id in program.ids where program[id].operation.result == .sop {
      if program[id].operation == .source(.indices) { continue }
      text = text.replacing(id.description, with: String(Character(letter)))
      letter = Unicode.Scalar(letter.value + 1) ?? letter
    }
    return text
  }

  @Test func outcomesOfOnePairAreMerged() throws {
    let (less, equal) = (key(tokens) < query(tokens), key(tokens) == query(tokens))
    #expect(try text(less | equal) == "[a <= a]")
    #expect(try text(!less) == "[a >= a]")
    #expect(try text(!equal) == "[a != a]")
    #expect(try text(less != (less | equal)) == "[a = a]")
    #expect(try text(less & equal) == "0")
    #expect(try text(less | !less) == "1")
  }

  @Test func termsExcludeEachOther() throws {
    let (before, same) = (Gallery.before, Gallery.same)
    let smaller = key(tokens) < query(tokens)
    #expect(try text((before & same) | smaller) == "[indices < indices][a = a] + [a < a]")
    #expect(try text(before | same) == "[indices < indices] + [indices >= indices][a = a]")
    #expect(try text(!(before & same)) == "[indices < indices][a != a] + [indices >= indices]")
    let xor = try text(before != same)
    #expect(xor == "[indices < indices][a != a] + [indices >= indices][a = a]")
  }

  @Test func predicatesAreOpaque() throws {
    let odd = select(key(tokens), query(tokens), name: "odd") { (_: Value, _: Value) in true }
    #expect(try text(odd & Gallery.same) == "[predicate %1][a = a]")
    #expect(try text(!odd) == "[not predicate %1]")
    #expect(try text(odd | !odd) == "1")
  }

  @Test func causalHidesLaterKeys() throws {
    #expect(try text(Gallery.before, causal: true) == "[indices < indices]")
    #expect(try text(Gallery.after, causal: true) == "0")
    #expect(try text(Gallery.same, causal: true) == "[a = a][indices <= indices]")
  }

  @Test func hasBounds() {
    var selector = Gallery.same
    for i in 1...20 { selector = selector | (key(tokens + SOp(i)) < query(tokens)) }
    let program = Program(selector)
    #expect(SelectorNormalForm(program.output, in: program) == nil)
  }

  /// Every assignment of outcomes to pairs: the terms that hold add up to the selector.
  @Test func agreesWithTheTruthTable() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    let rounds = 1_500
    var (terms, tooLong) = (0, 0)
    for _ in 0..<rounds {
      let selector = random.selector(depth: random.number(0...4))
      let program = Program(selector)
      let subjects = Set(program.comparisons(of: program.output).map { subject($0, program) })
      if subjects.count > 5 { continue }
      guard let form = SelectorNormalForm(program.output, in: program) else {
        tooLong += 1
        continue
      }
      terms += form.terms.count
      for assignment in assignments(Array(subjects)) {
        let expected = truth(program, assignment) ? 1 : 0
        var sum = 0
        for term in form.terms {
          let holds = term.atoms.allSatisfy { atom in
            assignment[atom.subject].map { atom.outcomes.contains($0) } ?? false
          }
          if holds { sum += term.coefficient }
        }
        try #require(sum == expected, "RASP_SEED=\(Randomness.environmentSeed)\n\(program)\(form)")
      }
    }
    Randomness.report("normal forms", count: terms)
    // No selector of the usual seed has more terms than a form may have; with others few do.
    #expect(tooLong * 100 <= (Randomness.isUsualSeed ? 0 : rounds), "\(tooLong)")
    if Randomness.isUsualSeed { #expect(terms > rounds) }
  }

  private typealias Assignment = [SelectorNormalForm.Subject: SelectorNormalForm.Outcomes]

  private func subject(_ id: NodeID, _ program: Program) -> SelectorNormalForm.Subject {
    guard case .select(.relation, let key, let query)? = program[id].selector else {
      return .predicate(id)
    }
    let source = { (id: NodeID) in
      program[id].operation == .source(.indices)
        ? SelectorNormalForm.Source.indices : .node(id)
    }
    return .pair(key: source(key), query: source(query))
  }

  private func assignments(_ subjects: [SelectorNormalForm.Subject]) -> [Assignment] {
    var results: [Assignment] = [[:]]
    for subject in subjects {
      var outcomes: [SelectorNormalForm.Outcomes] = [.less, .equal, .greater]
      if case .predicate = subject { outcomes = [.fails, .holds] }
      results = results.flatMap { assignment in
        outcomes.map { assignment.merging([subject: $0]) { $1 } }
      }
    }
    return results
  }

  private func truth(_ program: Program, _ assignment: Assignment) -> Bool {
    var results: [NodeID: Bool] = [:]
    for id in program.selectors(below: program.output) {
      switch program[id].selector {
      case .select(.relation(let relation), _, _):
        results[id] = assignment[subject(id, program)].map { relation.outcomes.contains($0) }
      case .select(.function, _, _): results[id] = assignment[.predicate(id)] == .holds
      case .not(let a): results[id] = results[a].map { !$0 }
      case .combine(let op, let a, let b):
        results[id] = op.combines(results[a] ?? false, results[b] ?? false)
      case .pick?, nil: break
      }
    }
    return results[program.output] ?? false
  }
}

extension Randomness {
  /// A selector of a few comparisons that share their pairs.
  fileprivate mutating func selector(depth: Int) -> AttentionSelector {
    if depth == 0 {
      let sides = [tokens, indices, tokens + 1]
      if chance(10) {
        return select(key(pick(sides)), query(tokens), RandomFunctions.predicates[0])
      }
      return AttentionSelector(pick(Relation.allCases), key(pick(sides)), query(pick(sides)))
    }
    let op = pick([nil] + SelectorOperator.allCases)
    let first = selector(depth: depth - 1)
    guard let op else { return !first }
    return AttentionSelector(.combine(op), first.expression, selector(depth: depth - 1).expression)
  }
}
