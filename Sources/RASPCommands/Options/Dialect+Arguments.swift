import ArgumentParser
import RASPSyntax
import RASPText

extension Dialect: ExpressibleByArgument {
  public init?(argument: String) {
    guard let dialect = Dialect.named(argument) else { return nil }
    self = dialect
  }

  public var defaultValueDescription: String { id }

  /// The dialects by what `--dialect` calls them: `raspy or rasp`.
  static var ids: String { alternatives(all.map(\.id)) }

  /// What a file of a program is called: `FILE.py or FILE.rasp`.
  static var files: String { alternatives(all.map { "FILE" + $0.fileEnding }) }

  /// How the names of files end: `.py or .rasp`.
  static var endingsAlone: String { alternatives(all.map(\.fileEnding)) }

  private static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Which dialect a file is in: `RASPy dialect, or, if they end in .rasp, in the RASP`.
  static var endings: String {
    let others = all.filter { $0.id != standard.id }
    return others.reduce(standard.title) {
      $0 + " dialect, or, if they end in \($1.fileEnding), in the " + $1.title
    }
  }
}
