extension String {
  /// The contents of a page's fenced blocks of one language.
  public func fencedBlocks(_ language: String) -> [String] {
    var blocks: [String] = []
    var current: [Substring]?
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```" + language, current == nil {
        current = []
      } else if line == "```", let lines = current {
        blocks.append(lines.joined(separator: "\n") + "\n")
        current = nil
      } else {
        current?.append(line)
      }
    }
    return blocks
  }
}
