import RASPText

extension Dialect {
  /// Python's syntax, as in the article.
  public static let raspy = Dialect(
    id: "raspy", title: "RASPy", fileEnding: ".py",
    words: DialectWords(
      keywords: Keyword.allCases.filter { !$0.isUnsupported }.map { $0.rawValue },
      language: Builtin.importable + Method.ofPrograms, members: Method.ofPrograms,
      pattern: #"(?<comment>#.*)|"#
        + #"(?<string>[fr]?"""[^]*?(?:"""|$)|[fr]?'''[^]*?(?:'''|$)|"#
        + #"[fr]?"(?:\\.|[^"\\\n])*"?|[fr]?'(?:\\.|[^'\\\n])*'?)|"#
        + #"(?<number>\b\d[\d_]*\.?\d*(?:e[+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)"#),
    Session.self)
}
