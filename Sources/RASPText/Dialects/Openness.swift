/// What an entry of several lines waits for, as far as a look at its lines one by one tells. It saves
/// reading all of a long entry anew with each line.
public enum Openness: Sendable {
  /// The entry must be read to know.
  case unknown
  /// A block is open: a line that is not empty, and goes on with it, leaves it so.
  case block
  /// A bracket or a string of several lines is open: the next line belongs to it.
  case inside
}
