import ArgumentParser
import RASP

/// The program that a command works on.
struct ProgramArgument: ParsableArguments {
  @Argument(help: "The name of a program; `rasp gallery` lists them.")
  var name: String

  /// - Throws: a ``Failure`` with a suggestion if there is no such program.
  func entry() throws -> Gallery.Entry {
    if let entry = Gallery.entries.first(where: { $0.name == name }) { return entry }
    let names = Gallery.entries.map(\.name)
    let hint =
      suggestion(for: name, among: names).map { "did you mean `\($0)`?" }
      ?? "`rasp gallery` lists what there is"
    throw Failure("no program is called `\(name.cut(to: 60))`: " + hint)
  }
}

extension Input {
  /// The input that a word of the command line or a line stands for.
  static func parsing(_ text: String) throws -> Input {
    do {
      return try Input(parsing: text)
    } catch {
      throw Failure(error.description)
    }
  }
}
