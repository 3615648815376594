import RASP
import RASPCompiler

extension Program {
  /// The program of the fewest layers that was found, if it holds on every input of the domain; else
  /// the program itself.
  ///
  /// ```swift
  /// var options = OptimizerOptions()
  /// options.selection = .leftmost
  /// let domain = Domain(vocabulary: ["a", "l"], maximumLength: 5)
  /// try Program(Gallery.first("l")).optimized(for: domain, options).layer       // 1
  /// ```
  /// Where the program fails, the other may give any value. ``Optimizer/optimize(_:for:_:)`` has the
  /// evidence too, and what is only tested. Cost: as of that.
  /// - Throws: what the search can do nothing for.
  public func optimized(
    for domain: Domain, _ options: OptimizerOptions = OptimizerOptions()
  ) throws(Optimizer.Refusal) -> Program {
    let result = try Optimizer.optimize(self, for: domain, options)
    return result.evidence?.isComplete == true ? result.program : self
  }
}
