import Foundation
import Testing

@Suite struct PuzzlesCommandTests {
  @Test func newFileHasEveryPuzzleOpen() throws {
    let folder = try Folder()
    let file = folder.path("puzzles.py")
    #expect(try Tool.rasp("puzzles", "new", file).output == "26 puzzles in \(file)\n")
    let again = try Tool.rasp("puzzles", "new", file)
    #expect(again.errors == "error: \(file) exists; it is left as it is\n")
    #expect(again.status == 1)
    let check = try Tool.rasp("puzzles", "check", file)
    #expect(check.output.hasPrefix("· first_token: not solved yet\n"))
    #expect(check.output.hasSuffix("0 of 26 solved\n"))
    #expect(check.status == 0)
    #expect(try Tool.rasp("puzzles", "check", file, "sort").status == 1)
  }

  @Test func reportsSolvedWrongAndFailed() throws {
    let folder = try Folder()
    let file = try folder.write(
      """
      from raspy import *

      def histogram(seq=tokens):
          return (key(seq) == query(seq)).value(1)

      def first_token(seq=tokens):
          return (key(indices) == query(1)).value(seq)

      def index(i, seq=tokens):
          return seqq

      def reverse(seq=tokens):
          return key(1) == query(1)
      """, to: "mine.py")
    let tool = try Tool.rasp("puzzles", "check", file)
    #expect(tool.status == 1)
    #expect(tool.output.contains("✓ histogram: solved in 1 layer, 1 head\n"))
    #expect(
      tool.output.contains(
        """
        ✗ first_token: first_token() is wrong on ["h","e","l","l","o"]
            it gives      ["e","e","e","e","e"]
            but it should ["h","h","h","h","h"]

              Input  h e l l o

            Layer 1    0 1 2 3 4
        """))
    #expect(tool.output.contains("✗ index: error: the name 'seqq' is not defined"))
    #expect(tool.output.contains("✗ reverse: error: the program is a selector, not an s-op"))
    #expect(tool.output.hasSuffix("1 of 26 solved\n"))
    #expect(try Tool.rasp("puzzles", file).output.contains("✓ histogram "))
    #expect(try Tool.rasp("puzzles", file).output.hasSuffix("1 of 26 solved in \(file)\n"))
  }

  @Test func recordsOneObjectAPuzzle() throws {
    let folder = try Folder()
    let file = try folder.write("def histogram(seq=tokens):\n    return seq\n", to: "mine.py")
    #expect(
      try Tool.rasp("puzzles", "check", file, "histogram", "--json").output
        == #"{"puzzle": "histogram", "state": "wrong", "par": {"layers": 1, "heads": 1}, "#
        + #""call": "histogram()", "input": ["h","e","l","l","o"], "#
        + #""output": ["h","e","l","l","o"], "expected": [1,1,2,2,1]}"# + "\n")
  }

  @Test func hintsComeOneAtATime() throws {
    let first = try Tool.rasp("puzzles", "hint", "minimum").output
    #expect(first.hasPrefix("Hint 1 of 3: "))
    #expect(try Tool.rasp("puzzles", "hint", "minimum", "3").output != first)
    #expect(try Tool.rasp("puzzles", "hint", "minimum", "4").errors.contains("hints 1 to 3"))
    #expect(try Tool.rasp("puzzles", "hint", "minimm").errors.contains("did you mean `minimum`?"))
  }

  @Test func taskAndSolutionAreShown() throws {
    #expect(try Tool.rasp("puzzles", "show", "swap").output.contains("Par: 1 layer, 1 head"))
    #expect(try Tool.rasp("puzzles", "solution", "swap").output.hasPrefix("def swap("))
  }
}
