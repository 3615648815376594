import RASP
import RASPModel

/// Builds a ``Plan`` block by block. Heads that attend alike, what they move to the same end, and
/// hidden units that read alike are made once.
struct PlanBuilder {
  /// Which head: a selector's term, and how the head treats BOS.
  struct HeadKey: Hashable {
    let selector: NodeID
    let term: Int
    let kind: HeadKind
  }

  /// What the heads of a selector move.
  struct MoveKey: Hashable {
    let selector: NodeID
    let kind: HeadKind
    let value: LinearForm
  }

  private(set) var plan: Plan
  /// What the block that is being made has already.
  private var heads: [HeadKey: Int] = [:]
  private var targets: [MoveKey: Dimension] = [:]
  private var units: [LinearForm: Int] = [:]

  init(_ domain: Domain) { plan = Plan(domain) }

  /// The block that is being made.
  private var block: Int { plan.blocks.count - 1 }
}

// MARK: Blocks and dimensions

extension PlanBuilder {
  /// Begins blocks until there is the one with this index.
  mutating func begin(block: Int) {
    while plan.blocks.count <= block {
      plan.blocks.append(Plan.Block())
      heads = [:]
      targets = [:]
      units = [:]
    }
  }

  /// Dimensions of the embedding, one a token, 1 at that token.
  mutating func embedTokens(_ values: [Value], of sop: SOpName) -> [Dimension] {
    values.enumerated().map { index, value in
      let dimension = dimension(sop: sop, .values([value]), time: 0)
      plan.tokens[index].append(.init(dimension: dimension, weight: 1))
      return dimension
    }
  }

  /// Dimensions of the embedding, one a position, 1 at that position.
  mutating func embedPositions(_ values: [Value], of sop: SOpName) -> [Dimension] {
    values.enumerated().map { index, value in
      let dimension = dimension(sop: sop, .values([value]), time: 0)
      plan.positions[index].append(.init(dimension: dimension, weight: 1))
      return dimension
    }
  }

  /// Dimensions that the hidden units of the block will write, one a value.
  mutating func oneHot(_ values: [Value], of sop: SOpName) -> [Dimension] {
    values.map { dimension(sop: sop, .values([$0]), time: Plan.hidden(of: block)) }
  }

  private mutating func dimension(
    sop: SOpName, _ holds: Plan.Holds, time: Int, isSigned: Bool = false
  ) -> Dimension {
    plan.contents.append(.init(sop: sop, holds: holds, time: time, isSigned: isSigned))
    return Dimension(index: plan.contents.count - 1)
  }

  /// Has logits read from the residual stream.
  mutating func setOutputs(_ values: [Value], _ logits: [LinearForm]) {
    plan.outputs = values
    plan.logits = logits
  }
}

// MARK: Heads

extension PlanBuilder {
  /// The index of a head that is there; it works for one more s-op then.
  mutating func head(_ key: HeadKey, for sop: SOpName) -> Int? {
    guard let index = heads[key] else { return nil }
    let names = plan.blocks[block].heads[index].label.sops
    if !names.contains(where: { $0.id == sop.id }) {
      plan.blocks[block].heads[index].label.sops.append(sop)
    }
    return index
  }

  /// Adds a head, and gives its index.
  mutating func add(_ head: Plan.Head, _ key: HeadKey) -> Int {
    let index = plan.blocks[block].heads.count
    heads[key] = index
    plan.blocks[block].heads.append(head)
    return index
  }

  /// The dimension to which the heads of a selector add what they move, if they do so already.
  func target(_ key: MoveKey) -> Dimension? { targets[key] }

  /// A dimension to which heads will add what they move.
  mutating func addTarget(
    _ key: MoveKey, of sop: SOpName, holds: Plan.Holds, isSigned: Bool
  ) -> Dimension {
    let target = dimension(
      sop: sop, holds, time: Plan.attention(of: block), isSigned: isSigned)
    targets[key] = target
    return target
  }

  /// Has a head move something of an s-op.
  mutating func add(_ move: Plan.Move, to head: Int, label: String) {
    plan.blocks[block].heads[head].moves.append(move)
    plan.blocks[block].heads[head].label.moves.append(label)
  }
}

// MARK: Hidden units

extension PlanBuilder {
  /// Adds a hidden unit; one that reads the same as another is the same.
  mutating func addUnit(_ input: LinearForm, outputs: [LinearForm.Term], label: String) {
    if let index = units[input] {
      plan.blocks[block].units[index].outputs += outputs
    } else {
      units[input] = plan.blocks[block].units.count
      plan.blocks[block].units.append(.init(input: input, outputs: outputs, label: label))
    }
  }
}
