/// The heads that are found in trained models: they look to the left alone, so that they do the same in a
/// causal model. `Docs/circuits.md` tells of them.
extension Gallery {
  /// The query's own position and those before.
  private static let upToHere = key(indices) <= query(indices)

  /// The token before each one; `^` before the first. One layer.
  ///
  /// ```swift
  /// try Gallery.previousToken()("abc").values                  // ["^", "a", "b"]
  /// ```
  public static func previousToken() -> SOp {
    previous.value(tokens, default: "^").named("previous_token")
  }

  /// Whether a token was there before. One layer.
  ///
  /// ```swift
  /// try Gallery.duplicateToken()("aba").values                 // ["new", "new", "again"]
  /// ```
  public static func duplicateToken() -> SOp {
    (same & before).mean("again", default: "new").named("duplicate_token")
  }

  /// What stood behind earlier occurrences of a token, where they agree; an error where they do not, and `?`
  /// where the token is new. Two layers. ``induction()`` takes the last occurrence alone.
  ///
  /// ```swift
  /// try Gallery.meanInduction()("ababa").values                // ["?", "?", "b", "a", "b"]
  /// ```
  public static func meanInduction() -> SOp {
    let afterSame = (key(previousToken()) == query(tokens)) & upToHere
    return afterSame.mean(tokens, default: "?").named("mean_induction")
  }

  /// The last token that is no blank, copied over the blanks behind it. One layer.
  ///
  /// ```swift
  /// try Gallery.copying()("a__b_").values                      // ["a", "a", "a", "b", "b"]
  /// ```
  public static func copying() -> SOp {
    ((key(tokens) != query("_")) & upToHere).rightmost().value(tokens, default: "_")
      .named("copying")
  }

  /// `c` at each `b` that has an `a` anywhere before it, `-` elsewhere. One layer.
  ///
  /// ```swift
  /// try Gallery.skipTrigram()("bacb").values                   // ["-", "-", "-", "c"]
  /// ```
  public static func skipTrigram() -> SOp {
    let seen = ((key(tokens) == query("a")) & upToHere).mean("a", default: "none").named("seen")
    return choose((tokens == "b") & (seen == "a"), "c", "-")
  }

  /// How many brackets are open. One layer.
  ///
  /// ```swift
  /// try Gallery.bracketDepth()("(()").values                   // [1, 2, 1]
  /// ```
  public static func bracketDepth() -> SOp {
    upToHere.value(choose(tokens == "(", 1, -1)).named("bracket_depth")
  }

  /// The circuits by name; `induction` is among ``selectionEntries``.
  public static let circuitEntries: [Entry] = [
    Entry(
      name: "previous_token", summary: "the token before each one", example: "abc",
      program: previousToken()),
    Entry(
      name: "duplicate_token", summary: "whether a token was there before", example: "abca",
      program: duplicateToken()),
    Entry(
      name: "mean_induction", summary: "what stood behind a token before, where that agrees",
      example: "ababa", program: meanInduction()),
    Entry(
      name: "copying", summary: "the last token that is no blank, over the blanks behind it",
      example: "a__b_", program: copying()),
    Entry(
      name: "skip_trigram", summary: "c at each b that has an a anywhere before it",
      example: "bacb", program: skipTrigram()),
    Entry(
      name: "bracket_depth", summary: "how many brackets are open", example: "(()",
      program: bracketDepth()),
  ]
}
