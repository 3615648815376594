import RASP

extension Sequence<Value> {
  /// The values told apart by kind: `[1].exact` is not `[1.0].exact`.
  var exact: [Constant] { map { Constant($0) } }
}

/// The values that a run should give, of exactly these kinds.
func exact(_ values: Value...) -> [Constant] { values.exact }
