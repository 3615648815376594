import RASP

/// Runs two programs on inputs with the reference evaluator, and keeps what holds on all of them.
struct CertificateRun {
  private let original: Program
  private let result: Program
  private(set) var inputs = 0
  private(set) var failures = 0
  /// FNV-1a of the original's outputs as JSON.
  private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  private(set) var steps: [Certificate.Step]
  /// Steps that are told must hold; those that are looked for are dropped where they do not.
  private let mustHold: Bool
  private var rows: [Certificate.FunctionRow: Bool] = [:]
  private var order: [Certificate.FunctionRow] = []

  init(_ original: Program, _ result: Program, steps: [Certificate.Step]?) {
    (self.original, self.result) = (original, result)
    mustHold = steps != nil
    self.steps = steps ?? CertificateRun.candidates(original, result)
  }

  /// Every s-op of the original that reads an aggregate, with every s-op of the result.
  private static func candidates(_ original: Program, _ result: Program) -> [Certificate.Step] {
    let isWanted = { (program: Program) in
      program.ids.filter { program[$0].operation.result == .sop && program[$0].layer > 0 }
    }
    return isWanted(original).flatMap { a in
      isWanted(result).map { Certificate.Step(original: a.index, result: $0.index) }
    }
  }

  mutating func run(
    _ vocabulary: [Value], _ maximumLength: Int, upTo length: Int, random: Int, seed: UInt64,
    _ isStopped: () -> Bool
  ) throws(CertificateFault) {
    for count in 0...max(0, length) {
      var digits = [Int](repeating: 0, count: count)
      repeat {
        try compare(digits.map { vocabulary[$0] })
        inputs += 1
        if isStopped() { throw .stopped }
      } while CertificateRun.advance(&digits, base: vocabulary.count)
    }
    var generator = SplitMix64(seed: seed)
    for _ in 0..<random {
      let count = 1 + Int(generator.next() % UInt64(maximumLength))
      try compare(
        (0..<count).map { _ in vocabulary[Int(generator.next() % UInt64(vocabulary.count))] })
      if isStopped() { throw .stopped }
    }
    if !mustHold { keepFirstSteps() }
  }

  /// The next number of so many digits; `false` after the last.
  private static func advance(_ digits: inout [Int], base: Int) -> Bool {
    for index in digits.indices.reversed() {
      digits[index] += 1
      if digits[index] < base { return true }
      digits[index] = 0
    }
    return false
  }

  private mutating func compare(_ input: [Value]) throws(CertificateFault) {
    guard let before = try? Trace(original, Input(input)) else {
      failures += 1
      return
    }
    let fault = CertificateFault.differs(input.map { Constant($0) })
    guard let after = try? Trace(result, Input(input)) else { throw fault }
    guard CertificateRun.agree(before.output, after.output) else { throw fault }
    for byte in Value.jsonArray(before.output).utf8 {
      digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    try checkSteps(before, after)
    noteFunctions(before)
  }

  private static func agree(_ a: [Value], _ b: [Value]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.isIdentical(to: $1) }
  }

  private mutating func checkSteps(_ before: Trace, _ after: Trace) throws(CertificateFault) {
    let (a, b) = (Array(original.ids), Array(result.ids))
    var kept: [Certificate.Step] = []
    for step in steps {
      if CertificateRun.agree(before.values(a[step.original]), after.values(b[step.result])) {
        kept.append(step)
      } else if mustHold {
        throw .step(step)
      }
    }
    if !mustHold { steps = kept }
  }

  /// One step a node of the original: that of the lowest layer.
  private mutating func keepFirstSteps() {
    let b = Array(result.ids)
    var best: [Int: Int] = [:]
    for step in steps {
      if let known = best[step.original], result[b[known]].layer <= result[b[step.result]].layer {
        continue
      }
      best[step.original] = step.result
    }
    steps = best.sorted { $0.key < $1.key }.map {
      Certificate.Step(original: $0.key, result: $0.value)
    }
  }

  // MARK: Functions

  private mutating func noteFunctions(_ trace: Trace) {
    for id in original.ids {
      guard case .elementwise(.apply(let function)) = original[id].operation else { continue }
      let columns = original[id].operands.map { trace.values($0) }
      for (position, value) in trace.values(id).enumerated() {
        let row = Certificate.FunctionRow(
          name: function.name, arguments: columns.map { Constant($0[position]) },
          result: Constant(value))
        if rows.updateValue(true, forKey: row) == nil { order.append(row) }
      }
    }
  }

  /// What the original's functions gave.
  func functionRows() throws(CertificateFault) -> [Certificate.FunctionRow] {
    var names: [String: Function] = [:]
    for node in original.nodes {
      switch node.operation {
      case .selector(.select(.function(let function))): throw .selectingFunction(function.name)
      case .elementwise(.apply(let function)):
        // Two functions of one name are one in the text of the rows.
        if let known = names[function.name], known != function {
          throw .selectingFunction(function.name)
        }
        names[function.name] = function
      case .source, .elementwise, .selector, .aggregate: continue
      }
    }
    return order
  }
}
