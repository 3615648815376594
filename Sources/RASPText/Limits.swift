/// What a program may use before it is stopped. Each error says which limit it met.
public struct Limits: Sendable {
  /// Instructions, and elements that built-in functions work through, in one evaluation.
  public var steps: Int
  /// Calls within calls.
  public var depth: Int
  /// Elements of one list, tuple, dictionary or range; bytes of one string in UTF-8. Strings that
  /// `+` and `*` make are bounded by 65,536 bytes besides, since s-ops may make one at each position.
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
  package var stepsPerValue: Int { max(1_000, steps / 100) }

  /// How deep values may be nested in each other to be shown or compared.
  package static let nesting = 50
  /// How often built-in functions may call functions that call built-in functions ...; each takes
  /// up to 20 KB of the machine's stack in a debug build, and 512 KB must suffice.
  package static let reentries = 16
}

/// Which limit was met.
package enum Limit: Sendable, Hashable {
  case steps, stepsPerValue, depth, size, total, operations, nesting, reentries
}

/// What stops an evaluation from outside: each dialect's faults have both.
package protocol LimitFault: Error {
  static func limit(_ limit: Limit, _ most: Int) -> Self
  static var cancelled: Self { get }
}

extension Limit {
  /// What is wrong, for a limit of `most`.
  package func message(_ most: Int) -> String {
    switch self {
    case .steps: "stopped after \(most) steps: the program may never end"
    case .stepsPerValue: "stopped after \(most) steps for one value of a mapped function"
    case .depth: "calls are nested more than \(most) deep"
    case .size: "a value would have more than \(most) elements"
    case .total: "the program's values would have more than \(most) elements together"
    case .operations: "the program would have more than \(most) operations"
    case .nesting: "values are nested more than \(most) deep"
    case .reentries:
      "functions that map, sorted, max and the like call are nested more than \(most) deep"
    }
  }

  /// What to do about it.
  package func help(_ most: Int) -> String? {
    switch self {
    case .steps: "--max-steps \(10 * most) allows more"
    case .stepsPerValue: "--max-steps allows more: a hundredth of it for each value"
    case .depth: "--max-depth \(2 * most) allows more; a loop needs no depth"
    case .size: "--max-size \(10 * most) allows more"
    case .total: "--max-total \(10 * most) allows more"
    case .operations: "--max-operations \(10 * most) allows more"
    case .nesting, .reentries: nil
    }
  }

  /// What is said of an evaluation that was stopped from outside.
  package static let cancelledMessage = "the evaluation was stopped"
}
