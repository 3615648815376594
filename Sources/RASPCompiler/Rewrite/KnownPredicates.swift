import RASP

/// Predicates that say of all values which their key and query may have what a comparison says: they
/// are compiled as that comparison, of which more can be proved.
///
/// ```swift
/// // As `key(tokens) < query(tokens)`:
/// select(key(tokens), query(tokens)) { (k: Int, q: Int) in q - k > 0 }
/// ```
enum KnownPredicates {
  /// The program with such predicates replaced by comparisons.
  ///
  /// Cost: a call for each pair of values, for each predicate whose key and query have few.
  static func rewrite(_ program: Program, over domain: Domain) -> Program {
    if !domain.faults.isEmpty { return program }
    let known = KnownValues(program, domain)
    var rewritten = program
    for id in program.ids {
      guard let table = known.table(ofPredicate: id, in: program),
        let relation = Relation.allCases.first(where: { table.isOf($0) })
      else { continue }
      rewritten = rewritten.replacing(
        id, with: .selector(.select(.relation(relation))), of: program[id].operands)
    }
    return rewritten
  }
}

extension KnownValues.Table {
  /// Whether the predicate is a comparison.
  fileprivate func isOf(_ relation: Relation) -> Bool {
    queries.indices.allSatisfy { q in
      keys.indices.allSatisfy { k in
        (try? relation.holds(keys[k], queries[q])) == rows[q][k]
      }
    }
  }
}
