import RASP

/// All analyses of a program that is compiled, as one value.
struct CompilerFacts: Sendable {
  /// The program as it was written, which labels and refusals speak of.
  let source: Program
  /// The aggregates whose sums stand for what is made of them.
  let means: [NodeID: NodeID]
  private(set) var forward: ProgramFacts
  let kinds: KindInference
  private(set) var stream: StreamDemand
  private(set) var shown: KindDemand

  /// Cost: linear in the program.
  init(_ rewritten: RewrittenProgram) {
    source = rewritten.source
    means = rewritten.means
    forward = rewritten.facts
    kinds = KindInference(forward.program, forward.domain)
    stream = StreamDemand(forward)
    shown = KindDemand(forward.program)
  }

  /// What is compiled, node by node.
  var program: Program { forward.program }
  var domain: Domain { forward.domain }
  var slices: ElementwiseSlices { forward.slices }

  /// The same with all equal values of different kinds told apart.
  func showingAllKinds() -> CompilerFacts {
    var facts = self
    facts.shown = KindDemand(everythingOf: program)
    return facts
  }

  /// The same with some elementwise s-ops made by blocks of their own.
  ///
  /// Cost: as of ``StreamDemand``.
  func holding(_ ids: Set<NodeID>) -> CompilerFacts {
    var facts = self
    facts.forward.slices.hold(ids)
    facts.stream = StreamDemand(facts.forward, sharpening: stream.sharpened)
    return facts
  }

  /// The same with some s-ops made anew by the block behind them, without their errors.
  ///
  /// Cost: as of ``StreamDemand``.
  func sharpening(_ ids: Set<NodeID>) -> CompilerFacts {
    var facts = self
    facts.stream = StreamDemand(forward, sharpening: stream.sharpened.union(ids))
    return facts
  }

  /// Blocks before the first that belongs to a layer: 1 if a function of token and position must be
  /// computed before the first attention reads it.
  var prelude: Int {
    stream.firstMixedLayer == 1 || slices.isMixed(program.output) ? 1 : 0
  }

  /// The first block that computes a layer: the one with its heads.
  func block(of layer: Int) -> Int {
    max(0, layer - 1 + prelude) + stream.steps[..<layer].reduce(0, +)
  }
}
