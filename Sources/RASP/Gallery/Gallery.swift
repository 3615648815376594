/// The programs of the article, and sort: small ones that larger ones are made of.
///
/// They are functions with defaults, to be read as much as to be used:
///
/// ```swift
/// try Gallery.add()("683+345").values          // [0, 0, 0, 1, 0, 2, 8]
/// try Gallery.shift(2)("hello").values         // ["_", "_", "h", "e", "l"]
/// ```
public enum Gallery {
  // MARK: Selectors

  /// Positions before the query's own.
  public static let before = key(indices) < query(indices)
  /// Positions after the query's own.
  public static let after = key(indices) > query(indices)
  /// Positions that hold the query's own token.
  public static let same = key(tokens) == query(tokens)
  /// The position just before the query's own.
  public static let previous = key(indices) == query(indices - 1)

  // MARK: One layer

  /// The number of tokens, at every position: everybody attends to everybody and adds ones.
  /// One layer.
  public static let length = (key(1) == query(1)).value(1).named("length")

  /// How often each token occurs in the input. One layer.
  public static func histogram() -> SOp { same.value(1).named("histogram") }

  /// The sum of the last `size` values up to and including each position. One layer.
  public static func window(_ size: SOp = 3) -> SOp {
    let recent = key(indices) >= query(indices - size + 1)
    let upToHere = key(indices) <= query(indices)
    return (recent & upToHere).value(tokens).named("window")
  }

  /// The sum of all values up to and including each position. One layer.
  public static func cumsum(_ seq: SOp = tokens) -> SOp {
    (before | (key(indices) == query(indices))).value(seq).named("cumsum")
  }

  /// The value at position `i`, at every position; 0 if there is no such position. One layer.
  public static func index(_ i: SOp, _ seq: SOp = tokens) -> SOp {
    (key(indices) == query(i)).value(seq).named("index")
  }

  /// The sequence moved `i` positions to the right (to the left, if `i` is negative); `fallback`
  /// fills the places that become free. One layer.
  public static func shift(
    _ i: SOp = 1, default fallback: Value = "_", _ seq: SOp = tokens
  ) -> SOp {
    (key(indices) == query(indices - i)).value(seq, default: fallback).named("shift")
  }

  // MARK: Two layers

  /// The sequence backwards. The first layer finds the length, the second reads position
  /// length - 1 - i. Two layers.
  public static func flip() -> SOp {
    (key(length - indices - 1) == query(indices)).value(tokens).named("flip")
  }

  /// For each position the sum of what is left, length - i, up to there: one attention that reads
  /// another. Two layers.
  public static func cumsumFromEnd() -> SOp { cumsum(length - indices) }

  /// The place of each value in the sorted sequence: the number of smaller values, and of equal
  /// ones before it, so that no two places are the same. One layer.
  public static func rank(_ seq: SOp = tokens) -> SOp {
    let tieBefore = before & (key(seq) == query(seq))
    let smaller = key(seq) < query(seq)
    return (tieBefore | smaller).value(1)
  }

  /// The smallest value, at every position: the one of rank 0. Two layers.
  public static func minimum(_ seq: SOp = tokens) -> SOp {
    (key(rank(seq)) == query(0)).value(seq).named("min")
  }

  /// The sequence in ascending order: position i reads the value of rank i. Two layers.
  public static func sort(_ seq: SOp = tokens) -> SOp {
    (key(rank(seq)) == query(indices)).value(seq).named("sort")
  }

  /// The first position that holds `q`, at every position; 99 if none does, so inputs should be
  /// shorter than that. Two layers.
  public static func first(_ q: SOp, _ seq: SOp = tokens) -> SOp {
    minimum(`where`(seq == q, indices, 99))
  }

  /// A sequence padded with `_` on the right, moved so that the padding, now `fallback`, is on the
  /// left: the first layer counts the padding, the second moves by that much. Two layers.
  public static func ralign(default fallback: Value = "-", _ seq: SOp = tokens) -> SOp {
    let padding = (key(seq) == query("_")).value(1)
    return (key(indices + padding) == query(indices)).value(seq, default: fallback)
      .named("ralign")
  }

  /// What stands before the separator (`first`), moved to the right end, or what stands after it;
  /// `fallback` elsewhere. The separator must occur exactly once. Three layers for the first part,
  /// one for the second.
  public static func split(
    _ separator: SOp, first: Bool, _ seq: SOp = tokens, default fallback: Value = "0"
  ) -> SOp {
    let splitPoint = (key(seq) == query(separator)).value(indices)
    guard first else { return `where`(indices > splitPoint, seq, SOp(fallback)) }
    return ralign(default: fallback, `where`(indices < splitPoint, seq, "_"))
  }

  /// Each value that does not match replaced by the nearest one to its right that does: the first
  /// layer numbers the matches, the second reads the match with the next number. Two layers.
  public static func slide(_ match: SOp, _ seq: SOp = tokens) -> SOp {
    let number = cumsum(match)
    let next = ((key(number) == query(number + 1)) & (key(match) == query(true))).value(seq)
    return `where`(match, seq, next).named("slide")
  }

  // MARK: Six layers

  /// The sum of two numbers written in digits around a `+`, digit by digit, right-aligned: split
  /// and align the two, add digit by digit, decide which columns pass a carry on, slide the
  /// carries to where they are added. Six layers.
  public static func add(_ seq: SOp = tokens) -> SOp {
    let x = (atoi(split("+", first: true, seq)) + atoi(split("+", first: false, seq))).step("sums")
    let carries = `where`(x > 9, "1", `where`(x == 9, "<", "0")).step("carries")
    let carry = shift(-1, default: "0", carries)
    return (x + atoi(slide(carry != "<", carry))) % 10
  }

  // MARK: Elementwise

  /// The distance of each character from `0`: for digits their number. No layer.
  public static func atoi(_ seq: SOp = tokens) -> SOp { seq.map(distanceFromZero) }

  private static let distanceFromZero = Function("atoi") {
    (arguments: [Value]) throws(Problem) -> Value in
    guard let scalar = Unicode.Scalar(arguments[0]) else {
      throw .noResult(function: "atoi", arguments)
    }
    return .integer(Int64(scalar.value) - 48)
  }

  /// `tokens * 2 - 1`. No layer.
  public static func affine() -> SOp { tokens * 2 - 1 }

  /// `tokens - 5 + indices`. No layer.
  public static func minusPlusIndices() -> SOp { tokens - 5 + indices }

  /// True where the token is `token`. No layer.
  public static func equals(_ token: SOp = "l") -> SOp { tokens == token }

  /// True where the token is not `token`. No layer.
  public static func notEquals(_ token: SOp = "l") -> SOp { tokens != token }

  /// True where the token is `token`, and at position `i`. No layer.
  public static func equalsOrAt(_ token: SOp = "l", _ i: SOp = 1) -> SOp {
    (tokens == token) | (indices == i)
  }

  /// The tokens `a` and `b` as they are, all others replaced. No layer.
  public static func keepOr(_ a: SOp = "h", _ b: SOp = "l", _ replacement: SOp = "q") -> SOp {
    `where`((tokens == a) | (tokens == b), tokens, replacement)
  }

  /// Digits and dashes as numbers, a dash counting as 0, plus 2. No layer.
  public static func dashesToNumbers() -> SOp { atoi(`where`(tokens == "-", "0", tokens)) + 2 }
}
