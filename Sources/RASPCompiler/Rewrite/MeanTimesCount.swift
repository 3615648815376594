import RASP

/// Means that a program multiplies by the number of keys they are over, to have the sum: they are
/// compiled as that sum.
///
/// ```swift
/// // How many tokens up to here are "a", in a language that can only average:
/// let upToHere = key(indices) <= query(indices)
/// ((indices + 1) * upToHere.mean(`where`(tokens == "a", 1, 0))).round()
/// ```
///
/// A mean over up to n keys is one of about n * n / 3 fractions, as little as 1 / (n * n) apart;
/// the sum is one of n + 1 integers.
enum MeanTimesCount {
  /// The program with such roundings replaced by sums.
  ///
  /// - Parameter source: the program as it was written.
  static func rewrite(_ facts: ProgramFacts, of source: Program) -> RewrittenProgram {
    var program = facts.program
    var means: [NodeID: NodeID] = [:]
    for id in facts.program.ids {
      guard let (mean, factor) = facts.program.meanTimes(id),
        let aggregate = facts.program[mean].aggregate, isCount(factor, of: aggregate, facts)
      else { continue }
      program = program.replacing(
        id, with: .aggregate(.sum, default: Constant(0)), of: facts.program[mean].operands)
      means[id] = mean
    }
    return RewrittenProgram(
      source: source, facts: means.isEmpty ? facts : facts.applied(to: program),
      means: means)
  }

  /// Whether an s-op is, at every position, the number of keys that a mean is over, and the mean's
  /// sum is one of integers so small that rounding gives it exactly.
  private static func isCount(
    _ factor: NodeID, of mean: AppliedAggregate<NodeID>, _ facts: ProgramFacts
  ) -> Bool {
    let length = facts.domain.maximumLength
    guard facts.values.isInteger[mean.value], let size = facts.values.magnitude[mean.value],
      size * Double(length) < Precision.exactWhole, let form = facts.forms[mean.selector],
      let selections = PositionSelections(form, facts),
      let factors = facts.slices.values(of: factor, positions: length)
    else { return false }
    return factors.indices.allSatisfy { position in
      selections.count(at: position).map { .integer(Int64($0)) == factors[position] && $0 > 0 }
        ?? false
    }
  }
}

extension Program {
  /// What a rounding multiplies, if it is of a mean times an s-op of no layer.
  fileprivate func meanTimes(_ id: NodeID) -> (mean: NodeID, factor: NodeID)? {
    guard case .elementwise(.unary(.round, let product)) = self[id].applied,
      case .elementwise(.binary(.multiply, let a, let b)) = self[product].applied
    else { return nil }
    for (mean, factor) in [(a, b), (b, a)] {
      if case .aggregate(.mean, _) = self[mean].operation, self[factor].layer == 0 {
        return (mean, factor)
      }
    }
    return nil
  }
}
