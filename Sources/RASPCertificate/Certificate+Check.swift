import RASP

extension Certificate {
  /// Runs everything that the certificate tells again.
  ///
  /// ```swift
  /// let before = Program((key(tokens) == query(tokens)).value(tokens) == tokens)
  /// let program = Program(tokens == tokens)
  /// let made = try Certificate(
  ///   program, program, vocabulary: ["a"], maximumLength: 2, enumeratedLength: 2)
  /// (try? made.check()) == nil       // true: it is no better
  /// ```
  /// Cost: both programs with the reference evaluator on every input.
  /// - Throws: the first ``CertificateFault``.
  public func check(isStopped: () -> Bool = { false }) throws(CertificateFault) {
    try checkForm()
    let (before, after) = (try program(original, "original"), try program(result, "result"))
    try checkClaim(original, ProgramCost(before), "the original")
    try checkClaim(result, ProgramCost(after), "the result")
    let (old, new) = (original.heads.reduce(0, +), result.heads.reduce(0, +))
    if result.layers > original.layers || (result.layers == original.layers && new >= old) {
      throw .notBetter
    }
    for step in steps
    where !before.nodes.indices.contains(step.original)
      || !after.nodes.indices.contains(step.result)
    { throw .step(step) }
    var run = CertificateRun(before, after, steps: steps)
    try run.run(
      vocabulary, maximumLength, upTo: enumeratedLength, random: random, seed: seed, isStopped)
    try check("inputs", inputs, run.inputs)
    try check("failures", failures, run.failures)
    if digest != run.digest {
      throw .wrong("digest", told: String(digest), counted: String(run.digest))
    }
    // Rows that nothing asks for would be a claim that is not checked.
    try check("function rows", functions.count, run.functionRows().count)
  }

  private func checkForm() throws(CertificateFault) {
    if vocabulary.isEmpty || Set(vocabulary.map { Constant($0) }).count != vocabulary.count {
      throw .member("vocabulary")
    }
    if maximumLength < 1 || maximumLength > Trace.limit { throw .member("maximum_length") }
    if !(0...maximumLength).contains(enumeratedLength) { throw .member("enumerated_length") }
    if random < 0 || (random > 0) == isComplete || (random == 0 && seed != 0) {
      throw .member("random")
    }
  }

  private func check(_ what: String, _ told: Int, _ counted: Int) throws(CertificateFault) {
    if told != counted { throw .wrong(what, told: String(told), counted: String(counted)) }
  }

  private func checkClaim(
    _ claim: Claim, _ cost: ProgramCost, _ name: String
  ) throws(CertificateFault) {
    try check("layers of " + name, claim.layers, cost.layers)
    if claim.heads != cost.heads {
      throw .wrong(
        "heads of " + name, told: Certificate.text(claim.heads),
        counted: Certificate.text(cost.heads))
    }
  }

  /// A program of the certificate; its functions give what the rows tell, and fail elsewhere.
  private func program(_ claim: Claim, _ which: String) throws(CertificateFault) -> Program {
    var tables: [String: [[Constant]: Value]] = [:]
    for row in functions { tables[row.name, default: [:]][row.arguments] = row.result.value }
    var known: [String: Function] = [:]
    for (name, table) in tables {
      known[name] = Function(name) { (arguments: [Value]) throws(Problem) -> Value in
        guard let value = table[arguments.map { Constant($0) }] else {
          throw .noResult(function: name, arguments)
        }
        return value
      }
    }
    do {
      return try Program(reading: claim.text, functions: known)
    } catch {
      throw .program(which, message: error.description)
    }
  }
}
