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
