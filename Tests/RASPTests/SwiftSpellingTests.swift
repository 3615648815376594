import RASP
import Testing

/// What is said in Swift alone: variables as keys and inputs, spellings, printing.
@Suite struct SwiftSpellingTests {
  @Test func variablesAreKeysAndQueries() throws {
    let (letter, zero) = ("l", 0)
    let ofLetters = (key(tokens) == query(letter)).value(1)
    #expect(try ofLetters("hello").values == [2, 2, 2, 2, 2])
    let ofFirst = (key(indices) == query(zero)).value(tokens)
    #expect(try ofFirst("abc").values == ["a", "a", "a"])
    #expect(try (key(zero) == query(zero)).value(1)("ab").values == [2, 2])
    #expect(try (key(letter) == query(tokens)).value(1)("al").values == [0, 2])
    #expect(try (key(1.5) < query(2)).width("ab").values == [2, 2])
  }

  @Test func variablesAreInputs() throws {
    let (word, numbers, words) = ("abc", [3, 1, 2], ["to", "be"])
    #expect(try Gallery.flip()(word).values == ["c", "b", "a"])
    #expect(try Gallery.sort()(numbers).values == [1, 2, 3])
    #expect(try Gallery.flip()(words).values == ["be", "to"])
    #expect(try Gallery.cumsum()(numbers, causal: true).values == [3, 4, 6])
  }

  @Test func choosesWithoutBackticks() throws {
    let chosen = choose(tokens == "a", indices, -1)
    #expect(try chosen("aba").values == [0, -1, 2])
    #expect(
      ProgramSource(Program(chosen)).text
        == ProgramSource(Program(`where`(tokens == "a", indices, -1))).text)
  }

  /// Printing must not run a closure on an input that it was not written for.
  @Test func printingRunsNoClosure() throws {
    let third = tokens.map { (x: Value) -> Value? in fatalError("run on \(x)") }
    #expect(third.description == "map(tokens)")
    #expect(key(third).description == "map(tokens)")
    #expect(query(third).description == "map(tokens)")
    let pairs = select(key(tokens), query(indices)) { (_: Value, _: Value) in fatalError() }
    #expect(pairs.description == "select(tokens, indices, predicate)")
    #expect(pairs.value(1).description == "(select(tokens, indices, predicate)).value(1)")
    // Without functions it is the figure, and asked for it is so with them too.
    #expect(Gallery.flip().description.contains("Layer 2"))
    let doubled = tokens.map { (x: Int) in 2 * x }
    #expect(try doubled.figure(on: [1, 2]).contains("2 4"))
  }
}
