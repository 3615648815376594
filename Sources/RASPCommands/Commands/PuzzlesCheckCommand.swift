import ArgumentParser
import RASP
import RASPPuzzles

extension PuzzlesCommand {
  /// `rasp puzzles check`: runs solutions on fixed and random cases, and counts what they cost.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check the solutions in a file against the pars.",
      discussion: "Exits with 1 if a solution is wrong, or the named one is not there.")

    @Argument(help: "A file of solutions.")
    var file: String

    @Argument(help: "The one puzzle to check.")
    var name: String?

    @OptionGroup var random: SeedOption

    @Flag(help: "Print one JSON object a puzzle.")
    var json = false

    func run() throws {
      let puzzles = try name.map { [try puzzle($0)] } ?? Puzzle.all
      let solutions = try Solutions(file, seed: random.seed ?? 0)
      var (solved, hasFailed) = (0, false)
      for puzzle in puzzles {
        let state = solutions.check(puzzle)
        switch state {
        case .solved: solved += 1
        case .open: hasFailed = hasFailed || name != nil
        case .wrong, .failed: hasFailed = true
        }
        let report = PuzzleReport(puzzle: puzzle, state: state)
        FileIO.print(json ? report.record : report.text)
      }
      if !json { FileIO.print("\(solved) of \(puzzles.count) solved") }
      if hasFailed { throw Failure.alreadyReported }
    }
  }
}

/// What to say of one puzzle.
struct PuzzleReport {
  let puzzle: Puzzle
  let state: Solutions.State

  var text: String {
    switch state {
    case .open: return "· " + puzzle.name + ": not solved yet"
    case .solved(let score, let par):
      let comparison = score.comparison(with: par)
      return (beatsPar ? "★ " : "✓ ") + puzzle.name + ": solved in " + score.description
        + (comparison.isEmpty ? "" : ", which " + (beatsPar ? "" : "is ") + comparison)
    case .wrong(let check, let figure, let output):
      return "✗ " + puzzle.name + ": " + check.call + " is wrong on "
        + Value.jsonArray(check.input.tokens) + "\n    it gives      " + Value.jsonArray(output)
        + "\n    but it should " + Value.jsonArray(check.expected) + "\n\n" + indented(figure)
    case .failed(let failure):
      return "✗ " + puzzle.name + ": error: " + failure.messages.joined(separator: "\n")
    }
  }

  private var beatsPar: Bool {
    guard case .solved(let score, let par) = state else { return false }
    return score.beats(par)
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }

  var record: String {
    var record = JSONRecord()
    record.add("puzzle", Value.string(puzzle.name).json)
    record.add("state", Value.string(stateName).json)
    record.add("par", PuzzleReport.json(par))
    switch state {
    case .open: break
    case .solved(let score, _):
      record.add("score", PuzzleReport.json(score))
      record.add("beats_par", beatsPar ? "true" : "false")
    case .wrong(let check, _, let output):
      record.add("call", Value.string(check.call).json)
      record.add("input", Value.jsonArray(check.input.tokens))
      record.add("output", Value.jsonArray(output))
      record.add("expected", Value.jsonArray(check.expected))
    case .failed(let failure):
      record.add("error", Value.string(failure.messages.joined(separator: "\n")).json)
    }
    return record.text
  }

  /// What a solution of its kind is measured against.
  private var par: Score {
    if case .solved(_, let par) = state { par } else { puzzle.par.score }
  }

  private var stateName: String {
    switch state {
    case .open: "open"
    case .solved: "solved"
    case .wrong: "wrong"
    case .failed: "failed"
    }
  }

  private static func json(_ score: Score) -> String {
    var record = JSONRecord()
    record.add("layers", String(score.layers))
    record.add("heads", String(score.heads))
    return record.text
  }
}
