import RASP

extension Sequence<Value> {
  /// The values told apart by kind: `[1].exact` is not `[1.0].exact`.
  var exact: [Constant] { map { Constant($0) } }
}
