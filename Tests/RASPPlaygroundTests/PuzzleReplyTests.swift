import Foundation
import RASPPuzzles
import Testing

/// The puzzles as the page has them.
@Suite struct PuzzleReplyTests {
  private let page = Asking()

  @Test func aboutListsAll() throws {
    let about = try page.ask("about")
    #expect(about.objects("puzzles").map { $0.text("name") } == Puzzle.all.map { $0.name })
    #expect(about.objects("dialects").map { $0.text("id") } == ["raspy", "rasp", "crasp", "brasp"])
    #expect((about["palette"] as? [[String]])?.contains { $0[0] == "k" } == true)
  }

  @Test(arguments: Puzzle.all.map { $0.name })
  func modelSolutionsAreSolved(name: String) throws {
    let earlier = Puzzle.all.prefix { $0.name != name }.map { $0.solution }
    let puzzle = try #require(Puzzle.named(name))
    let request: [Any] = ["check", "raspy", name, puzzle.solution] + earlier
    let data = try JSONSerialization.data(withJSONObject: request)
    let reply = try page.reply(String(decoding: data, as: UTF8.self))
    #expect(reply.text("state") == "solved")
    #expect(reply["withinPar"] as? Bool == true)
  }

  @Test(arguments: Puzzle.all.map { $0.name })
  func theStubRunsAndIsWrong(name: String) throws {
    let about = try page.ask("about")
    let puzzle = try #require(about.objects("puzzles").first { $0.text("name") == name })
    let example = try #require(puzzle.objects("examples").first)
    let stub = try #require(puzzle.text("stub"))
    let reply = try page.run(
      stub, try #require(example.text("input")), expression: example.text("call"))
    #expect(reply.texts("output").count == example.texts("expected").count)
    #expect(try page.ask("check", "raspy", name, stub).text("state") == "wrong")
  }

  @Test func aWrongSolutionShowsItsCase() throws {
    let source = "def histogram(seq=tokens):\n    return (key(seq) != query(seq)).value(1)"
    let reply = try page.ask("check", "raspy", "histogram", source)
    #expect(reply.text("state") == "wrong")
    #expect(reply.text("call") == "histogram()")
    #expect(reply.text("input") == "hello")
    #expect(reply.texts("expected") == ["1", "1", "2", "2", "1"])
  }

  @Test func whatFailsSaysWhy() throws {
    let missing = try page.ask("check", "raspy", "histogram", "tokens")
    #expect(missing.text("state") == "failed")
    let broken = try page.ask("check", "raspy", "histogram", "def histogram(:")
    #expect((broken["error"] as? [String: Any])?.number("line") == 1)
    let source = "def histogram(seq=tokens):\n    return seq + 1"
    let failing = try page.ask("check", "raspy", "histogram", source)
    #expect(failing.text("state") == "failed")
    #expect((failing["error"] as? [String: Any])?.number("line") == 2)
  }
}
