import RASP

/// What surrounds a session: how much it may use, and how it reaches the world. A dialect uses what
/// it has need of.
public struct Surroundings {
  /// What one evaluation may use.
  public var limits: Limits
  /// Asked every few thousand steps; an evaluation ends with an error when it says so.
  public var isCancelled: @Sendable () -> Bool
  /// Whether a text that fails leaves the names that it defined before, as a notebook's cell does.
  public var keepsNamesOfFailures = false
  /// Where a text prints.
  public var print: (String) -> Void
  /// The bytes of a file that a text loads, or `nil` if there is none.
  public var read: (_ name: String) -> [UInt8]?
  /// Draws a computation flow that a text asks for; gives what went wrong.
  public var draw: (FlowDrawing) -> String?

  public init(
    limits: Limits = Limits(), isCancelled: @escaping @Sendable () -> Bool = { false },
    print: @escaping (String) -> Void = { _ in },
    read: @escaping (_ name: String) -> [UInt8]? = { _ in nil },
    draw: @escaping (FlowDrawing) -> String? = { _ in nil }
  ) {
    self.limits = limits
    self.isCancelled = isCancelled
    self.print = print
    self.read = read
    self.draw = draw
  }
}

/// A computation flow that a program wants drawn.
public struct FlowDrawing {
  /// `hist("hello")`
  public let name: String
  public let sop: SOp
  public let input: Input
  /// The s-ops on the way that the program gave names to, in the order in which they were made.
  public let steps: [(name: String, sop: SOp)]

  package init(name: String, sop: SOp, input: Input, steps: [(name: String, sop: SOp)]) {
    self.name = name
    self.sop = sop
    self.input = input
    self.steps = steps
  }
}
