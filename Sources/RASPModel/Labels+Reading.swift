import RASP

extension Labels {
  /// What dimension `index` of the residual stream holds at a time; `nil` if that is nothing that is
  /// still read. A dimension that is used again holds one thing after another.
  ///
  /// Time 0 is the embedding, 2 b + 1 is after the attention of block b, 2 b + 2 after its MLP.
  /// Cost: linear in the entries.
  public func content(of index: Int, time: Int) -> Dimension? {
    dimensions.first { $0.index == index && $0.from <= time && time <= $0.through }
  }

  /// The s-ops that a head reads, in the order of the stream's entries, without the 1 at every token
  /// and at BOS. Cost: linear in the entries and in what the head reads.
  public func sopsRead(by head: Head, block: Int) -> [String] {
    let read = Set(head.query + head.key + head.value)
    return names { read.contains($0.index) && $0.from <= 2 * block && 2 * block <= $0.through }
  }

  /// What a head writes, each entry as its s-op and content: `length sum`. Cost: linear in the
  /// entries.
  public func writes(of head: Head, block: Int) -> [Dimension] {
    let written = Set(head.writes)
    return dimensions.filter { $0.from == 2 * block + 1 && written.contains($0.index) }
  }

  /// The same labels with lines where a front end finds the place of an origin. Cost: linear in the
  /// definitions.
  package func located(_ line: (Origin) -> Line?) -> Labels {
    Labels(
      definitions: definitions.map { definition in
        Definition(
          id: definition.id, name: definition.name, text: definition.text,
          line: definition.origin.flatMap(line) ?? definition.line, origin: definition.origin)
      },
      dimensions: dimensions, heads: heads, units: units)
  }

  private func names(_ isWanted: (Dimension) -> Bool) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for dimension in dimensions where isWanted(dimension) && !dimension.sop.isSameText(as: "1") {
      if known.insert(dimension.sop).inserted { names.append(dimension.sop) }
    }
    return names
  }
}
