import RASP

// From two layers to six heads.

extension Puzzle {
  static let split = Puzzle(
    name: "split",
    task:
      "The token v occurs exactly once. Keep what is before it (first_part is true) or after it,"
      + " at the right end of the sequence, and put the default in front.",
    parameters: "v, first_part, seq=tokens, default=\"0\"",
    examples: [
      Example(call: "split(\"+\", True)", input: "xyz+zyr"),
      Example(call: "split(\"+\", False)", input: "xyz+zyr"),
    ],
    hints: [
      "Where is v? Fetch its index to every position.",
      "What is after v stands at the right end already: where(indices > place, ...).",
      "What is before v must move there: by length - place, all at once.",
    ],
    par: Par(layers: 2, heads: 3),
    solution: """
      def split(v, first_part, seq=tokens, default="0"):
          place = (key(seq) == query(v)).value(indices).name("place")
          if not first_part:
              return where(indices > place, seq, default)
          length = (key(1) == query(1)).value(1).name("length")
          moved = key(indices + length - place) == query(indices)
          return moved.value(seq, default).name("split")
      """,
    calls: [("split(\"+\", True)", true), ("split(\"+\", False)", false)].map {
      (text: String, first: Bool) in
      Call(
        text: text, inputs: ["+", "a+", "+a", "ab+c"],
        random: { source, length in
          var tokens = source.tokens(from: "abcd", length)
          tokens.insert("+", at: source.below(length + 1))
          return tokens
        }
      ) { Oracle.split("+", first: first, $0) }
    })

  static let mostFrequent = Puzzle(
    name: "most_frequent",
    task: "Put the token that occurs most often at every position; of several, the one that occurs"
      + " first.",
    parameters: "seq=tokens",
    examples: [Example(call: "most_frequent()", input: "hello")],
    hints: [
      "Start with the histogram.",
      "Then it is a matter of rank: how many positions are better than mine?",
      "A position is better if its count is higher, or equal and the position earlier. One"
        + " position has no better one.",
    ],
    par: Par(layers: 3, heads: 3, withSelection: Score(layers: 2, heads: 2)),
    solution: """
      def most_frequent(seq=tokens):
          count = histogram(seq)
          earlier = (key(indices) < query(indices)) & (key(count) == query(count))
          better = (earlier | (key(count) > query(count))).value(1)
          return (key(better) == query(0)).value(seq).name("most_frequent")
      """,
    solutionWithSelection: """
      def most_frequent(seq=tokens):
          count = histogram(seq)
          return (key(1) == query(1)).best(count).leftmost().value(seq).name("most_frequent")
      """,
    calls: [
      Call(
        text: "most_frequent()", inputs: ["", "a", "ba", "abb", "abab"],
        random: { source, length in source.tokens(from: "abcd", length) }
      ) { Oracle.mostFrequent($0) }
    ])

  static let balanced = Puzzle(
    name: "balanced",
    task: "True at every position if the brackets ( and ) are balanced, else False. Other tokens do"
      + " not matter.",
    parameters: "seq=tokens",
    examples: [
      Example(call: "balanced()", input: "(())()"), Example(call: "balanced()", input: "())("),
    ],
    hints: [
      "Let ( be 1 and ) be -1. The depth at a position is the sum up to it.",
      "Balanced means: the sum of all is 0, and no depth is negative.",
      "Sum from a position to the end instead: that is the sum of all at position 0, and it is"
        + " positive where a bracket stays open.",
      "So one head sums to the end. A second layer counts the positions where that is wrong: not 0"
        + " at position 0, more than 0 anywhere else.",
    ],
    par: Par(layers: 2, heads: 2),
    solution: """
      def balanced(seq=tokens):
          step = where(seq == "(", 1, where(seq == ")", -1, 0))
          rest = (key(indices) >= query(indices)).value(step).name("rest")
          wrong = where(indices == 0, rest != 0, rest > 0)
          return (key(wrong) == query(True)).value(1).name("wrong") == 0
      """,
    calls: [
      Call(
        text: "balanced()", inputs: ["", "(", ")(", "()", "(()", "(a(b)c)", "())(()", "())"],
        random: balancedOrNot
      ) { Oracle.isBalanced($0) }
    ])

  static let palindrome = Puzzle(
    name: "palindrome",
    task: "True at every position if the input reads the same backwards, else False.",
    parameters: "seq=tokens",
    examples: [
      Example(call: "palindrome()", input: "racecar"),
      Example(call: "palindrome()", input: "hello"),
    ],
    hints: [
      "Compare the input with its reverse.",
      "One difference anywhere must be known everywhere: count the differences.",
    ],
    par: Par(layers: 3, heads: 3),
    solution: """
      def palindrome(seq=tokens):
          differs = reverse(seq) != seq
          return (key(differs) == query(True)).value(1).name("differences") == 0
      """,
    calls: [
      Call(
        text: "palindrome()", inputs: ["", "a", "ab", "aa", "aba", "abca"],
        random: palindromeOrNot
      ) { Oracle.isPalindrome($0) }
    ])

  static let add = Puzzle(
    name: "add",
    task: "The input is two numbers in digits around a +. Put the digits of their sum, as integers,"
      + " at the right end, with 0 in front.",
    parameters: "seq=tokens",
    examples: [Example(call: "add()", input: "683+345")],
    hints: [
      "Split at +, turn the digits into integers, add column by column. Then only the carries are"
        + " missing.",
      "A column gets a carry from its right if that one sums to more than 9; if it sums to 9, it"
        + " passes on what it gets itself.",
      "So a column gets a carry if the nearest column to its right that does not sum to 9 sums to"
        + " more. Finding that one is what slide does: number the columns that do not sum to 9.",
      "Add the carries, take the remainder by 10.",
    ],
    par: Par(layers: 4, heads: 5, withSelection: Score(layers: 3, heads: 4)),
    solution: """
      def atoi(seq=tokens):
          return seq.map(lambda x: ord(x) - ord("0"))

      def add(seq=tokens):
          x = atoi(split("+", True, seq)) + atoi(split("+", False, seq))
          settled = x != 9
          number = (key(indices) <= query(indices)).value(settled).name("number")
          behind = (key(number) == query(number + 1)) & (key(settled) == query(True))
          carry = behind.value(where(x > 9, 1, 0)).name("carry")
          return (x + carry) % 10
      """,
    solutionWithSelection: """
      def add(seq=tokens):
          x = atoi(split("+", True, seq)) + atoi(split("+", False, seq))
          settled = x != 9
          behind = (key(settled) == query(True)) & (key(indices) > query(indices))
          carry = behind.leftmost().value(where(x > 9, 1, 0)).name("carry")
          return (x + carry) % 10
      """,
    calls: [
      Call(
        text: "add()", inputs: ["0+0", "9+1", "99999+1", "5+5555", "1+999", "45+55"],
        random: someSum
      ) { Oracle.add($0) }
    ])
}

/// Brackets, balanced in half of the cases: random ones hardly ever are.
private func balancedOrNot(_ source: inout RandomSource, _ length: Int) -> [Value] {
  if source.below(2) == 0 { return source.tokens(from: "()", length) }
  var tokens: [Value] = []
  var open = 0
  for _ in 0..<length {
    let opens = open == 0 || source.below(2) == 0
    tokens.append(opens ? "(" : ")")
    open += opens ? 1 : -1
  }
  return tokens + [Value](repeating: ")", count: open)
}

/// A palindrome in half of the cases.
private func palindromeOrNot(_ source: inout RandomSource, _ length: Int) -> [Value] {
  if source.below(2) == 0 { return source.tokens(from: "ab", length) }
  let half = source.tokens(from: "abc", (length + 1) / 2)
  return half + half.reversed().dropFirst(length % 2)
}

/// Two numbers, with many nines for long carries.
private func someSum(_ source: inout RandomSource, _ length: Int) -> [Value] {
  let alphabet = source.below(2) == 0 ? "0123456789" : "0999"
  let (a, b) = (1 + source.below(length), 1 + source.below(length))
  return source.tokens(from: alphabet, a) + ["+"] + source.tokens(from: alphabet, b)
}
