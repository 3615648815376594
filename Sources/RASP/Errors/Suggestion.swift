/// The name that was probably meant.
///
/// The nearest by the number of insertions, deletions, replacements and swaps of neighbours, if at
/// most a third of the longer word had to change; of equally near names the first.
///
/// ```swift
/// suggestion(for: "histgram", among: ["flip", "histogram"])      // "histogram"
/// ```
/// Cost: the product of the words' lengths for each name.
public func suggestion(for word: String, among names: some Swift.Sequence<String>) -> String? {
  let word = Array(word.unicodeScalars.prefix(64))
  var best: (name: String, distance: Int)?
  for name in names {
    let other = Array(name.unicodeScalars)
    let distance = editDistance(word, other)
    let allowed = max(1, max(word.count, other.count) / 3)
    if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

/// The optimal string alignment distance.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var (beforeLast, last) = ([Int](), Array(0...b.count))
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
