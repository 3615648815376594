import RASP
import Testing

/// Every public way to make an s-op.
struct SOpTests {
  @Test func literals() throws {
    let sops: [(SOp, Value)] = [(1, 1), (1.5, 1.5), ("ab", "ab"), (true, true), (nil, nil)]
    for (sop, value) in sops { #expect(try sop("xy").exact == exact(value, value)) }
    #expect(try SOp(7 as Int)("x").exact == exact(7))
    #expect(try SOp("é" as Unicode.Scalar)("x").exact == exact("é"))
    let list: SOp = [1, "a", nil]
    #expect(try list("xyz").exact == exact(1, "a", nil))
    #expect(try SOp(list: [1.0, true])("xy").exact == exact(1.0, true))
  }

  @Test func arithmetic() throws {
    let input: Input = [7, -7, 2.5]
    let cases: [(SOp, [Constant])] = [
      (tokens + 2, exact(9, -5, 4.5)), (tokens - 2, exact(5, -9, 0.5)),
      (tokens * 2, exact(14, -14, 5.0)), (tokens / 2, exact(3.5, -3.5, 1.25)),
      (tokens % 3, exact(1, 2, 2.5)), (tokens.floorDivided(by: 3), exact(2, -3, 0.0)),
      (tokens.power(2), exact(49, 49, 6.25)), (-tokens, exact(-7, 7, -2.5)),
      (tokens.round(), exact(7, -7, 2)), ((tokens + 1).round(), exact(8, -6, 4)),
    ]
    for (sop, expected) in cases { #expect(try sop(input).exact == expected) }
  }

  @Test func comparisons() throws {
    let input: Input = [1, 2, 3]
    let cases: [(SOp, [Constant])] = [
      (tokens == 2, exact(false, true, false)), (tokens != 2, exact(true, false, true)),
      (tokens < 2, exact(true, false, false)), (tokens <= 2, exact(true, true, false)),
      (tokens > 2, exact(false, false, true)), (tokens >= 2, exact(false, true, true)),
    ]
    for (sop, expected) in cases { #expect(try sop(input).exact == expected) }
  }

  @Test func logic() throws {
    let isOdd = tokens % 2 == 1
    #expect(try (isOdd & (tokens > 1))([1, 2, 3]).exact == exact(false, false, true))
    #expect(try (isOdd | (tokens > 1))([1, 2, 3]).exact == exact(true, true, true))
    #expect(try (isOdd ^ (tokens > 1))([1, 2, 3]).exact == exact(true, true, false))
    #expect(try (!isOdd)([1, 2, 3]).exact == exact(false, true, false))
    #expect(try (~isOdd)([1, 2, 3]).exact == exact(false, true, false))
    #expect(try (tokens & 6)([3, 5]).exact == exact(2, 4))
    #expect(try (tokens | 6)([3, 5]).exact == exact(7, 7))
    #expect(try (tokens ^ 6)([3, 5]).exact == exact(5, 3))
  }

  @Test func choice() throws {
    let words = `where`(tokens, "yes", indices)
    #expect(try words([0, 1, "", "a", nil, 0.5]).exact == exact(0, "yes", 2, "yes", 4, "yes"))
    // Both branches are computed everywhere.
    let guarded = `where`(tokens == 0, 0, 1 / tokens)
    #expect(message { try guarded([1, 0]) }.hasPrefix("division by zero: 1 / 0"))
  }

  @Test func membership() throws {
    let vowels = tokens.isIn(["a", "e", "i", "o", "u"])
    #expect(try vowels(.standard).exact == exact(false, true, false, false, true))
    #expect(try tokens.isIn([1, nil])([1.0, true, nil, "1"]).values == [true, true, true, false])
    #expect(try tokens.isIn([])("a").values == [false])
  }

  @Test func map() throws {
    let next = tokens.map { (x: Int) in x + 1 }
    #expect(try next([1, 2]).exact == exact(2, 3))
    let half = tokens.map("half") { (x: Double) in x / 2 }
    #expect(try half([1, 2.5]).exact == exact(0.5, 1.25))
    let size = tokens.map { (x: String) in x.count }
    #expect(try size(["", "abc"]).exact == exact(0, 3))
    let flipped = tokens.map { (x: Bool) in !x }
    #expect(try flipped([true, false]).exact == exact(false, true))
    let kind = tokens.map("kind") { (x: Value) in x.kind == .null ? "none" : x }
    #expect(try kind([nil, 1]).exact == exact("none", 1))
    let double = Function("double") { (arguments: [Value]) throws(Problem) in
      try BinaryOperator.add(arguments[0], arguments[0])
    }
    #expect(try tokens.map(double)([1, "a", 0.5]).exact == exact(2, "aa", 1.0))
    #expect(message { try tokens.map(double)([nil]) }.hasPrefix("+ has no meaning for None and"))
  }

  /// A closure gets values of the kind that it names, and no others.
  @Test func closuresTakeOneKind() throws {
    #expect(message { try tokens.map { (x: Int) in x }([1.0]) }.contains("no value for 1.0"))
    #expect(message { try tokens.map { (x: Int) in x }([true]) }.contains("no value for True"))
    #expect(message { try tokens.map { (x: Bool) in x }([1]) }.contains("no value for 1"))
    #expect(message { try tokens.map { (x: String) in x }([1]) }.contains("no value for 1"))
    #expect(
      message { try tokens.map { (x: Unicode.Scalar) in x }(["ab"]) }.contains("value for \"ab\""))
    #expect(message { try tokens.map { (x: Double) in x }(["a"]) }.contains("value for \"a\""))
    #expect(try tokens.map { (x: Double) in x }([1]).exact == exact(1.0))
  }

  @Test func zip() throws {
    let alternate = SOp.zip(tokens, indices) { (token: String, i: Int) in i % 2 == 0 ? token : "-" }
    #expect(try alternate(.standard).exact == characters("h-l-o"))
    let last = SOp.zip([tokens, indices, 9], name: "last") { $0.last }
    #expect(try last("ab").exact == exact(9, 9))
    let sum = Function("sum") { (arguments: [Value]) throws(Problem) in
      var total: Value = 0
      for argument in arguments { total = try BinaryOperator.add(total, argument) }
      return total
    }
    #expect(try SOp.zip([tokens, indices, 10], sum)([1, 2]).exact == exact(11, 13))
    #expect(try SOp.zip([], sum)([1, 2]).exact == exact(0, 0))
  }

  @Test func outputIsACollection() throws {
    let output = try tokens([3, 1, 2])
    #expect(output.count == 3 && output[1] == 1 && output.last == 2)
    #expect(output.sorted { $0.description < $1.description } == [1, 2, 3])
    #expect(output.input.tokens == [3, 1, 2])
    #expect(output.layer == 0)
    #expect(Input([1, 2] as [Int]).tokens.exact == exact(1, 2))
    #expect(Input(["a", "bc"] as [String]).tokens.exact == exact("a", "bc"))
  }
}

/// Every public way to make a selector, and to attend with it.
struct SelectorTests {
  @Test func comparisonsOfKeyWithQuery() throws {
    let (k, q) = (key(tokens), query(1))
    #expect(try rows(k == q, on: [0, 1, 2]) == ["010", "010", "010"])
    #expect(try rows(k != q, on: [0, 1, 2]) == ["101", "101", "101"])
    #expect(try rows(k < q, on: [0, 1, 2]) == ["100", "100", "100"])
    #expect(try rows(k <= q, on: [0, 1, 2]) == ["110", "110", "110"])
    #expect(try rows(k > q, on: [0, 1, 2]) == ["001", "001", "001"])
    #expect(try rows(k >= q, on: [0, 1, 2]) == ["011", "011", "011"])
  }

  @Test func combinations() throws {
    let (a, b) = (Gallery.before, Gallery.same)
    #expect(try rows(a, on: "aab") == ["000", "100", "110"])
    #expect(try rows(b, on: "aab") == ["110", "110", "001"])
    #expect(try rows(a & b, on: "aab") == ["000", "100", "000"])
    #expect(try rows(a | b, on: "aab") == ["110", "110", "111"])
    #expect(try rows(a != b, on: "aab") == ["110", "010", "111"])
    #expect(try rows(a == b, on: "aab") == ["001", "101", "000"])
    #expect(try rows(!a, on: "aab") == ["111", "011", "001"])
    #expect(try rows(~a, on: "aab") == ["111", "011", "001"])
  }

  @Test func predicates() throws {
    let next = select(key(indices), query(indices)) { (k: Int, q: Int) in k == q + 1 }
    #expect(try rows(next, on: "abc") == ["010", "001", "000"])
    let alike = select(key(tokens), query(tokens), name: "alike") { (k: Value, q: Value) in
      k.kind == q.kind
    }
    #expect(try rows(alike, on: [1, "a", 2]) == ["101", "010", "101"])
    let product = Function("product") { (arguments: [Value]) throws(Problem) in
      try BinaryOperator.multiply(arguments[0], arguments[1])
    }
    // True where the product is not zero.
    #expect(
      try rows(select(key(tokens), query(indices), product), on: [0, 1, 2]) == [
        "000", "011", "011",
      ])
  }

  @Test func sums() throws {
    let all = key(1) == query(1)
    #expect(try all.value(tokens)([1, 2, true]).exact == exact(4, 4, 4))
    #expect(try all.value(tokens)([0.5, 2]).exact == exact(2.5, 2.5))
    #expect(try all.value(tokens)([true, true]).exact == exact(2, 2))
    // One value stands for itself, whatever its kind; none gives the default.
    #expect(try all.value(tokens)([true]).exact == exact(true))
    #expect(try all.value(tokens)([nil]).exact == exact(nil))
    #expect(try Gallery.previous.value(tokens)("ab").exact == exact(0, "a"))
    #expect(try Gallery.previous.value(tokens, default: nil)("ab").exact == exact(nil, "a"))
    #expect(try Gallery.previous.value(tokens, default: 0.5)("ab").exact == exact(0.5, "a"))
  }

  @Test func means() throws {
    let all = key(1) == query(1)
    #expect(try all.mean(tokens)([1, 2]).exact == exact(1.5, 1.5))
    #expect(try all.mean(tokens)([2, 2]).exact == exact(2.0, 2.0))
    #expect(try all.mean(tokens)([5]).exact == exact(5))
    #expect(try Gallery.before.mean(tokens)([4, 2, 9]).exact == exact(0, 4, 3.0))
    #expect(try Gallery.previous.mean(tokens, default: "_")("ab").exact == exact("_", "a"))
  }

  @Test func width() throws {
    #expect(try Gallery.before.width(.standard).exact == exact(0, 1, 2, 3, 4))
    #expect(try (~Gallery.before).width("abc").exact == exact(3, 2, 1))
  }

  @Test func causalEvaluationHidesLaterKeys() throws {
    #expect(try Gallery.length("abcd", causal: true).exact == exact(1, 2, 3, 4))
    #expect(try Gallery.length.input("abcd", causal: true).exact == exact(1, 2, 3, 4))
    #expect(
      try Gallery.after.value(tokens, default: "_")("ab", causal: true).exact == characters("__"))
    #expect(try rows(Gallery.same, on: "aba", causal: true) == ["100", "010", "101"])
    #expect(try rows(~Gallery.same, on: "aba", causal: true) == ["000", "100", "010"])
    // Each layer of a program sees the past alone.
    let ranks = Gallery.cumsumFromEnd()
    #expect(try ranks([0, 0, 0], causal: true).exact == exact(1, 2, 3))
  }

  @Test func galleryFunctionsTakeOtherSequences() throws {
    let shifted = Gallery.shift(1, default: 0, tokens * 2)
    #expect(try shifted([1, 2, 3]).exact == exact(0, 2, 4))
    #expect(try Gallery.sort(-tokens)([1, 3, 2]).exact == exact(-3, -2, -1))
    #expect(try Gallery.sort()("hello").exact == characters("ehllo"))
    #expect(try Gallery.rank()([5, 3, 2, 5, 2]).exact == exact(3, 2, 0, 4, 1))
    #expect(try Gallery.first("z")(.standard).exact == exact(99, 99, 99, 99, 99))
    #expect(try Gallery.index(9)("ab").exact == exact(0, 0))
  }
}
