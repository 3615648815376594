import RASP
import RASPText
import RASPy
import Testing

@testable import RASPPuzzles

/// Solutions in the dialect, as somebody would hand them in.
struct Submission {
  private let session = Session()

  init(_ text: String) throws {
    try session.run(SourceText("from raspy import *\n\n" + text, name: "solutions.py"))
  }

  func check(_ puzzle: Puzzle) throws -> Puzzle.Verdict {
    try puzzle.check { (call: String) throws(SyntaxDiagnostic) -> SOp in
      try session.evaluate(call).sop()
    }
  }

  /// All model solutions, with some of them replaced by what follows.
  static func models(then text: String = "") throws -> Submission {
    let models = Puzzle.all.map(\.solution).joined(separator: "\n\n\n")
    return try Submission(models + "\n\n\n" + text)
  }
}

extension Puzzle.Verdict {
  var score: Score? { if case .solved(let score, _) = self { score } else { nil } }
  var par: Score? { if case .solved(_, let par) = self { par } else { nil } }
}

@Suite struct PuzzleTests {
  @Test(arguments: Puzzle.all.map(\.name))
  func modelSolutionIsRightAndAtPar(name: String) throws {
    let puzzle = try #require(Puzzle.named(name))
    let verdict = try Submission.models().check(puzzle)
    #expect(verdict.score == puzzle.par.score)
    #expect(verdict.par == puzzle.par.score)
  }

  /// Where selection by score takes less, a solution shows it, and is measured against that.
  @Test(arguments: Puzzle.all.filter { $0.par.withSelection != nil }.map(\.name))
  func selectionTakesLess(name: String) throws {
    let puzzle = try #require(Puzzle.named(name))
    let verdict = try Submission.models(then: #require(puzzle.solutionWithSelection)).check(puzzle)
    let (score, par) = (try #require(verdict.score), try #require(puzzle.par.withSelection))
    #expect(score == par && verdict.par == par)
    #expect(score.beats(puzzle.par.score))
  }

  @Test func solutionsWithSelectionHavePars() {
    for puzzle in Puzzle.all {
      #expect((puzzle.par.withSelection == nil) == (puzzle.solutionWithSelection == nil))
    }
  }

  @Test(arguments: Puzzle.all.map(\.name))
  func puzzleIsComplete(name: String) throws {
    let puzzle = try #require(Puzzle.named(name))
    #expect(!puzzle.examples.isEmpty)
    #expect(puzzle.examples.allSatisfy { puzzle.answer(to: $0) != nil })
    #expect(puzzle.hints.count >= 2)
    #expect(puzzle.solution.hasPrefix("def atoi") || puzzle.solution.hasPrefix(puzzle.signature))
    #expect(puzzle.cases().count > 60)
    let lengths = Set(puzzle.cases().map(\.input.tokens.count))
    #expect(lengths.count > 8)
  }

  @Test func casesDependOnTheSeedAlone() throws {
    let puzzle = try #require(Puzzle.named("sort"))
    #expect(puzzle.cases(seed: 3).map(\.input.tokens) == puzzle.cases(seed: 3).map(\.input.tokens))
    #expect(puzzle.cases(seed: 3).map(\.input.tokens) != puzzle.cases(seed: 4).map(\.input.tokens))
  }

  @Test func oraclesAgreeWithTheGallery() throws {
    let pairs: [(String, SOp)] = [
      ("histogram", Gallery.histogram()), ("reverse", Gallery.flip()), ("sort", Gallery.sort()),
      ("minimum", Gallery.minimum()), ("add", Gallery.add()),
      ("slide", Gallery.slide(tokens != "<")),
    ]
    for (name, sop) in pairs {
      let puzzle = try #require(Puzzle.named(name))
      for check in puzzle.cases(seed: 99) {
        #expect(try sop(check.input).values == check.expected, "\(name) \(check.input.tokens)")
      }
    }
  }

  @Test func costlierSolutionIsStillASolution() throws {
    let puzzle = try #require(Puzzle.named("histogram"))
    let submission = try Submission(
      """
      def histogram(seq=tokens):
          length = (key(1) == query(1)).value(1)
          others = (key(seq) != query(seq)).value(1)
          return length - others
      """)
    let score = try #require(try submission.check(puzzle).score)
    #expect(score == Score(layers: 1, heads: 2))
    #expect(!score.beats(puzzle.par.score))
    #expect(score.comparison(with: puzzle.par.score) == "over the par of 1 layer, 1 head")
  }

  @Test func beatingParIsTold() {
    let par = Score(layers: 6, heads: 6)
    #expect(Score(layers: 5, heads: 9).comparison(with: par).hasPrefix("beats the par of 6 layers"))
    #expect(Score(layers: 6, heads: 5).beats(par))
    #expect(!Score(layers: 6, heads: 6).beats(par))
    #expect(!Score(layers: 7, heads: 1).beats(par))
    #expect(par.comparison(with: par) == "")
  }

  @Test func stubsCanBeRunAndAreNotSolutions() throws {
    let session = Session()
    try session.run(SourceText(Puzzle.stubs(), name: "puzzles.py"))
    #expect(session.check(SourceText(Puzzle.stubs(), name: "puzzles.py")).isEmpty)
    for puzzle in Puzzle.all {
      #expect(session.names.contains(puzzle.name))
      let call = puzzle.examples[0].call
      do {
        _ = try session.evaluate(call)
        Issue.record("the stub of \(puzzle.name) gives a value")
      } catch {
        #expect(error.isNotImplemented)
      }
    }
  }
}
