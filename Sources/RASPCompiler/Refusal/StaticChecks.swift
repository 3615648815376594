import RASP

/// What is refused before anything is analysed.
enum StaticChecks {
  /// Everything that can be told from the program's form and the domain alone.
  static func check(
    _ program: Program, over domain: Domain, forms: SelectorForms
  ) throws(Refusal) {
    var reasons = domain.faults
    if program.result == .selector {
      reasons.append(.init(.notASequence, program.output, in: program))
    }
    reasons += lists(program, domain)
    reasons += selectors(program, forms)
    if !reasons.isEmpty { throw Refusal(reasons) }
  }

  /// Selectors that are no sum of conjunctions, and extrema of more than one.
  private static func selectors(
    _ program: Program, _ forms: SelectorForms
  ) -> [Refusal.Reason] {
    var reasons: [Refusal.Reason] = []
    for selector in forms.withoutForm {
      var fault = Refusal.Fault.selectorTooComplex(limit: SelectorNormalForm.maximumTerms)
      if let inside = SelectorNormalForm.pickInside(selector, in: program),
        case .pick(let extremum, _, _)? = program[inside].selector
      {
        fault = .extremumInside(extremum)
      }
      reasons.append(.init(fault, selector, in: program))
    }
    for selector in forms.ofSeveralTerms {
      guard case .pick(let extremum, _, _)? = program[selector].selector else { continue }
      let terms = forms[selector]?.terms.count ?? 0
      reasons.append(
        .init(.extremumOfSeveral(extremum, terms: terms), selector, in: program))
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
