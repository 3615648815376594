import Foundation
import RASP
import RASPDiagram
import Testing

/// Which output becomes which key, query and value.
@Suite struct LinkTests {
  private static func titles(_ figure: String) -> [String] {
    figure.matches(of: /<g class="w w([kqvo])"><title>([^<]*)</).map {
      "\($0.output.1) \($0.output.2)"
    }
  }

  @Test func linksAreWhatTheProgramReads() throws {
    let flip = Figure.linked(try Trace(Program(Gallery.flip()), "hello"))
    #expect(LinkTests.titles(flip) == ["k length: key of (flip)", "o flip: the result"])
    let add = LinkTests.titles(Figure.linked(try Trace(Program(Gallery.add()), "683+345")))
    let told = [
      "v carries: value of (shift)", "v shift: value of (slide)", "k shift: key of (slide)",
      "q cumsum: query of (slide)", "k cumsum: key of (slide)", "o sums: carries",
      "o slide: the result",
    ]
    for link in told { #expect(add.contains(link), "\(link) of \(add)") }
    // A step that reads another several times has one line from it.
    #expect(add.count { $0 == "o sums: carries" } == 1)
  }

  /// The same s-op as key, query and value of one head; an unnamed step is looked through.
  @Test func eachPartHasItsLink() throws {
    let count = Gallery.same.value(1).named("count")
    let later = (key(count + 1) == query(count * 2)).value(-count).named("later")
    let titles = LinkTests.titles(Figure.linked(try Trace(Program(later), "abca")))
    let parts = [
      "k count: key of (later)", "q count: query of (later)", "v count: value of (later)",
    ]
    #expect(Set(titles) == Set(parts + ["o later: the result"]))
  }

  /// A score has no row, and arrives at the matrix's corner.
  @Test func scoresAreLinked() throws {
    let count = Gallery.same.value(1).named("count")
    let best = (key(1) == query(1)).best(count).value(1).named("most")
    let titles = LinkTests.titles(Figure.linked(try Trace(Program(best), "abca")))
    #expect(titles.contains("o count: score of (most)"))
  }

  /// Without links the figure is what it was, and they are no part of a selector's.
  @Test func nothingElseChanges() throws {
    let trace = try Trace(Program(Gallery.add()), "683+345")
    #expect(!Figure.trace(trace).contains("class=\"w"))
    let selector = try Trace(Program(Gallery.same), "ab")
    #expect(Figure.linked(selector) == Figure.trace(selector))
  }

  /// No line is drawn over a matrix: the lines' corners are outside of all of them, and so is the way.
  @Test(arguments: Gallery.allEntries.map(\.name))
  func linesAreBesideTheMatrices(name: String) throws {
    let entry = try #require(Gallery.allEntries.first { $0.name == name })
    let trace = try Trace(Program(entry.program), entry.example)
    let (matrices, lines) = try DrawnParts.read(Figure.linked(trace))
    let heads = trace.program.heads.joined().count
    #expect(matrices.count == heads && (heads == 0) == lines.isEmpty)
    for line in lines {
      for (start, end) in zip(line, line.dropFirst()) {
        for matrix in matrices {
          let isOver =
            max(start.x, end.x) > matrix.minX + 3 && min(start.x, end.x) < matrix.maxX - 3
            && max(start.y, end.y) > matrix.minY + 3 && min(start.y, end.y) < matrix.maxY - 3
          #expect(!isOver, "\(name): \(start) to \(end) over \(matrix)")
        }
      }
    }
  }

  /// What was computed before a program failed is linked too.
  @Test func aProgramThatFailsIsLinkedUpToThere() throws {
    let count = Gallery.same.value(1).named("count")
    let words = `where`(count > 1, tokens, "").named("words")
    let program = Program(Gallery.same.value(words).named("moved"))
    let (trace, failure) = Trace.upToFailure(program, "xhll")
    #expect(failure != nil)
    #expect(
      LinkTests.titles(Figure.linked(trace)) == ["o count: words", "v words: value of (moved)"])
  }
}
