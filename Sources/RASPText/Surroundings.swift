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
  /// The text of a module that a text imports, by its dotted name; of a package what its `__init__`
  /// says. Nothing if there is none.
  public var module: (_ name: String) -> SourceText?
  /// What random choices start from.
  public var seed: UInt64
  /// Draws a computation flow that a text asks for; gives what went wrong.
  public var draw: (FlowDrawing) -> String?

  public init(
    limits: Limits = Limits(), isCancelled: @escaping @Sendable () -> Bool = { false },
    print: @escaping (String) -> Void = { _ in },
    read: @escaping (_ name: String) -> [UInt8]? = { _ in nil },
    draw: @escaping (FlowDrawing) -> String? = { _ in nil },
    module: @escaping (_ name: String) -> SourceText? = { _ in nil }, seed: UInt64 = 0
  ) {
    self.limits = limits
    self.isCancelled = isCancelled
    self.print = print
    self.read = read
    self.draw = draw
    self.module = module
    self.seed = seed
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
