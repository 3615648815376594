/// `a` where the condition is true, `b` elsewhere. Both are computed at every position.
///
/// `where` is a keyword of Swift, so the call takes backticks:
///
/// ```swift
/// `where`((tokens == "h") | (tokens == "l"), tokens, "q")     // "hello" gives h q l l q
/// ```
public func `where`(_ condition: SOp, _ a: SOp, _ b: SOp) -> SOp {
  SOp(.choose, condition, a, b)
}

/// `where`, in a spelling without backticks: `a` where the condition holds, `b` elsewhere.
///
/// ```swift
/// try choose(tokens == "l", "L", tokens)("hello").values     // ["h", "e", "L", "L", "o"]
/// ```
/// Cost: constant.
public func choose(_ condition: SOp, _ a: SOp, _ b: SOp) -> SOp {
  SOp(.choose, condition, a, b)
}

extension SOp {
  /// The values rounded half to even, as integers: 0.5 gives 0, 1.5 gives 2.
  public func round() -> SOp { SOp(.unary(.round), self) }

  /// True where the value is one of `values`.
  ///
  /// ```swift
  /// tokens.isIn(["a", "e", "i", "o", "u"])      // "ab" gives True False
  /// ```
  public func isIn(_ values: [Value]) -> SOp {
    SOp(.isIn(values.map { Constant($0) }), self)
  }

  /// A pure function of the value at each position; it may be called once per distinct value.
  ///
  /// `nil` means that the function has no value there, which is an error that shows the argument.
  ///
  /// ```swift
  /// let digits = tokens.map("digit") { (x: String) in Int(x) }
  /// try digits("312").values                   // [3, 1, 2]
  /// ```
  /// Error messages and program texts call the function by `name`.
  public func map<A: ValueConvertible, B: ValueConvertible>(
    _ name: String = "map", _ function: @escaping @Sendable (A) -> B?
  ) -> SOp {
    map(
      Function(name) { (arguments: [Value]) throws(Problem) -> Value in
        guard let a = A(arguments[0]), let result = function(a) else {
          throw .noResult(function: name, arguments)
        }
        return result.asValue
      })
  }

  /// ``map(_:_:)-(String,(A)->B?)`` for closures over values of any kind.
  public func map(
    _ name: String = "map", _ function: @escaping @Sendable (Value) -> Value?
  ) -> SOp {
    map(
      Function(name) { (arguments: [Value]) throws(Problem) -> Value in
        guard let result = function(arguments[0]) else {
          throw .noResult(function: name, arguments)
        }
        return result
      })
  }

  /// Maps a function that was made once. Two uses of one ``Function`` are the same operation, which
  /// the compiler cannot know of two closures.
  public func map(_ function: Function) -> SOp { SOp(.apply(function), self) }

  /// A function of the values of two s-ops, position by position.
  ///
  /// ```swift
  /// SOp.zip(tokens, indices) { (t: String, i: Int) in i % 2 == 0 ? t : "-" }  // "abc" gives a - c
  /// ```
  public static func zip<A: ValueConvertible, B: ValueConvertible, C: ValueConvertible>(
    _ a: SOp, _ b: SOp, name: String = "zip",
    _ function: @escaping @Sendable (A, B) -> C?
  ) -> SOp {
    zip(
      [a, b],
      Function(name) { (arguments: [Value]) throws(Problem) -> Value in
        guard let a = A(arguments[0]), let b = B(arguments[1]), let result = function(a, b)
        else { throw .noResult(function: name, arguments) }
        return result.asValue
      })
  }

  /// A function of the values of any number of s-ops, position by position.
  ///
  /// ```swift
  /// SOp.zip([tokens, indices]) { values in values.contains(0) ? "yes" : "no" }  // "ab" gives yes no
  /// ```
  public static func zip(
    _ sops: [SOp], name: String = "zip", _ function: @escaping @Sendable ([Value]) -> Value?
  ) -> SOp {
    zip(
      sops,
      Function(name) { (arguments: [Value]) throws(Problem) -> Value in
        guard let result = function(arguments) else {
          throw .noResult(function: name, arguments)
        }
        return result
      })
  }

  /// Zips with a function that was made once. Of no s-ops at all it is the function's one value,
  /// at every position.
  public static func zip(_ sops: [SOp], _ function: Function) -> SOp {
    SOp(Expression(.elementwise(.apply(function)), sops.map { $0.expression }))
  }
}
