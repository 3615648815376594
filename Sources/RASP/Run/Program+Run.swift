/// A sequence of tokens to run a program on.
///
/// A string literal gives one token a Unicode scalar, as Python counts characters; an array literal
/// its values.
public struct Input: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// One value a position.
  public let tokens: [Value]

  /// The input that is shown when none is given.
  public static let standard: Input = "hello"

  /// An input of these tokens.
  public init(_ tokens: [Value]) { self.tokens = tokens }

  /// An input of Swift values: `Input([3, 1, 2])` of an array of `Int`.
  public init(_ values: [some ValueConvertible]) { self.tokens = values.map { $0.asValue } }

  /// One token a Unicode scalar.
  public init(_ text: String) {
    self.tokens = text.unicodeScalars.map { $0.asValue }
  }

  /// The input that a line of text stands for: a JSON array if it starts with `[`, otherwise one
  /// token a Unicode scalar.
  ///
  /// ```swift
  /// try Input(parsing: "[3, 1, 2]").tokens       // [3, 1, 2]
  /// try Input(parsing: "312").tokens             // ["3", "1", "2"]
  /// ```
  /// - Throws: a ``JSONError`` if the array is broken.
  public init(parsing text: String) throws(JSONError) {
    if text.utf8.first == UInt8(ascii: "[") {
      self.init(try Value.array(fromJSON: text))
    } else {
      self.init(text)
    }
  }

  public init(stringLiteral text: String) { self.init(text) }
  public init(arrayLiteral elements: Value...) { self.init(elements) }
}

/// What a program gives on an input. Its description is the figure, as text.
public struct Output: Sendable {
  /// What the program was run on.
  public let input: Input
  /// One value a position.
  public let values: [Value]
  /// The program that was run.
  public let program: Program

  package init(input: Input, values: [Value], program: Program) {
    self.input = input
    self.values = values
    self.program = program
  }

  /// The number of attention layers of the program.
  public var layer: Int { program.layer }
}

extension Output: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { values.count }
  public subscript(position: Int) -> Value { values[position] }
}

extension SOp {
  /// Runs the s-op on an input.
  ///
  /// ```swift
  /// try flip()("hello").values                  // ["o", "l", "l", "e", "h"]
  /// try minimum()([5, 3, 2, 5, 2]).values       // [2, 2, 2, 2, 2]
  /// ```
  /// - Parameter causal: whether each query sees only keys up to its own position.
  /// - Throws: a ``Diagnostic`` that names the operation, the position and the values.
  public func callAsFunction(
    _ input: Input, causal: Bool = false
  ) throws(Diagnostic) -> Output {
    let program = Program(self, causal: causal)
    return Output(input: input, values: try program.run(input.tokens), program: program)
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
    var evaluator = ColumnarEvaluator(self, Column(tokens), Layout(count: tokens.count))
    return try evaluator.run().values(0..<tokens.count)
  }

  /// The most tokens for selectors that only looking at every pair can evaluate.
  public static let attentionLimit = BitRows.limit
}
