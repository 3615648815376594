import Foundation
import RASP
import RASPTransformer
import TestSupport

/// How much is compared: all of it if `RASP_THOROUGH` is set, as `Scripts/test` does for an
/// optimised build; else what an unoptimised one does in a minute.
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
