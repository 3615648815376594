import ArgumentParser
import Foundation
import RASP
import RASPPuzzles

/// `rasp puzzles`: tasks to learn the language by.
struct PuzzlesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "puzzles",
    abstract: "Learn the language by solving puzzles.",
    subcommands: [List.self, New.self, Show.self, Hint.self, Solution.self, Check.self],
    defaultSubcommand: List.self)

  /// The puzzle of a name, or a ``Failure`` with a suggestion.
  static func puzzle(_ name: String) throws -> Puzzle {
    if let puzzle = Puzzle.named(name) { return puzzle }
    let hint = suggestion(for: name, among: Puzzle.all.map(\.name))
    throw Failure(
      "no puzzle is called `\(name.cut(to: 60))`: "
        + (hint.map { "did you mean `\($0)`?" } ?? "`rasp puzzles` lists them"))
  }
}

extension PuzzlesCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the puzzles, with those that a file solves.",
      discussion: "Without a file, puzzles.py is looked at if it is there.")

    @Argument(help: "A file of solutions.")
    var file: String?

    func run() throws {
      let path = file ?? "puzzles.py"
      let isThere = file != nil || FileIO.exists(path)
      let solutions = isThere ? try Solutions(path) : nil
      let width = Puzzle.all.map(\.name.count).max() ?? 0
      var solved = 0
      for puzzle in Puzzle.all {
        let isSolved = solutions?.check(puzzle).isSolved ?? false
        solved += isSolved ? 1 : 0
        let task = puzzle.task.prefix { $0 != "." && $0 != ":" && $0 != ";" }
        FileIO.print(
          (isSolved ? "✓ " : "· ") + puzzle.name.padding(to: width) + "  "
            + puzzle.par.score.description.padding(to: 18) + "  " + task)
      }
      FileIO.print("\(solved) of \(Puzzle.all.count) solved" + (isThere ? " in \(path)" : ""))
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Write a file of stubs to fill in.")

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    func run() throws {
      try FileIO.write(Puzzle.stubs(), to: file, isNew: true)
      FileIO.print("\(Puzzle.all.count) puzzles in \(file)")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a puzzle's task, examples and par.")

    @Argument(help: "The name of a puzzle.")
    var name: String

    func run() throws {
      FileIO.print(try puzzle(name).description, terminator: "")
    }
  }

  struct Hint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hint", abstract: "Give one hint: the first, or a stronger one.")

    @Argument(help: "The name of a puzzle.")
    var name: String

    @Argument(help: "Which hint, from 1.")
    var number: Int = 1

    func run() throws {
      let hints = try puzzle(name).hints
      guard (1...hints.count).contains(number) else {
        throw Failure("\(name) has hints 1 to \(hints.count)")
      }
      FileIO.print("Hint \(number) of \(hints.count): " + hints[number - 1])
    }
  }

  struct Solution: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "solution",
      abstract: "Show a solution at par, and one with selection by score where that takes less.")

    @Argument(help: "The name of a puzzle.")
    var name: String

    func run() throws {
      let puzzle = try puzzle(name)
      FileIO.print(puzzle.solution)
      guard let solution = puzzle.solutionWithSelection else { return }
      FileIO.print("\n# With leftmost, rightmost, best or least:\n" + solution)
    }
  }
}
