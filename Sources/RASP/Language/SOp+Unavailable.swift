// What people write who know Swift, Python or the text dialects, and the compiler then tells them the
// spelling that there is. None of these can be called.

/// Raising to a power, in Python's spelling.
infix operator ** : MultiplicationPrecedence

extension SOp {
  @available(*, unavailable, message: "s-ops are joined position by position with &")
  public static func && (a: SOp, b: SOp) -> SOp { fatalError() }

  @available(*, unavailable, message: "s-ops are joined position by position with |")
  public static func || (a: SOp, b: SOp) -> SOp { fatalError() }

  @available(*, unavailable, message: "write a.power(b)")
  public static func ** (a: SOp, b: SOp) -> SOp { fatalError() }

  @available(
    *, unavailable,
    message: "a position is read by attention: (key(indices) == query(i)).value(sop)"
  )
  public subscript(position: SOp) -> SOp { fatalError() }

  @available(*, unavailable, renamed: "named(_:)")
  public func name(_ name: String) -> SOp { fatalError() }

  @available(*, unavailable, renamed: "isIn(_:)")
  public func has(_ values: [Value]) -> SOp { fatalError() }
}

extension AttentionSelector {
  @available(*, unavailable, message: "selectors are joined pair by pair with &")
  public static func && (a: AttentionSelector, b: AttentionSelector) -> AttentionSelector {
    fatalError()
  }

  @available(*, unavailable, message: "selectors are joined pair by pair with |")
  public static func || (a: AttentionSelector, b: AttentionSelector) -> AttentionSelector {
    fatalError()
  }

  @available(
    *, unavailable, message: "a selector has no name; name what it gives: .value(x).named(\"...\")"
  )
  public func name(_ name: String) -> AttentionSelector { fatalError() }
}

extension Key {
  @available(
    *, unavailable, message: "& joins selectors: (key(a) == query(b)) & (key(c) == query(d))"
  )
  public static func & (a: Key, b: Query) -> Key { fatalError() }
}

extension Query {
  @available(
    *, unavailable, message: "& joins selectors: (key(a) == query(b)) & (key(c) == query(d))"
  )
  public static func & (a: Query, b: Key) -> Query { fatalError() }

  @available(
    *, unavailable, message: "| joins selectors: (key(a) == query(b)) | (key(c) == query(d))"
  )
  public static func | (a: Query, b: Key) -> Query { fatalError() }

  @available(*, unavailable, message: "the key comes first: key(b) == query(a)")
  public static func == (a: Query, b: Key) -> AttentionSelector { fatalError() }
}
