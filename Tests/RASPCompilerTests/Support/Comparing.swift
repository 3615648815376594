import Foundation
import RASP
import RASPCompiler
import TestSupport
import Testing

/// How much is compared: all of it if `RASP_THOROUGH` is set, by hand and in an optimised
/// build; else what an unoptimised one does in a minute.
enum Effort {
  static let isThorough = ProcessInfo.processInfo.environment["RASP_THOROUGH"] != nil
  /// Domains of at most this many inputs are gone through, of larger ones this many are sampled.
  static let exhaustive = isThorough ? 200_000 : 400
  static let samples = isThorough ? 20_000 : 100
}

extension CompiledModel {
  /// The model of an s-op for all inputs of up to `length` tokens.
  init(
    _ sop: SOp, _ vocabulary: [Value], _ length: Int, causal: Bool = false,
    allowsFailures: Bool = false
  ) throws {
    var options = CompilerOptions()
    options.allowsFailures = allowsFailures
    self = try Compiler.compile(
      Program(sop, causal: causal), for: Domain(vocabulary: vocabulary, maximumLength: length),
      options)
  }

  /// The model against the evaluator on all inputs of a small domain, else on edge cases and random
  /// ones.
  func compared() throws -> Equivalence {
    var samples = SampleInputs(program, domain, seed: Randomness.environmentSeed)
    if domain.inputCount(upTo: Effort.exhaustive) != nil { return try compared(on: samples.all) }
    return try compared(on: samples.edgeCases + samples.random(Effort.samples))
  }

  /// That the model agrees on all these inputs, and holds what its labels say on the last few.
  func expectAgreement(on inputs: [[Value]], labelsOnLast count: Int) throws {
    let result = try compared(on: inputs)
    #expect(result.mismatchCount == 0, "\(result.report)")
    #expect(result.inputs == inputs.count && result.positions > 0)
    var check = LabelCheck(self)
    for input in inputs.suffix(count) {
      let faults = try check.faults(on: input)
      #expect(faults.isEmpty, "\(input): \(faults.prefix(3))")
    }
  }

  func compared(on inputs: [[Value]]) throws -> Equivalence {
    var equivalence = Equivalence()
    for start in stride(from: 0, to: inputs.count, by: 5_000) {
      try equivalence.compare(
        program, transformer, on: Array(inputs[start..<min(start + 5_000, inputs.count)]))
    }
    return equivalence
  }
}

extension Equivalence {
  /// The first mismatches, to be read.
  var report: String {
    let shown = mismatches.prefix(3).map {
      "\($0.input) at \($0.position): \($0.predicted.map { "\($0)" } ?? "nothing") for \($0.expected)"
    }
    return "\(mismatchCount) of \(positions) outputs differ: " + shown.joined(separator: "; ")
  }
}
