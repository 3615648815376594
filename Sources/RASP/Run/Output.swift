/// What a program gives on an input. Its description is the figure, as text.
public struct Output: Sendable {
  /// What the program was run on.
  public let input: Input
  /// One value a position.
  public let values: [Value]
  /// The program that was run.
  public let program: Program

  package init(input: Input, values: [Value], program: Program) {
    self.input = input
    self.values = values
    self.program = program
  }

  /// The number of attention layers of the program.
  public var layer: Int { program.layer }
}

extension Output: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { values.count }
  public subscript(position: Int) -> Value { values[position] }
}
