/// A word of a dialect whose statements are lines.
package struct LineToken<Symbol: LineSymbol>: Sendable {
  package enum Kind: Sendable, Hashable {
    case name
    case integer
    case string
    case symbol(Symbol)
    /// One or more ends of lines.
    case newline
    case end
    /// What is no word of the language.
    case unreadable
  }

  package let kind: Kind
  package let span: Span
}

/// The operators and punctuation of such a dialect. Those that another one starts with come behind
/// it.
package protocol LineSymbol: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}
