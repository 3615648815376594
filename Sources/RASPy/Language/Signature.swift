import RASPText

/// What a function can be called with.
struct Signature {
  struct Parameter {
    let name: String
    let isRequired: Bool
    /// Whether an argument may be given by position, by name.
    let byPosition: Bool
    let byName: Bool
  }

  let parameters: [Parameter]
  /// Whether any number of further positional arguments are taken, behind the parameters.
  let hasRest: Bool
  /// Whether any further arguments by name are taken.
  let hasKeywordRest: Bool

  init(_ parameters: [Parameter], hasRest: Bool = false, hasKeywordRest: Bool = false) {
    self.parameters = parameters
    self.hasRest = hasRest
    self.hasKeywordRest = hasKeywordRest
  }

  /// Which arguments the parameters take.
  struct Match {
    /// One for each parameter.
    var sources: [Source]
    /// The arguments by name that no parameter has.
    var others: [Int] = []
  }

  /// Where a parameter's value comes from.
  enum Source {
    case position(Int)
    case keyword(Int)
    case fallback
  }

  /// The highest number of positional arguments that have a parameter.
  var positions: Int {
    var count = 0
    for parameter in parameters where parameter.byPosition { count += 1 }
    return count
  }

  /// Finds for each parameter its argument.
  ///
  /// - Throws: what is missing, too much or unknown, for a message about `function`.
  func match(
    positions count: Int, keywords: [String], function: String
  ) throws(Fault) -> Match {
    var others: [Int] = []
    var sources = [Source?](repeating: nil, count: parameters.count)
    if count > positions && !hasRest {
      throw .call(.tooManyArguments(function: function, given: count, most: positions))
    }
    for index in 0..<min(count, positions) { sources[index] = .position(index) }
    for (offset, keyword) in keywords.enumerated() {
      guard
        let index = parameters.firstIndex(where: { $0.name == keyword && $0.byName })
      else {
        if hasKeywordRest {
          others.append(offset)
          continue
        }
        throw .call(.unknownKeyword(function: function, keyword: keyword, known: keywordNames))
      }
      guard sources[index] == nil else {
        throw .call(.repeatedArgument(function: function, name: keyword))
      }
      sources[index] = .keyword(offset)
    }
    var missing: [String] = []
    for (index, parameter) in parameters.enumerated()
    where sources[index] == nil && parameter.isRequired {
      missing.append(parameter.name)
    }
    if !missing.isEmpty { throw .call(.missingArguments(function: function, names: missing)) }
    return Match(sources: sources.map { $0 ?? .fallback }, others: others)
  }

  private var keywordNames: [String] {
    var names: [String] = []
    for parameter in parameters where parameter.byName { names.append(parameter.name) }
    return names
  }
}

extension Signature.Parameter {
  /// Must be given, by position alone.
  static func required(_ name: String) -> Self {
    Self(name: name, isRequired: true, byPosition: true, byName: false)
  }

  /// Must be given, by position or name.
  static func named(_ name: String) -> Self {
    Self(name: name, isRequired: true, byPosition: true, byName: true)
  }

  /// May be given, by position alone.
  static func optional(_ name: String) -> Self {
    Self(name: name, isRequired: false, byPosition: true, byName: false)
  }

  /// May be given, by position or name.
  static func optionalNamed(_ name: String) -> Self {
    Self(name: name, isRequired: false, byPosition: true, byName: true)
  }

  /// May be given, by name alone.
  static func keyword(_ name: String) -> Self {
    Self(name: name, isRequired: false, byPosition: false, byName: true)
  }
}
