import RASP

/// What is refused before anything is analysed.
enum StaticChecks {
  /// Everything that can be told from the program's form and the domain alone.
  static func check(
    _ program: Program, _ domain: Domain, _ forms: SelectorForms
  ) throws(Refusal) {
    var reasons = domain.faults
    if program.result == .selector {
      reasons.append(.init(.notASequence, program.output, in: program))
    }
    reasons += lists(program, domain)
    for selector in forms.withoutForm {
      let limit = SelectorNormalForm.maximumTerms
      reasons.append(.init(.selectorTooComplex(limit: limit), selector, in: program))
    }
    reasons += extrema(program)
    if !reasons.isEmpty { throw Refusal(reasons) }
  }

  /// Extrema, for which no head is made yet.
  private static func extrema(_ program: Program) -> [Refusal.Reason] {
    var reasons: [Refusal.Reason] = []
    for id in program.ids {
      guard case .pick(let extremum, _, _)? = program[id].selector else { continue }
      reasons.append(.init(.extremum(extremum), id, in: program))
    }
    return reasons
  }

  private static func lists(_ program: Program, _ domain: Domain) -> [Refusal.Reason] {
    var reasons: [Refusal.Reason] = []
    var first: Int?
    for id in program.ids {
      guard case .source(.list(let values)) = program[id].operation else { continue }
      if values.count > domain.maximumLength {
        let fault = Refusal.Fault.listTooLong(values.count, maximum: domain.maximumLength)
        reasons.append(.init(fault, id, in: program))
      }
      if let first, first != values.count {
        reasons.append(.init(.listsDiffer(first, values.count), id, in: program))
      }
      first = first ?? values.count
    }
    return reasons
  }
}
