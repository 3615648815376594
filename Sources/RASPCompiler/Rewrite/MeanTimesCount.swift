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
struct Counting {
  /// The program with such roundings replaced by sums; the nodes have the same places.
  private(set) var program: Program
  /// For each rounding the mean that it reads.
  private(set) var means: [NodeID: NodeID] = [:]

  init(_ program: Program, _ domain: Domain) {
    self.program = program
    let candidates = program.ids.filter { program.meanTimes($0) != nil }
    if candidates.isEmpty { return }
    let facts = Facts(program, domain)
    for id in candidates {
      guard let (mean, factor) = program.meanTimes(id),
        isCount(factor, of: mean, domain, facts)
      else { continue }
      self.program = self.program.replacing(
        id, with: .aggregate(.sum, default: Constant(0)), of: program[mean].operands)
      means[id] = mean
    }
  }

  /// Whether an s-op is, at every position, the number of keys that a mean is over, and the mean's
  /// sum is one of integers so small that rounding gives it exactly.
  private func isCount(
    _ factor: NodeID, of mean: NodeID, _ domain: Domain, _ facts: Facts
  ) -> Bool {
    guard let value = program[mean].aggregate?.value.index, facts.isInteger[value],
      let size = facts.magnitude[value],
      size * Double(domain.maximumLength) < 0x1p40, let form = facts.forms[mean],
      let selections = Selections(form, program, domain, facts),
      let factors = program.values(of: factor, positions: domain.maximumLength)
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
