import RASP

extension Labels {
  /// A head in a line: what tables of heads show.
  public struct HeadSummary: Sendable, Hashable {
    /// `L0H1`: block 0, head 1.
    public let id: String
    /// The aggregates that it works for.
    public let name: String
    /// The s-ops that it reads, with commas; empty if it reads none.
    public let reads: String
    /// What it writes: `sum`, `3 values`; of a head that works for several, each by its name.
    public let writes: String
  }

  /// A summary of each head, block by block.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// model.labels.headSummaries[1].id                // "L1H0"
  /// model.labels.headSummaries[1].writes            // "2 values"
  /// ```
  /// Cost: for each head linear in the entries of the stream.
  public var headSummaries: [HeadSummary] {
    heads.enumerated().flatMap { block, heads in
      heads.enumerated().map { number, head in
        HeadSummary(
          id: "L\(block)H\(number)", name: head.sops.joined(separator: ", "),
          reads: sopsRead(by: head, block: block).joined(separator: ", "),
          writes: text(writes(of: head, block: block), named: head.sops.count > 1))
      }
    }
  }

  /// Entries by their s-op: the values of a one-hot are counted.
  private func text(_ entries: [Dimension], named: Bool) -> String {
    var texts: [String] = []
    var rest = entries[...]
    while let first = rest.first {
      let same = rest.prefix { $0.node?.utf8.elementsEqual(first.node?.utf8 ?? "".utf8) == true }
      let group = same.isEmpty ? rest.prefix(1) : same
      rest = rest.dropFirst(group.count)
      let values = group.count { $0.content.utf8.starts(with: "= ".utf8) }
      var parts = group.filter { !$0.content.utf8.starts(with: "= ".utf8) }.map { $0.content }
      if values > 0 { parts.append(values == 1 ? "1 value" : "\(values) values") }
      texts.append((named ? first.sop + ": " : "") + parts.joined(separator: ", "))
    }
    return texts.joined(separator: "; ")
  }
}
