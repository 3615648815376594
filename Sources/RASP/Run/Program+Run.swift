extension SOp {
  /// Runs the s-op on an input.
  ///
  /// ```swift
  /// try Gallery.flip()("hello").values            // ["o", "l", "l", "e", "h"]
  /// try Gallery.minimum()([5, 3, 2, 5, 2]).values // [2, 2, 2, 2, 2]
  /// ```
  ///
  /// With `causal`, each query sees only keys up to its own position.
  /// - Throws: a ``Diagnostic`` that names the operation, the position and the values.
  public func callAsFunction(
    _ input: Input, causal: Bool = false
  ) throws(Diagnostic) -> Output {
    let program = Program(self, causal: causal)
    return Output(input: input, values: try program.run(input.tokens), program: program)
  }

  /// Runs the s-op on the characters of a string that a variable holds.
  ///
  /// ```swift
  /// let word = "hello"
  /// try Gallery.flip()(word).values               // ["o", "l", "l", "e", "h"]
  /// ```
  /// - Throws: a ``Diagnostic`` as of any run.
  @_disfavoredOverload
  public func callAsFunction(
    _ text: String, causal: Bool = false
  ) throws(Diagnostic) -> Output {
    try self(Input(text), causal: causal)
  }

  /// Runs the s-op on an array of Swift values that a variable holds.
  ///
  /// ```swift
  /// let numbers = [5, 3, 2]
  /// try Gallery.minimum()(numbers).values         // [2, 2, 2]
  /// ```
  /// - Throws: a ``Diagnostic`` as of any run.
  @_disfavoredOverload
  public func callAsFunction(
    _ values: [some ValueConvertible], causal: Bool = false
  ) throws(Diagnostic) -> Output {
    try self(Input(values), causal: causal)
  }

  /// Runs the s-op on an input, in the spelling of the text: `tokens.input([5, 2, 4])`.
  public func input(_ input: Input, causal: Bool = false) throws(Diagnostic) -> Output {
    try self(input, causal: causal)
  }
}

extension Program {
  /// The program's values on an input: n values for n tokens.
  ///
  /// Cost: n or n log n for each operation, unless a selector is a predicate or compares three or
  /// more key s-ops by order; then n x n bit operations, and at most ``attentionLimit`` tokens.
  /// - Throws: a ``Diagnostic`` that names the operation, the position and the values, or says that
  ///   the program is a selector.
  public func run(_ tokens: [Value]) throws(Diagnostic) -> [Value] {
    var evaluator = ColumnarEvaluator(
      self, tokens: Column(tokens), layout: BatchLayout(count: tokens.count))
    return try evaluator.run().values(0..<tokens.count)
  }

  /// The most tokens for selectors that only looking at every pair can evaluate.
  public static let attentionLimit = BitRows.limit
}
