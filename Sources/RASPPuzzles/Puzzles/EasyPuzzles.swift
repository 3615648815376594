import RASP

extension Puzzle {
  /// The puzzles, from easy to hard. A solution may use the functions before it.
  public static let all: [Puzzle] = [
    firstToken, index, shift, swap, histogram, reverse, ralign, minimum, first, sort, distinct,
    slide, split, mostFrequent, balanced, palindrome, add, argmax, previousSame, duplicate,
    copying, skipTrigram, runStart, induction, depth, partner,
  ]

  /// The puzzle of a name.
  public static func named(_ name: String) -> Puzzle? {
    for puzzle in all where puzzle.name == name { return puzzle }
    return nil
  }
}

/// The letters of most random inputs: few, so that tokens repeat.
private let letters = "abcd"

private func someLetters(_ source: inout RandomSource, _ length: Int) -> [Value] {
  source.tokens(from: letters, length)
}

private func someIntegers(_ source: inout RandomSource, _ length: Int) -> [Value] {
  source.integers(length)
}

// MARK: One layer

extension Puzzle {
  static let firstToken = Puzzle(
    name: "first_token",
    task: "Put the first token at every position.",
    parameters: "seq=tokens",
    examples: [Example(call: "first_token()", input: "hello")],
    hints: [
      "Every position attends to the same position.",
      "Compare key(indices) with a query that is the same everywhere.",
      "(key(indices) == query(0)) selects position 0; .value(seq) fetches what is there.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def first_token(seq=tokens):
          return (key(indices) == query(0)).value(seq).name("first_token")
      """,
    calls: [
      Call(text: "first_token()", inputs: ["", "a", [7, 0]], random: someLetters) {
        Oracle.index(0, $0)
      }
    ])

  static let index = Puzzle(
    name: "index",
    task: "Put the token at position i at every position; 0 if there is no position i.",
    parameters: "i, seq=tokens",
    examples: [Example(call: "index(1)", input: "hello")],
    hints: [
      "This is first_token with i in the place of 0.",
      "A query of a plain number stands at every position: query(i).",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def index(i, seq=tokens):
          return (key(indices) == query(i)).value(seq).name("index")
      """,
    calls: [0, 1, 4].map { i in
      Call(text: "index(\(i))", inputs: ["", "ab", [3, 2, 1, 0, -1]], random: someLetters) {
        Oracle.index(i, $0)
      }
    })

  static let shift = Puzzle(
    name: "shift",
    task: "Move every token i positions to the right (to the left if i is negative), and put the"
      + " default where none arrives.",
    parameters: "i=1, default=\"_\", seq=tokens",
    examples: [
      Example(call: "shift(2)", input: "hello"), Example(call: "shift(-1, \"-\")", input: "hello"),
    ],
    hints: [
      "Position q must read position q - i.",
      "The query is indices - i, the key is indices.",
      ".value takes what stands where nothing is selected as a second argument.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def shift(i=1, default="_", seq=tokens):
          return (key(indices) == query(indices - i)).value(seq, default).name("shift")
      """,
    calls: [("shift()", 1, "_"), ("shift(2)", 2, "_"), ("shift(-1, \"-\")", -1, "-")].map {
      (text: String, i: Int, fallback: Value) in
      Call(text: text, inputs: ["", "a", "abc"], random: someLetters) {
        Oracle.shift(i, fallback: fallback, tokens: $0)
      }
    })

  static let swap = Puzzle(
    name: "swap",
    task: "Swap each pair of neighbours: positions 0 and 1, 2 and 3, and so on. A last token"
      + " without a partner stays.",
    parameters: "seq=tokens",
    examples: [Example(call: "swap()", input: "abcde")],
    hints: [
      "Even positions read the one after them, odd positions the one before.",
      "where(indices % 2 == 0, indices + 1, indices - 1) is where each position wants to read.",
      "Only the last position can find nothing there. Give it a default that is no token, such as"
        + " None, and put its own token in that place.",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def swap(seq=tokens):
          partner = where(indices % 2 == 0, indices + 1, indices - 1)
          x = (key(indices) == query(partner)).value(seq, None).name("swap")
          return where(x == None, seq, x)
      """,
    calls: [
      Call(text: "swap()", inputs: ["", "a", "ab", "abc", [1, 2, 3, 4]], random: someLetters) {
        Oracle.swapped($0)
      }
    ])

  static let histogram = Puzzle(
    name: "histogram",
    task: "At each position, count how often its token occurs in the whole input.",
    parameters: "seq=tokens",
    examples: [Example(call: "histogram()", input: "hello")],
    hints: [
      "Each position attends to all positions that hold the same token.",
      "Counting is adding ones: .value(1).",
    ],
    par: Par(layers: 1, heads: 1),
    solution: """
      def histogram(seq=tokens):
          return (key(seq) == query(seq)).value(1).name("histogram")
      """,
    calls: [
      Call(text: "histogram()", inputs: ["", "a", "aaaa", [1, 0, 1]], random: someLetters) {
        Oracle.histogram($0)
      }
    ])
}

// MARK: Two layers

extension Puzzle {
  static let reverse = Puzzle(
    name: "reverse",
    task: "Turn the input around.",
    parameters: "seq=tokens",
    examples: [Example(call: "reverse()", input: "hello")],
    hints: [
      "Position q must read position length - 1 - q. How long is the input?",
      "A selector that selects everything, (key(1) == query(1)), with the value 1 gives the length.",
      "The length takes one layer, reading takes the second.",
    ],
    par: Par(layers: 2, heads: 2),
    solution: """
      def reverse(seq=tokens):
          length = (key(1) == query(1)).value(1).name("length")
          return (key(length - indices - 1) == query(indices)).value(seq).name("reverse")
      """,
    calls: [
      Call(text: "reverse()", inputs: ["", "a", "ab", [1, 2, 2]], random: someLetters) {
        Array($0.reversed())
      }
    ])

  static let ralign = Puzzle(
    name: "ralign",
    task: "The input is padded with _ at its end. Move the rest to the right end, and put the"
      + " default in front.",
    parameters: "default=\"-\", seq=tokens",
    examples: [Example(call: "ralign()", input: "xyz__")],
    hints: [
      "How far must everything move? By the number of _.",
      "Count them everywhere with the same query: query(\"_\").",
      "Position k wants to be read by position k + count.",
    ],
    par: Par(layers: 2, heads: 2),
    solution: """
      def ralign(default="-", seq=tokens):
          padding = (key(seq) == query("_")).value(1)
          moved = key(indices + padding) == query(indices)
          return moved.value(seq, default).name("ralign")
      """,
    calls: [("ralign()", "-"), ("ralign(\"0\")", "0")].map { (text: String, fallback: Value) in
      Call(
        text: text, inputs: ["", "_", "abc", "a__", "___"],
        random: { source, length in
          let padding = source.below(length + 1)
          return source.tokens(from: letters, length - padding)
            + [Value](repeating: "_", count: padding)
        }
      ) { Oracle.ralign(fallback, $0) }
    })

  static let minimum = Puzzle(
    name: "minimum",
    task: "Put the smallest value at every position. Values may occur more than once.",
    parameters: "seq=tokens",
    examples: [Example(call: "minimum()", input: [5, 3, 2, 5, 2])],
    hints: [
      "First let each position count how many values are smaller than its own.",
      "The smallest value has count 0, but so has each of its copies, and several selected values"
        + " are added. Break the tie by position.",
      "Count the smaller values, and the equal ones at earlier positions. Exactly one position then"
        + " has count 0; everybody reads that one.",
    ],
    par: Par(layers: 2, heads: 2, withSelection: Score(layers: 1, heads: 1)),
    solution: """
      def minimum(seq=tokens):
          tie_before = (key(indices) < query(indices)) & (key(seq) == query(seq))
          rank = (tie_before | (key(seq) < query(seq))).value(1)
          return (key(rank) == query(0)).value(seq).name("min")
      """,
    solutionWithSelection: """
      def minimum(seq=tokens):
          return (key(1) == query(1)).least(seq).leftmost().value(seq).name("min")
      """,
    calls: [
      Call(
        text: "minimum()", inputs: [[], [4], [2, 2, 2], [-1, -3, -3, 0], "cab"],
        random: someIntegers
      ) { tokens in
        Oracle.everywhere(Oracle.sorted(tokens).first ?? 0, tokens)
      }
    ])

  static let first = Puzzle(
    name: "first",
    task: "Put the first position that holds q at every position; 99 if none does. Inputs are"
      + " shorter than 99.",
    parameters: "q, seq=tokens",
    examples: [Example(call: "first(\"a\")", input: "banana")],
    hints: [
      "Give each position its index where the token is q, and 99 elsewhere.",
      "The answer is the smallest of these, and you have that already.",
    ],
    par: Par(layers: 2, heads: 2, withSelection: Score(layers: 1, heads: 1)),
    solution: """
      def first(q, seq=tokens):
          return minimum(where(seq == q, indices, 99))
      """,
    solutionWithSelection: """
      def first(q, seq=tokens):
          return (key(seq) == query(q)).leftmost().value(indices, 99).name("first")
      """,
    calls: [
      Call(text: "first(\"a\")", inputs: ["", "a", "bbb", "bab", "aa"], random: someLetters) {
        tokens in
        Oracle.everywhere(.integer(Int64(tokens.firstIndex(of: "a") ?? 99)), tokens)
      }
    ])

  static let sort = Puzzle(
    name: "sort",
    task: "Put the values in ascending order. Values may occur more than once.",
    parameters: "seq=tokens",
    examples: [Example(call: "sort()", input: [5, 3, 2, 5, 2])],
    hints: [
      "In which position does each value belong? There are as many before it as are smaller.",
      "Equal values must not land on the same position: count equal ones at earlier positions too.",
      "The rank of minimum is the target; position i reads the value of rank i.",
    ],
    par: Par(layers: 2, heads: 2),
    solution: """
      def sort(seq=tokens):
          tie_before = (key(indices) < query(indices)) & (key(seq) == query(seq))
          rank = (tie_before | (key(seq) < query(seq))).value(1)
          return (key(rank) == query(indices)).value(seq).name("sort")
      """,
    calls: [
      Call(text: "sort()", inputs: [[], [1], [2, 2, 2], [3, -1, 3, -1]], random: someIntegers) {
        Oracle.sorted($0)
      },
      Call(text: "sort()", inputs: ["cabba"], random: someLetters) { Oracle.sorted($0) },
    ])

  static let distinct = Puzzle(
    name: "distinct",
    task: "Count how many different tokens the input has, at every position.",
    parameters: "seq=tokens",
    examples: [Example(call: "distinct()", input: "hello")],
    hints: [
      "Count each token once: at its first occurrence.",
      "A position is a first occurrence if it finds no equal token before it.",
      "The second layer lets everybody count the first occurrences.",
    ],
    par: Par(layers: 2, heads: 2),
    solution: """
      def distinct(seq=tokens):
          before = key(indices) < query(indices)
          seen = (before & (key(seq) == query(seq))).value(1)
          return (key(seen) == query(0)).value(1).name("distinct")
      """,
    calls: [
      Call(text: "distinct()", inputs: ["", "a", "aaa", "abab"], random: someLetters) {
        Oracle.distinct($0)
      }
    ])

  static let slide = Puzzle(
    name: "slide",
    task: "Replace each < by the nearest token to its right that is not <; by 0 if there is none.",
    parameters: "seq=tokens",
    examples: [Example(call: "slide()", input: "xxxh<<<l")],
    hints: [
      "Number the tokens that are not <: a cumulative sum of seq != \"<\".",
      "A < has the number of the last token before it. It wants the token with the next number.",
      "That number also stands at the < after that token: also ask for key(seq != \"<\").",
    ],
    par: Par(layers: 2, heads: 2, withSelection: Score(layers: 1, heads: 1)),
    solution: """
      def slide(seq=tokens):
          match = seq != "<"
          number = (key(indices) <= query(indices)).value(match).name("cumsum")
          next = (key(number) == query(number + 1)) & (key(match) == query(True))
          return where(match, seq, next.value(seq)).name("slide")
      """,
    solutionWithSelection: """
      def slide(seq=tokens):
          match = seq != "<"
          behind = (key(match) == query(True)) & (key(indices) > query(indices))
          return where(match, seq, behind.leftmost().value(seq)).name("slide")
      """,
    calls: [
      Call(
        text: "slide()", inputs: ["", "<", "a<", "<a", "<<b<<c"],
        random: { source, length in source.tokens(from: "ab<<", length) }
      ) { Oracle.slide($0) }
    ])
}
