import RASP

/// S-ops that keys are, tabulated over tokens, positions and what is the same at all positions: what can
/// be read off all their values.
struct PositionTables {
  /// What an s-op is made from by elementwise operations.
  private struct Leaves {
    var all: Set<NodeID> = []
    var readsTokens = false
    var readsIndices = false
    /// Aggregates that are the same at all positions, the length left out, with the values they may have.
    var uniform: [(id: NodeID, values: [Value])] = []
    /// Aggregates that are the length.
    var lengths: [NodeID] = []
  }

  private let program: Program
  private let domain: Domain
  private let forms: SelectorForms
  private let known: KnownValues
  /// What comparisons read at the key.
  private var keys: Set<NodeID> = []
  /// How many operations may still be done, for all s-ops of a program together.
  private var budget = 1 << 20

  /// The most operations that one value may take.
  private static let sliceLimit = 64

  /// Cost: linear in the program.
  init(_ program: Program, _ domain: Domain, forms: SelectorForms, known: KnownValues) {
    (self.program, self.domain, self.forms, self.known) = (program, domain, forms, known)
    for id in program.ids {
      if let key = program[id].keyAndQuery?.key { keys.insert(key) }
    }
  }

  /// Whether a key has no value at two positions of one input, whatever the tokens there are. False
  /// where that would be too much to look at.
  ///
  /// - Parameter isUniform: whether the s-ops before it are the same at all positions.
  /// Cost: linear in the positions, times the vocabulary if tokens are read, times what uniform
  /// aggregates may be; bounded for a program.
  mutating func tellPositionsApart(_ id: NodeID, _ isUniform: NodeMap<Bool>) -> Bool {
    guard keys.contains(id), let (leaves, size) = leaves(of: id, isUniform), leaves.readsIndices
    else { return false }
    let tokens = leaves.readsTokens ? domain.vocabulary : [0]
    let lengths = leaves.lengths.isEmpty ? [domain.maximumLength] : Array(1...domain.maximumLength)
    var cost = size
    for factor in [tokens.count, lengths.count, domain.maximumLength]
      + leaves.uniform.map({ $0.values.count })
    {
      let (product, overflow) = cost.multipliedReportingOverflow(by: factor)
      if overflow || product > budget { return false }
      cost = product
    }
    budget -= cost
    var slice = SliceEvaluator(program, id, given: leaves.all)
    var choice = leaves.uniform.map { _ in 0 }
    repeat {
      for (index, leaf) in leaves.uniform.enumerated() {
        slice.set(leaf.id, leaf.values[choice[index]])
      }
      for length in lengths {
        for leaf in leaves.lengths { slice.set(leaf, .integer(Int64(length))) }
        if !isDifferent(&slice, tokens, upTo: length, leaves.all) { return false }
      }
    } while choice.advance(leaves.uniform.map { $0.values.count })
    return true
  }

  /// Whether a slice has no value at two of the first positions.
  private func isDifferent(
    _ slice: inout SliceEvaluator, _ tokens: [Value], upTo length: Int, _ leaves: Set<NodeID>
  ) -> Bool {
    var seen: Set<Value> = []
    for position in 0..<length {
      var here: Set<Value> = []
      for token in tokens {
        for leaf in leaves {
          if program[leaf].operation == .source(.tokens) { slice.set(leaf, token) }
          if program[leaf].operation == .source(.indices) {
            slice.set(leaf, .integer(Int64(position)))
          }
        }
        guard let value = try? slice.evaluate() else { return false }
        here.insert(value)
      }
      guard seen.isDisjoint(with: here) else { return false }
      seen.formUnion(here)
    }
    return true
  }

  /// What an s-op is made from, and of how many nodes; `nil` if of anything else, or of too many.
  private func leaves(of root: NodeID, _ isUniform: NodeMap<Bool>) -> (Leaves, size: Int)? {
    var leaves = Leaves()
    var (seen, pending) = (Set([root]), [root])
    while let id = pending.popLast() {
      switch program[id].applied {
      case .source(.constant): break
      case .source(.list), .selector: return nil
      case .source(.tokens):
        leaves.readsTokens = true
        leaves.all.insert(id)
      case .source(.indices):
        leaves.readsIndices = true
        leaves.all.insert(id)
      case .aggregate(let aggregate):
        guard id != root, isUniform[id] else { return nil }
        leaves.all.insert(id)
        if isLength(aggregate) {
          leaves.lengths.append(id)
        } else if let values = known[id] {
          leaves.uniform.append((id, values))
        } else {
          return nil
        }
      case .elementwise:
        for operand in program[id].operands where seen.insert(operand).inserted {
          pending.append(operand)
        }
      }
      if seen.count > PositionTables.sliceLimit { return nil }
    }
    return (leaves, seen.count)
  }

  /// Whether an aggregate counts all positions.
  private func isLength(_ aggregate: AppliedAggregate<NodeID>) -> Bool {
    guard aggregate.reduction == .sum,
      program.constant(aggregate.value)?.isIdentical(to: 1) == true,
      let form = forms[aggregate.selector], form.pick == nil, form.terms.count == 1,
      form.terms[0].coefficient == 1
    else { return false }
    return form.terms[0].atoms.allSatisfy { atom in
      guard case .pair(.node(let key), .node(let query)) = atom.subject,
        let a = program.constant(key), let b = program.constant(query)
      else { return false }
      return atom.outcomes.contain(a, b)
    }
  }
}

extension Program {
  /// What an s-op is everywhere, if it is written as one value.
  func constant(_ id: NodeID) -> Value? {
    guard case .source(.constant(let constant)) = self[id].operation else { return nil }
    return constant.value
  }
}
