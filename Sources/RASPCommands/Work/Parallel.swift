import Dispatch
import Foundation

/// Work on all cores.
enum Parallel {
  /// `body` of each of `count` ranges that make up 0 ..< `total`, in order. Ranges are evaluated at
  /// the same time; there are a few a core, so that a slow one does not hold up the others.
  static func map<T: Sendable>(
    _ total: Int, atLeast smallest: Int, _ body: @Sendable (Range<Int>) -> T
  ) -> [T] {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let pieces = max(1, min(4 * cores, total / max(1, smallest)))
    let bound = { @Sendable (piece: Int) in total * piece / pieces }
    if pieces == 1 { return [body(0..<total)] }
    let results = Results<T>(pieces)
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      results.set(piece, body(bound(piece)..<bound(piece + 1)))
    }
    return results.all
  }

  /// Results that come in any order.
  private final class Results<T: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var results: [T?]

    init(_ count: Int) { results = Array(repeating: nil, count: count) }

    func set(_ place: Int, _ result: T) { lock.withLock { results[place] = result } }

    var all: [T] { lock.withLock { results.compactMap { $0 } } }
  }
}
