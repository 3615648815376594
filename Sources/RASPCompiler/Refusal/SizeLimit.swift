import RASPModel

/// What is refused for its size.
enum SizeLimit {
  /// A model whose embedding alone has more weights than are allowed: told before anything is lowered.
  static func check(_ facts: CompilerFacts, _ options: CompilerOptions) throws(Refusal) {
    let domain = facts.domain
    var width = 2
    if facts.stream.readsTokens { width += domain.vocabulary.count }
    if facts.stream.readsPositions { width += domain.maximumLength }
    let rows = Transformer.firstToken + domain.vocabulary.count + domain.maximumLength + 1
    // The unembedding has a column at least.
    let (parameters, overflow) = width.multipliedReportingOverflow(by: rows + 1)
    if overflow || parameters > options.parameterLimit {
      throw Refusal([
        .init(
          .embeddingTooLarge(
            width: width, parameters: parameters, limit: options.parameterLimit))
      ])
    }
  }

  /// A model of more weights than are allowed, zeros counted.
  static func check(_ sizes: Sizes, _ options: CompilerOptions) throws(Refusal) {
    if sizes.parameters > options.parameterLimit {
      throw Refusal([.init(.tooLarge(sizes, limit: options.parameterLimit))])
    }
  }
}
