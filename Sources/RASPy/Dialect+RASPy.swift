import RASPText

extension DialectDescription {
  /// Python's syntax, as in the article.
  public static let raspy = DialectDescription(
    id: "raspy", title: "RASPy", fileEnding: ".py",
    words: DialectWords(
      keywords: Keyword.allCases.filter { !$0.isUnsupported }.map { $0.rawValue },
      language: Builtin.importable + Method.ofPrograms, members: Method.ofPrograms,
      pattern: #"(?<comment>#.*)|"#
        + #"(?<string>[fr]?"""[^]*?(?:"""|$)|[fr]?'''[^]*?(?:'''|$)|"#
        + #"[fr]?"(?:\\.|[^"\\\n])*"?|[fr]?'(?:\\.|[^'\\\n])*'?)|"#
        + #"(?<number>\b\d[\d_]*\.?\d*(?:e[+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)"#))
}

extension Dialect {
  public static let raspy = Dialect(.raspy) { Session($0) }

  /// The same without the modules that come with it, except those that say nothing of their own: a
  /// program that reads no other text is half as large without them.
  public static let raspyWithoutModules = Dialect(.raspy) { Session($0, modules: .language) }
}
