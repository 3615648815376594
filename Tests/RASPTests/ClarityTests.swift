import RASP
import Testing

/// Where the original implementation is loose, ours works or says why it does not. The comments say
/// what the original does.
struct ClarityTests {
  /// A constant list that is longer than the input is silently cut.
  @Test func constantListsFit() throws {
    #expect(
      message { try (tokens + [1, 2, 3, 4, 5, 6])([1, 2, 3, 4, 5]) }
        .hasPrefix("a list of 6 values cannot stand beside an input of 5 tokens"))
    #expect(try (tokens + [1, 2])([10, 20]).exact == exact(11, 22))
  }

  /// Raises IndexError: a string is taken for a list of characters. Here it is one value.
  @Test func aStringIsOneValue() throws {
    let selector = key(tokens) == query("ab")
    #expect(try selector.width("hello").values == [0, 0, 0, 0, 0])
    #expect(try selector.width(["ab", "a", "ab"]).values == [2, 2, 2])
  }

  /// `1 + tokens`, `-tokens` and `tokens // 2` do not work.
  @Test func operatorsWorkFromBothSides() throws {
    #expect(try (1 + tokens)([1, 2]).exact == exact(2, 3))
    #expect(try (10 - tokens)([1, 2]).exact == exact(9, 8))
    #expect(try (2 * tokens)([1, 2]).exact == exact(2, 4))
    #expect(try (1 / tokens)([2, 4]).exact == exact(0.5, 0.25))
    #expect(try (7 % tokens)([2, -4]).exact == exact(1, -1))
    #expect(try (1 < tokens)([1, 2]).exact == exact(false, true))
    #expect(try (-tokens)([1, -2.5]).exact == exact(-1, 2.5))
    #expect(try tokens.floorDivided(by: 2)([7, -7]).exact == exact(3, -4))
  }

  /// `None` as default surprises: it means no default.
  @Test func noneIsADefault() throws {
    let shifted = (key(indices) == query(indices - 1)).value(tokens, default: nil)
    #expect(try shifted([1, 2]).exact == exact(nil, 1))
    #expect(try (shifted == nil)([1, 2]).exact == exact(true, false))
  }

  /// Gives -2 and -1.
  @Test func notOfABooleanIsABoolean() throws {
    #expect(try (~(tokens == "a"))("ab").exact == exact(false, true))
    #expect(try (!(tokens == "a"))("ab").exact == exact(false, true))
    #expect(try (~tokens)([5, -1]).exact == exact(-6, 0))
  }

  /// 249 additions overflow the stack.
  @Test func longChainsOfAdditionsWork() throws {
    var sop = tokens
    for _ in 0..<250 { sop = sop + 1 }
    #expect(try sop([0, 1]).exact == exact(250, 251))
  }

  /// `1 == True` holds in Python and here, `"1" == 1` does not.
  @Test func equalityIsOfAmounts() throws {
    #expect(
      try (tokens == 1)([1, true, 1.0, "1", nil]).values == [true, true, true, false, false])
  }
}
