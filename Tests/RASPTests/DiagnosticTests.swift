import Testing

@testable import RASP

/// Wrong use, with the whole message beside what was run.
struct DiagnosticTests {
  @Test func orderOfStringAndNumber() {
    #expect(
      message { try (tokens < 3)("hello") } == """
        no order between "h" and 3: < compares two numbers or two strings
          in: tokens < 3
          at: position 0
        """)
    #expect(
      message { try (key(indices) >= query(tokens)).value(1).named("ge")([7, 3, "a"]) } == """
        no order between 0 and "a": >= compares two numbers or two strings
          in: key(indices) >= query(tokens) (ge)
          at: query position 2, key position 0
        """)
  }

  @Test func addingSeveralStrings() {
    #expect(
      message { try Gallery.same.value(tokens).named("twice")("hello") } == """
        cannot add the values of 2 selected positions, not all numbers: "l", "l"
          in: (key(tokens) == query(tokens)).value(tokens) (twice)
          at: position 2
        """)
    #expect(
      message { try (key(1) == query(1)).mean(tokens)(["a", "a", "b"]) } == """
        cannot average the values of 3 selected positions, not all numbers, nor all equal: \
        "a", "a", "b"
          in: (key(1) == query(1)).mean(tokens)
          at: position 0
        """)
    #expect(
      message { try (key(1) == query(1)).value(tokens)("abcdefghij") } == """
        cannot add the values of 10 selected positions, not all numbers: \
        "a", "b", "c", "d", "e", "f", "g", "h", …
          in: (key(1) == query(1)).value(tokens)
          at: position 0
        """)
  }

  @Test func divisionByZero() {
    let cases: [(SOp, String)] = [
      (6 / tokens, "6 / 0\n  in: 6 / tokens"),
      (tokens.floorDivided(by: 0), "3 // 0\n  in: tokens // 0"),
      (6 % tokens, "6 % 0\n  in: 6 % tokens"),
      (tokens / 0.0, "3.0 / 0.0\n  in: tokens / 0.0"),
      (tokens % 0.0, "3.0 % 0.0\n  in: tokens % 0.0"),
      (tokens.floorDivided(by: false), "3 // 0\n  in: tokens // False"),
    ]
    for (sop, text) in cases {
      let position = text.contains("tokens /") || text.contains("tokens %") ? 0 : 1
      #expect(
        message { try sop([3, 0]) } == "division by zero: \(text)\n  at: position \(position)")
    }
    #expect(message { try tokens.power(-1)([0]) }.hasPrefix("division by zero: 0 ** -1\n"))
  }

  @Test func integerOverflow() {
    #expect(
      message { try (tokens + 1)([1, .integer(.max)]) } == """
        integer overflow: 9223372036854775807 + 1 does not fit in 64 bits
          in: tokens + 1
          at: position 1
        """)
    let cases: [(SOp, Int64, String)] = [
      (tokens - 1, .min, "-9223372036854775808 - 1"),
      (tokens * 2, 1 << 62, "4611686018427387904 * 2"),
      (-tokens, .min, "-(-9223372036854775808)"),
      (tokens.floorDivided(by: -1), .min, "-9223372036854775808 // -1"),
      (tokens.power(3), 1 << 21, "2097152 ** 3"),
      ((tokens * 1.0).round(), .max, "round(9.223372036854776e+18)"),
    ]
    for (sop, token, text) in cases {
      #expect(
        message { try sop([.integer(token)]) }
          .hasPrefix("integer overflow: \(text) does not fit in 64 bits\n  in: "))
    }
  }

  @Test func integerOverflowInSums() throws {
    #expect(
      message { try (key(1) == query(1)).value(tokens)([.integer(.max), 1]) } == """
        integer overflow: the sum of 2 selected values does not fit in 64 bits
          in: (key(1) == query(1)).value(tokens)
          at: position 0
        """)
    let constant = (key(1) == query(1)).value(SOp(Value.integer(.max)))
    #expect(message { try constant("ab") }.hasPrefix("integer overflow: the sum of 2 selected"))
    // The sum counts, not the way to it; and a mean has room.
    #expect(
      try (key(1) == query(1)).value(tokens)([.integer(.max), 1, -1]).exact
        == [Value](repeating: .integer(.max), count: 3).exact)
    #expect(try (key(1) == query(1)).mean(tokens)([.integer(.max), 1]).values == [0x1p62, 0x1p62])
  }

  @Test func doublesThatAreNotFinite() {
    #expect(
      message { try (tokens * 1e300)([1e300]) } == """
        1e+300 * 1e+300 is not a finite number
          in: tokens * 1e+300
          at: position 0
        """)
    #expect(
      message { try (key(1) == query(1)).value(tokens)([1e308, 1e308]) } == """
        the sum of 2 selected values is not a finite number
          in: (key(1) == query(1)).value(tokens)
          at: position 0
        """)
    #expect(message { try tokens.power(0.5)([-2]) }.hasPrefix("-2.0 ** 0.5 is not a real number"))
    let inverse = tokens.map("inverse") { (x: Double) in 1 / x }
    #expect(
      message { try inverse([1, 0]) } == """
        the function inverse has no value for 0
          in: inverse(tokens)
          at: position 1
        """)
  }

  @Test func listOfTheWrongLength() {
    let text = """
      a list of 3 values cannot stand beside an input of 2 tokens: the lengths must be equal
        in: [1, 2, 3]
      """
    #expect(message { try (tokens + [1, 2, 3])([1, 2]) } == text)
    #expect(message { try (key([1, 2, 3]) == query(tokens)).width([1, 2]) } == text)
    #expect(message { try SOp(list: [])("a") }.hasPrefix("a list of 0 values cannot stand beside"))
    #expect(message { try (tokens + [1])("") }.contains("beside an input of 0 tokens"))
  }

  @Test func arithmeticOnNone() {
    let shifted = Gallery.shift(default: nil)
    #expect(
      message { try (shifted + 1)([1, 2]) } == """
        + has no meaning for None and 1: None comes from a default or a function, and is no number
          in: (key(indices) == query(indices - 1)).value(tokens, None) + 1
          at: position 0
        """)
    #expect(
      message { try (shifted < 1)([1, 2]) }
        .hasPrefix("no order between None and 1: < compares two numbers or two strings\n"))
    #expect(message { try (-shifted)([1]) }.hasPrefix("- has no meaning for None: None comes from"))
    #expect(
      message { try (key(1) == query(1)).value(shifted)([1, 2]) }
        .hasPrefix("cannot add the values of 2 selected positions, not all numbers: None, 1\n"))
  }

  @Test func operatorsOnOtherKinds() {
    let cases: [(SOp, Value, String)] = [
      (
        tokens + 1, "a",
        "+ has no meaning for \"a\" and 1: it adds two numbers or joins two strings"
      ),
      (tokens - "b", "a", "- has no meaning for \"a\" and \"b\": it takes numbers"),
      (tokens * 2.0, "a", "* has no meaning for \"a\" and 2.0: it takes numbers"),
      (tokens & 1, 1.5, "& has no meaning for 1.5 and 1: it takes booleans or integers"),
      (~tokens, "a", "~ has no meaning for \"a\": it takes booleans or integers"),
      (tokens.round(), "a", "round has no meaning for \"a\": it takes numbers"),
    ]
    for (sop, token, text) in cases {
      #expect(message { try sop([token]) }.hasPrefix(text + "\n  in: "))
    }
  }

  @Test func functionsThatFail() {
    #expect(
      message { try tokens.map("half") { (x: Int) in x % 2 == 0 ? x / 2 : nil }([2, 3]) } == """
        the function half has no value for 3
          in: half(tokens)
          at: position 1
        """)
    #expect(
      message { try SOp.zip(tokens, indices, name: "pick") { (a: Int, b: Int) in a + b }("a") }
        == """
        the function pick has no value for "a" and 0
          in: pick(tokens, indices)
          at: position 0
        """)
    let near = select(key(tokens), query(indices), name: "near") { (k: Int, q: Int) in k == q }
    #expect(
      message { try near.width([0, "a"]) } == """
        the function near has no value for "a" and 0
          in: select(tokens, indices, near)
          at: query position 0, key position 1
        """)
  }

  @Test func textThatGrowsTooLong() {
    #expect(
      message { try (tokens * 40_000)(["", "ab"]) } == """
        a string of 80000 bytes is longer than the limit of 65536, which is fixed
          in: tokens * 40000
          at: position 1
        """)
  }

  /// Messages stay short however long the values and the program.
  @Test func longValuesAndProgramsAreCut() {
    let long = String(repeating: "x", count: 1_000)
    #expect(
      message { try (tokens + 1)([.string(long)]) } == """
        + has no meaning for "\(long.prefix(38))… and 1: it adds two numbers or joins two strings
          in: tokens + 1
          at: position 0
        """)
    var sop = tokens
    for _ in 0..<300 { sop = sop.map(long) { (x: Int) in x } }
    #expect(message { try sop("a") }.utf8.count < 1_500)
  }

  @Test func attentionOnLongInputs() {
    let input = Input(Array(0...Program.attentionLimit))
    let pairs = select(key(tokens), query(indices)) { (k: Int, q: Int) in k < q }
    #expect(
      message { try pairs.value(1).named("pairs")(input) } == """
        an input of 131073 tokens is too long: attention is limited to 131072 tokens
          in: select(tokens, indices, predicate) (pairs)
        """)
    #expect(
      message { try Trace(Program(tokens), Input([Value](repeating: 0, count: 257))) } == """
        an input of 257 tokens is too long: \
        a trace or figure, which keeps every matrix, is limited to 256 tokens
        """)
  }

  @Test func selectorsAreNotRun() {
    #expect(
      message { try Program(Gallery.same).run([1]) }
        == "the program is a selector: its value is a matrix, not a sequence")
  }
}
