import RASP

// Puzzles for selection by score: `leftmost`, `rightmost`, `best`, `least`.

extension Puzzle {
  static let argmax = Puzzle(
    name: "argmax",
    task: "Put the first position that holds the largest value at every position.",
    parameters: "seq=tokens",
    examples: [Example(call: "argmax()", input: [3, 8, 1, 8])],
    hints: [
      "selector.best(score) keeps, of the selected keys, those whose score is largest.",
      "Start from everything, (key(1) == query(1)), with the values as scores.",
      "Of several that are best, .leftmost() keeps the first.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def argmax(seq=tokens):
          return (key(1) == query(1)).best(seq).leftmost().value(indices).name("argmax")
      """,
    calls: [
      Call(
        text: "argmax()", inputs: [[], [4], [2, 2, 2], [-3, -1, -1, -2], "acbc"],
        random: { source, length in source.integers(length) }
      ) { Oracle.argmax($0) }
    ])

  static let previousSame = Puzzle(
    name: "previous_same",
    task: "Put the nearest earlier position that holds the same token; -1 where there is none.",
    parameters: "seq=tokens",
    examples: [Example(call: "previous_same()", input: "banana")],
    hints: [
      "Select what is earlier and equal: two comparisons and-ed.",
      "The nearest of them is the rightmost: selector.rightmost() keeps that one.",
      ".value takes what stands where nothing is selected as a second argument.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def previous_same(seq=tokens):
          earlier = key(indices) < query(indices)
          same = key(seq) == query(seq)
          return (earlier & same).rightmost().value(indices, -1).name("previous_same")
      """,
    calls: [
      Call(
        text: "previous_same()", inputs: ["", "a", "aaa", "abab", [1, 2, 1]], random: fewLetters
      ) {
        Oracle.previousSame($0)
      }
    ])

  static let runStart = Puzzle(
    name: "run_start",
    task: "Equal neighbours make a run. Put the position at which the run of each token starts.",
    parameters: "seq=tokens",
    examples: [Example(call: "run_start()", input: "aabbba")],
    hints: [
      "A run starts where the token before is another one, or where there is none.",
      "shift() fetches the token before; give it a default that is no token, such as None.",
      "The start of a run is the nearest start that is not to the right.",
    ],
    par: Par(layers: 2, heads: 2),
    solution: """
      def run_start(seq=tokens):
          starts = shift(1, None, seq) != seq
          up_to = (key(starts) == query(True)) & (key(indices) <= query(indices))
          return up_to.rightmost().value(indices).name("run_start")
      """,
    calls: [
      Call(text: "run_start()", inputs: ["", "a", "aaa", "abab", [1, 1, 0]], random: fewLetters) {
        Oracle.runStart($0)
      }
    ])

  static let induction = Puzzle(
    name: "induction",
    task:
      "Put the token that stood behind the nearest earlier occurrence of this token; _ where the"
      + " token is new.",
    parameters: "seq=tokens",
    examples: [Example(call: "induction()", input: "abcabd")],
    hints: [
      "What is read is behind the occurrence, so look for a position whose token before is this"
        + " one.",
      "The token before, at every position, is one head; shift() has it.",
      "Then select up to here what has this token before it, and keep the rightmost.",
    ],
    par: Par(layers: 2, heads: 2),
    solution: """
      def induction(seq=tokens):
          before = shift(1, None, seq)
          up_to = (key(before) == query(seq)) & (key(indices) <= query(indices))
          return up_to.rightmost().value(seq, "_").name("induction")
      """,
    calls: [
      Call(text: "induction()", inputs: ["", "a", "aa", "aaa", "abab", "_a_"], random: fewLetters) {
        Oracle.induction($0)
      }
    ])

  static let partner = Puzzle(
    name: "partner",
    task:
      "Put at each bracket ( or ) the position of the bracket that it pairs with; -1 at brackets"
      + " without one, and at other tokens.",
    parameters: "seq=tokens",
    examples: [Example(call: "partner()", input: "(()x)")],
    hints: [
      "Let ( be 1 and ) be -1. The depth at a position is the sum up to it.",
      "The partner of a ( is the nearest ) to its right where the depth is one less.",
      "The partner of a ) is the nearest ( to its left where the depth is one more.",
      "Each is a head of the second layer; a ( takes the one, a ) the other.",
    ],
    par: Par(layers: 2, heads: 3),
    solution: """
      def partner(seq=tokens):
          step = where(seq == "(", 1, where(seq == ")", -1, 0))
          depth = (key(indices) <= query(indices)).value(step).name("depth")
          closing = (key(seq) == query(")")) & (key(depth) == query(depth - 1))
          opening = (key(seq) == query("(")) & (key(depth) == query(depth + 1))
          right = (closing & (key(indices) > query(indices))).leftmost().value(indices, -1)
          left = (opening & (key(indices) < query(indices))).rightmost().value(indices, -1)
          return where(seq == "(", right, where(seq == ")", left, -1))
      """,
    calls: [
      Call(
        text: "partner()", inputs: ["", "(", ")", ")(", "()", "(()", "(a(b)c)", "())(()"],
        random: { source, length in source.tokens(from: "(())a", length) }
      ) { Oracle.partner($0) }
    ])
}

func fewLetters(_ source: inout RandomSource, _ length: Int) -> [Value] {
  source.tokens(from: "abc", length)
}
