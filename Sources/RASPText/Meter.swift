/// Counts what an evaluation uses, and throws the dialect's fault where that is too much.
///
/// A machine charges for each instruction, so what it calls can be inlined into its module.
package final class Meter<Fault: LimitFault> {
  package let limits: Limits
  private let isCancelled: @Sendable () -> Bool
  private let steps: Int
  private let stepLimit: Limit
  /// Steps until the next look at the limit and the cancellation.
  @usableFromInline var untilCheck: Int
  private var chunk: Int
  private var taken = 0
  @usableFromInline var elements = 0
  @usableFromInline var operations = 0
  package var reentries = 0

  private static var checkInterval: Int { 4_096 }

  package init(
    _ limits: Limits, steps: Int, _ stepLimit: Limit,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.limits = limits
    self.steps = steps
    self.stepLimit = stepLimit
    self.isCancelled = isCancelled
    chunk = min(Meter.checkInterval, steps)
    untilCheck = chunk
  }

  /// Counts steps of work.
  @inlinable @inline(__always)
  package func charge(_ count: Int = 1) throws(Fault) {
    untilCheck -= count
    if untilCheck < 0 { try check() }
  }

  @usableFromInline
  func check() throws(Fault) {
    taken += chunk - untilCheck
    if taken > steps { throw .limit(stepLimit, steps) }
    if isCancelled() { throw .cancelled }
    chunk = min(Meter.checkInterval, steps - taken)
    untilCheck = chunk
  }

  /// Counts the elements of a new value, or of a value that grows; `size` is its size then.
  @inlinable
  package func allocate(_ count: Int, size: Int) throws(Fault) {
    if size > limits.size { throw .limit(.size, limits.size) }
    elements += count
    if elements > limits.total { throw .limit(.total, limits.total) }
    try charge(count)
  }

  /// Counts a new string.
  @inlinable
  package func allocate(_ string: String) throws(Fault) {
    let bytes = string.utf8.count
    if bytes > limits.size { throw .limit(.size, limits.size) }
    try allocate(bytes / 16, size: 0)
  }

  @inlinable
  package func countOperation() throws(Fault) {
    operations += 1
    if operations > limits.operations { throw .limit(.operations, limits.operations) }
  }

  @inlinable
  package func enterFromBuiltin() throws(Fault) {
    reentries += 1
    if reentries > Limits.reentries { throw .limit(.reentries, Limits.reentries) }
  }

  @inlinable
  package func leaveToBuiltin() { reentries -= 1 }
}
