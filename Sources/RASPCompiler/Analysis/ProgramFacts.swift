import RASP

/// What forward analyses find out about every node of a program, each computed once.
struct ProgramFacts: Sendable {
  let program: Program
  let domain: Domain
  let forms: SelectorForms
  let values: ValueFacts
  let positions: PositionFacts
  var slices: ElementwiseSlices

  /// Cost: linear in the program.
  init(_ program: Program, over domain: Domain, forms: SelectorForms) {
    self.program = program
    self.domain = domain
    self.forms = forms
    let known = KnownValues(program, domain)
    values = ValueFacts(program, domain, known)
    slices = ElementwiseSlices(program)
    positions = PositionFacts(program, over: domain, forms: forms, values: values, known: known)
  }

  /// The facts of a program with the same selectors in the same places.
  func applied(to program: Program) -> ProgramFacts {
    ProgramFacts(program, over: domain, forms: forms)
  }
}
