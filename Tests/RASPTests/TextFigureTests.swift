import Testing

@testable import RASP

/// What printing shows.
struct TextFigureTests {
  @Test func sequencesWithoutAttention() {
    #expect(
      tokens.description == """
          Input  h e l l o

          Final  h e l l o

        """)
    #expect(
      (tokens == "l").description == """
          Input  h e l l o

          Final  0 0 1 1 0

        """)
  }

  @Test func aHead() {
    #expect(
      Gallery.shift(2).description == """
          Input  h e l l o

        Layer 1      (shift)
                    0 1 2 3 4
                 -2 · · · · · _
                 -1 · · · · · _
                  0 ■ · · · · h
                  1 · ■ · · · e
                  2 · · ■ · · l
                    h e l l o

          Final  _ _ h e l

        """)
  }

  /// A line of keys and a column of queries for each comparison.
  @Test func layersOfCombinedSelectors() throws {
    #expect(
      try Gallery.minimum()([5, 3, 2, 5, 2]).description == """
          Input  5 3 2 5 2

        Layer 1          (min)
                       0 1 2 3 4
                       5 3 2 5 2
                       5 3 2 5 2
                 0 5 5 · ■ ■ · ■ 3
                 1 3 3 · · ■ · ■ 2
                 2 2 2 · · · · · 0
                 3 5 5 ■ ■ ■ · ■ 4
                 4 2 2 · · ■ · · 1
                       1 1 1 1 1

        Layer 2      (min)
                   3 2 0 4 1
                 0 · · ■ · · 2
                 0 · · ■ · · 2
                 0 · · ■ · · 2
                 0 · · ■ · · 2
                 0 · · ■ · · 2
                   5 3 2 5 2

          Final  2 2 2 2 2

        """)
  }

  /// Heads of a layer stand side by side; two readings of one head are two columns of output.
  @Test func headsOfOneLayer() {
    let same = Gallery.same
    let sum = same.value(indices).named("sum") + same.mean(indices)
    #expect(
      (sum + Gallery.before.value(1).named("b")).description == """
          Input  h e l l o

        Layer 1      (sum)                 (b)
                   h e l l o            0 1 2 3 4
                 h ■ · · · · 0 0      0 · · · · · 0
                 e · ■ · · · 1 1      1 ■ · · · · 1
                 l · · ■ ■ · 5 2.5    2 ■ ■ · · · 2
                 l · · ■ ■ · 5 2.5    3 ■ ■ ■ · · 3
                 o · · · · ■ 4 4      4 ■ ■ ■ ■ · 4
                   0 1 2 3 4            1 1 1 1 1

          Final  0 3 9.5 10.5 12

        """)
  }

  @Test func causalAttention() throws {
    #expect(
      try Gallery.length("abc", causal: true).description == """
          Input  a b c

        Layer 1    (length)
                   1 1 1
                 1 ■ · · 1
                 1 ■ ■ · 2
                 1 ■ ■ ■ 3
                   1 1 1

          Final  1 2 3

        """)
  }

  /// Without the input's and the output's row, the layers of a figure are what a trace shows.
  @Test func headsOfATrace() throws {
    let trace = try Trace(Program(Gallery.flip()), "ab")
    #expect(
      trace.headsText == """
        Layer 1    (length)
                   1 1
                 1 ■ ■ 2
                 1 ■ ■ 2
                   1 1

        Layer 2    (flip)
                   1 0
                 0 · ■ b
                 1 ■ · a
                   a b

        """)
  }

  @Test func selectors() {
    #expect(
      (Gallery.before & Gallery.same).description == """
            0 1 2 3 4
            h e l l o
        0 h · · · · ·
        1 e · · · · ·
        2 l · · · · ·
        3 l · · ■ · ·
        4 o · · · · ·

        """)
    #expect(
      Gallery.previous.description == """
           0 1 2 3 4
        -1 · · · · ·
         0 ■ · · · ·
         1 · ■ · · ·
         2 · · ■ · ·
         3 · · · ■ ·

        """)
  }

  @Test func keysAndQueries() {
    #expect(key(tokens).description == "    key  h e l l o\n")
    #expect(key(1.5).description == "    key  1.5 1.5 1.5 1.5 1.5\n")
    #expect(
      query(tokens).description == """
          query  h
                 e
                 l
                 l
                 o

        """)
  }

  @Test func programsThatFailOnHello() {
    #expect(
      (tokens + 1).description == """
        error: + has no meaning for "h" and 1: it adds two numbers or joins two strings
          in: tokens + 1
          at: position 0

        """)
    #expect((key(tokens) < query(1)).description.hasPrefix("error: no order between \"h\" and 1"))
    #expect(key(tokens + 1).description.hasPrefix("error: + has no meaning"))
    #expect(query(tokens + 1).description.hasPrefix("error: + has no meaning"))
  }
}

/// Values that do not fit in a cell as they are.
struct WideFigureTests {
  @Test func widthsFollowTheWidestOfAColumn() throws {
    #expect(
      try (key(tokens) == query(tokens)).value(tokens)([1000, -2, 0.5]).description == """
          Input  1000 -2 0.5

        Layer 1       1000 -2 0.5
                 1000    ■  ·   · 1000
                   -2    ·  ■   · -2
                  0.5    ·  ·   ■ 0.5
                      1000 -2 0.5

          Final  1000 -2 0.5

        """)
  }

  /// What would not be seen is made visible, and what is long is cut.
  @Test func strangeText() throws {
    let long = Value.string(String(repeating: "x", count: 30))
    #expect(
      try Gallery.histogram()(["\n", " ", "", "\u{7F}", "ab cd", long]).description == """
          Input  ␊ ␣ "" ␡ ab cd xxxxxxxxxxxxxxx…

        Layer 1                             (histogram)
                                  ␊ ␣ "" ␡ ab cd xxxxxxxxxxxxxxx…
                                ␊ ■ ·  · ·     ·                · 1
                                ␣ · ■  · ·     ·                · 1
                               "" · ·  ■ ·     ·                · 1
                                ␡ · ·  · ■     ·                · 1
                            ab cd · ·  · ·     ■                · 1
                 xxxxxxxxxxxxxxx… · ·  · ·     ·                ■ 1
                                  1 1  1 1     1                1

          Final  1 1 1 1 1 1

        """)
  }

  /// Two columns for a character of Chinese or Japanese and for an emoji, none for an accent.
  @Test func charactersOfOtherWidths() throws {
    #expect(
      try Gallery.histogram()(["日", "e\u{301}", "😀"]).description == """
          Input  日 e\u{301} 😀

        Layer 1     (histogram)
                    日 e\u{301} 😀
                 日  ■ ·  · 1
                  e\u{301}  · ■  · 1
                 😀  · ·  ■ 1
                     1 1  1

          Final  1 1 1

        """)
  }

  @Test func booleansAndNoneInCells() throws {
    #expect(
      try tokens([true, false, nil, "None", 2.0]).description == """
          Input  1 0 None None 2.0

          Final  1 0 None None 2.0

        """)
  }

  @Test func emptyInput() throws {
    #expect(try tokens("").description == "  Input\n\n  Final\n")
    #expect(try Gallery.flip()("").description.hasSuffix("\n  Final\n"))
  }

  /// Figures keep every matrix, so a long output is shown as its values.
  @Test func longOutputsAreValuesAlone() throws {
    let ones = [Value](repeating: 1, count: Trace.limit + 1)
    #expect(try tokens(Input(ones)).description == Value.jsonArray(ones))
    #expect(try tokens(Input(Array(ones.dropLast()))).description.contains("Final"))
  }

  /// The text of every figure is free of spaces at line ends.
  @Test(arguments: Gallery.entries.map(\.name))
  func noSpacesAtLineEnds(_ name: String) throws {
    let entry = try #require(Gallery.entries.first { $0.name == name })
    let text = try entry.program(entry.example).description
    #expect(text.hasPrefix("  Input  ") && text.contains("\n  Final  "))
    #expect(!text.contains(" \n"))
  }
}
