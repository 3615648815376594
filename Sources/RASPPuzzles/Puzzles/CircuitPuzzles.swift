import RASP

// Puzzles for heads that trained models have; the previous token is `shift`, and induction has a puzzle
// among those of selection.

extension Puzzle {
  static let duplicate = Puzzle(
    name: "duplicate",
    task: "True where the same token was there before, False where it is new.",
    parameters: "seq=tokens",
    examples: [Example(call: "duplicate()", input: "banana")],
    hints: [
      "Select what is earlier and equal, and count.",
      "Or ask previous_same() whether there is one.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def duplicate(seq=tokens):
          return previous_same(seq) >= 0
      """,
    calls: [
      Call(text: "duplicate()", inputs: ["", "aa", "abab", [1, 2, 1]], random: fewLetters) {
        Oracle.previousSame($0).map { .boolean($0 != -1) }
      }
    ])

  static let copying = Puzzle(
    name: "copying",
    task: "Put the last token so far that is no _; _ where there is none yet.",
    parameters: "seq=tokens",
    examples: [Example(call: "copying()", input: "a__b_")],
    hints: [
      "Which keys are no blank, and not to the right?",
      "Of those the rightmost, and its token.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def copying(seq=tokens):
          kept = (key(seq) != query("_")) & (key(indices) <= query(indices))
          return kept.rightmost().value(seq, "_").name("copying")
      """,
    calls: [
      Call(text: "copying()", inputs: ["", "_", "a_", "_a__b"], random: blanks) {
        Oracle.copied($0)
      }
    ])

  static let skipTrigram = Puzzle(
    name: "skip_trigram",
    task: "Put c at each b that has an a anywhere before it, and - elsewhere.",
    parameters: "seq=tokens",
    examples: [Example(call: "skip_trigram()", input: "bacb")],
    hints: ["Count the a before each position.", "where() looks at the count and at the token."],
    par: Par(layers: 1, heads: 1),
    solution: """
      def skip_trigram(seq=tokens):
          seen = (key(seq) == query("a")) & (key(indices) < query(indices))
          return where((seq == "b") & (seen.value(1) > 0), "c", "-")
      """,
    calls: [
      Call(text: "skip_trigram()", inputs: ["", "b", "ab", "bab", "axb"], random: fewLetters) {
        Oracle.skipTrigram($0)
      }
    ])

  static let depth = Puzzle(
    name: "depth",
    task: "Put how many brackets ( are open: one more at each (, one less at each ).",
    parameters: "seq=tokens",
    examples: [Example(call: "depth()", input: "(()())")],
    hints: [
      "A bracket is worth 1 or -1, other tokens nothing.", "Add up what is not to the right.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def depth(seq=tokens):
          step = where(seq == "(", 1, where(seq == ")", -1, 0))
          return (key(indices) <= query(indices)).value(step).name("depth")
      """,
    calls: [
      Call(
        text: "depth()", inputs: ["", "(", ")(", "(a(b)c)"],
        random: { source, length in source.tokens(from: "(())a", length) }
      ) { Oracle.depths($0) }
    ])
}

private func blanks(_ source: inout RandomSource, _ length: Int) -> [Value] {
  source.tokens(from: "ab__", length)
}
