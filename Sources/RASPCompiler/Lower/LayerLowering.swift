import RASP

extension Lowering {
  /// Every s-op that is needed, and the logits.
  mutating func lowerAll() {
    if lowerElementwiseOutput() { return }
    var made = 0
    for layer in 0...program.layer { lower(layer: layer, &made) }
    lowerOutput()
  }

  /// Makes everything that belongs to a layer.
  private mutating func lower(layer: Int, _ made: inout Int) {
    if layer > 0 || facts.prelude > 0 { builder.begin(block: facts.block(of: layer)) }
    // Functions of token and position are made by the first block.
    if layer == (facts.prelude > 0 ? 0 : 1) {
      for id in facts.stream.mixed {
        lower(sop: id)
        report(&made, layer)
      }
    }
    for id in facts.stream.aggregates[layer] {
      lower(aggregate: id)
      report(&made, layer)
    }
    for depth in 0...facts.stream.steps[layer] {
      if depth > 0 { builder.begin(block: facts.block(of: layer) + depth) }
      for id in facts.stream.sops[layer] where facts.stream.depth(of: id) == depth {
        if layer == 0 { _ = readout(id) } else { lower(sop: id) }
        report(&made, layer)
      }
      // What this block makes of them reads them as they are.
      for id in facts.stream.sops[layer]
      where facts.stream.sharpened.contains(id) && facts.stream.depth(of: id) + 1 == depth {
        sharpen(id)
      }
    }
  }

  private func report(_ made: inout Int, _ layer: Int) {
    made += 1
    options.onProgress?(
      CompilerProgress(
        layer: layer, layers: program.layer, done: made, total: facts.stream.count))
  }

  /// The logits are the indicators of the output's values.
  private mutating func lowerOutput() {
    let output = program.output
    if facts.slices.isMixed(output) && !facts.stream.mixed.contains(output) {
      lower(sop: output)
    }
    guard let readout = readout(output) else { return }
    builder.setOutputs(readout.values, readout.indicators)
  }
}
