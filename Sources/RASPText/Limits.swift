/// What a program may use before it is stopped. Each error says which limit it met.
public struct Limits: Sendable {
  /// Instructions, and elements that built-in functions work through, in one evaluation.
  public var steps: Int
  /// Calls within calls.
  public var depth: Int
  /// Elements of one list, tuple, dictionary or range; characters of one string.
  public var size: Int
  /// Elements of all lists, tuples and dictionaries that one evaluation makes, and its strings,
  /// 16 bytes an element.
  public var total: Int
  /// Operations of s-ops and selectors that one evaluation makes.
  public var operations: Int

  public init(
    steps: Int = 10_000_000, depth: Int = 200, size: Int = 1_000_000, total: Int = 20_000_000,
    operations: Int = 100_000
  ) {
    self.steps = steps
    self.depth = depth
    self.size = size
    self.total = total
    self.operations = operations
  }

  /// The steps that a mapped function may take for one value when the program runs by itself,
  /// after the evaluation that made it.
  var stepsPerValue: Int { max(1_000, steps / 100) }

  /// How deep values may be nested in each other to be shown or compared.
  static let nesting = 50
  /// How often built-in functions may call functions that call built-in functions ...; each takes
  /// up to 20 KB of the machine's stack in a debug build, and 512 KB must suffice.
  static let reentries = 16
}

/// Which limit was met.
enum Limit: Sendable, Hashable {
  case steps, stepsPerValue, depth, size, total, operations, nesting, reentries
}

/// Counts what an evaluation uses.
final class Meter {
  let limits: Limits
  private let isCancelled: @Sendable () -> Bool
  private let steps: Int
  private let stepLimit: Limit
  /// Steps until the next look at the limit and the cancellation.
  private var untilCheck: Int
  private var chunk: Int
  private var taken = 0
  private var elements = 0
  private var operations = 0
  var reentries = 0

  private static let checkInterval = 4_096

  init(
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
  @inline(__always)
  func charge(_ count: Int = 1) throws(Fault) {
    untilCheck -= count
    if untilCheck < 0 { try check() }
  }

  private func check() throws(Fault) {
    taken += chunk - untilCheck
    if taken > steps { throw .limit(stepLimit, steps) }
    if isCancelled() { throw .cancelled }
    chunk = min(Meter.checkInterval, steps - taken)
    untilCheck = chunk
  }

  /// Counts the elements of a new value, or of a value that grows; `size` is its size then.
  func allocate(_ count: Int, size: Int) throws(Fault) {
    if size > limits.size { throw .limit(.size, limits.size) }
    elements += count
    if elements > limits.total { throw .limit(.total, limits.total) }
    try charge(count)
  }

  /// Counts a new string.
  func allocate(_ string: String) throws(Fault) {
    let bytes = string.utf8.count
    if bytes > limits.size { throw .limit(.size, limits.size) }
    try allocate(bytes / 16, size: 0)
  }

  func countOperation() throws(Fault) {
    operations += 1
    if operations > limits.operations { throw .limit(.operations, limits.operations) }
  }

  func enterFromBuiltin() throws(Fault) {
    reentries += 1
    if reentries > Limits.reentries { throw .limit(.reentries, Limits.reentries) }
  }

  func leaveToBuiltin() { reentries -= 1 }
}
