import RASP

/// One comparison of a conjunction: which pairs of a key's value and a query's it lets through, and
/// how that is scored.
///
/// The scores mark either the pairs that are let through or those that are not, whichever are
/// fewer. Values of the key that no query tells apart are one class, and so are queries that ask
/// for the same keys: a head needs one dimension a class.
struct Comparison {
  private let key: String
  private let query: String
  private let keys: Readout
  private let queries: Readout
  /// For each query value, whether each key value is let through.
  private let allowed: [[Bool]]
  private let marksAllowed: Bool
  /// Indices of values that mark the same, those that mark nothing left out.
  private let keyClasses: [[Int]]
  private let queryClasses: [[Int]]
  private let marked: [[Bool]]

  init(
    _ key: String, keys: Readout, query: String, queries: Readout, allowed: [[Bool]]
  ) {
    self.key = key
    self.query = query
    self.keys = keys
    self.queries = queries
    self.allowed = allowed
    let allowedCount = allowed.reduce(0) { $0 + $1.count { $0 } }
    marksAllowed = 2 * allowedCount <= keys.values.count * queries.values.count
    let isMarked = marksAllowed
    let marked = allowed.map { row in row.map { $0 == isMarked } }
    queryClasses = Comparison.classes(marked)
    keyClasses = Comparison.classes(keys.values.indices.map { key in marked.map { $0[key] } })
    self.marked = marked
  }

  /// Rows that are the same, together; those without a mark left out.
  private static func classes(_ rows: [[Bool]]) -> [[Int]] {
    var classOfRow: [[Bool]: Int] = [:]
    var classes: [[Int]] = []
    for (index, row) in rows.enumerated() where row.contains(true) {
      if let known = classOfRow[row] {
        classes[known].append(index)
      } else {
        classOfRow[row] = classes.count
        classes.append([index])
      }
    }
    return classes
  }

  /// What a pair that is let through scores, in units of what it scores above others. One that is not
  /// scores one unit less.
  var asked: Double { marksAllowed ? 1 : 0 }

  /// The dimensions of a head that score the comparison, where a pair that is let through scores
  /// `exclusion` more than one that is not.
  func scores(_ exclusion: Double) -> [Plan.Score] {
    let strength = marksAllowed ? exclusion : -exclusion
    if keyClasses.count <= queryClasses.count {
      return keyClasses.map { members in
        let askers = queries.values.indices.filter { marked[$0][members[0]] }
        return Plan.Score(query: queries.sum(askers) * strength, key: keys.sum(members))
      }
    }
    return queryClasses.map { members in
      let answers = keys.values.indices.filter { marked[members[0]][$0] }
      return Plan.Score(query: queries.sum(members) * strength, key: keys.sum(answers))
    }
  }

  /// The comparison with what the head itself can tell apart: values of one class have the same
  /// readout, and one that is in no class has half a 1, so that it is the largest where no class
  /// has its 1.
  var label: HeadLabel.Atom {
    HeadLabel.Atom(
      key: key, query: query, keys: keys.values, queries: queries.values, allowed: allowed,
      keyForms: Comparison.forms(keys, keyClasses),
      queryForms: Comparison.forms(queries, queryClasses))
  }

  private static func forms(_ readout: Readout, _ classes: [[Int]]) -> [LinearForm] {
    var forms = [LinearForm](repeating: LinearForm(constant: 0.5), count: readout.values.count)
    for members in classes {
      let form = readout.sum(members)
      for member in members { forms[member] = form }
    }
    return forms
  }
}
