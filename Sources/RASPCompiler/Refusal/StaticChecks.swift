import RASP

/// What is checked of a program before and after it is planned.
enum Support {
  /// Everything that can be told from the program and the domain alone.
  static func check(_ program: Program, _ domain: Domain) throws(Refusal) {
    var reasons = domain.faults
    if program.result == .selector {
      reasons.append(.init(.notASequence, program.output, in: program))
    }
    reasons += lists(program, domain)
    for id in program.ids {
      guard let selector = program[id].aggregate?.selector else { continue }
      if SelectorNormalForm(selector, in: program) == nil {
        let limit = SelectorNormalForm.maximumTerms
        reasons.append(.init(.selectorTooComplex(limit: limit), selector, in: program))
      }
    }
    if !reasons.isEmpty { throw Refusal(reasons) }
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

  /// Looks for an input of the domain on which the program fails.
  static func checkRuns(_ program: Program, _ domain: Domain) throws(Refusal) {
    let inputs = SampleInputs.forSearch(program, domain)
    let results = program.run(batch: inputs)
    for (input, result) in zip(inputs, results) {
      if case .failure(let diagnostic) = result {
        throw Refusal([.init(.failsOn(input, diagnostic))])
      }
    }
  }
}
