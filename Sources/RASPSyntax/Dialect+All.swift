import RASPBoolean
import RASPClassic
import RASPCounting
import RASPText
import RASPy

/// The one list of dialects: commands and the page offer what stands here, in this order, and know
/// nothing else of any dialect.
extension Dialect {
  public static let all: [Dialect] = [.raspy, .rasp, .crasp, .brasp]

  /// What a text is written in if nothing says so.
  public static let standard = Dialect.raspy

  /// The dialect in which puzzles are set and solved.
  public static let ofPuzzles = Dialect.raspy

  /// The dialect with an id, or `nil` if there is none.
  public static func named(_ id: String) -> Dialect? {
    for dialect in all where dialect.id == id { return dialect }
    return nil
  }

  /// The dialect of a file, by the end of its name.
  public static func ofFile(_ name: String) -> Dialect? {
    for dialect in all where name.hasSuffix(dialect.fileEnding) { return dialect }
    return nil
  }
}

extension DialectDescription {
  /// The same list, for those that do not read texts of all of them.
  public static let all: [DialectDescription] = [.raspy, .rasp, .crasp, .brasp]

  /// The dialect in which puzzles are set and solved.
  public static let ofPuzzles = DialectDescription.raspy
}
