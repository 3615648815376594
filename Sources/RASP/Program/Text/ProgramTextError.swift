/// Why a text is no program, and in which line.
public struct ProgramTextError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in one line.
  public let message: String
  /// The number of the line, counted from 1.
  public let line: Int

  public var description: String { "line \(line): " + message }
}
