/// A set of words, told in a few lines of Swift: what programs that define languages are compared
/// with.
public struct FormalLanguage: Sendable, CustomStringConvertible {
  /// The name of the files that define it.
  public let name: String
  public let alphabet: String
  public let contains: @Sendable (String) -> Bool

  public var description: String { name }

  public init(
    name: String, alphabet: String, contains: @escaping @Sendable (String) -> Bool
  ) {
    self.name = name
    self.alphabet = alphabet
    self.contains = contains
  }

  /// Every word up to a length, the empty one left out.
  public func words(upTo length: Int) -> [String] {
    var (all, last) = ([String](), [""])
    for _ in 0..<length {
      last = last.flatMap { word in alphabet.map { word + String($0) } }
      all += last
    }
    return all
  }

  public static let all = [
    FormalLanguage(name: "dyck1", alphabet: "()") { deepest($0) != nil },
    FormalLanguage(name: "dyck1_depth2", alphabet: "()") { word in
      deepest(word).map { $0 <= 2 } ?? false
    },
    FormalLanguage(name: "anbncn", alphabet: "abc") { word in
      let third = String(repeating: "a", count: word.count / 3)
      return word == third + third.replacing("a", with: "b") + third.replacing("a", with: "c")
    },
    FormalLanguage(name: "aa_star", alphabet: "ab") { word in
      word.count % 2 == 0 && !word.contains("b")
    },
    FormalLanguage(name: "contains_ab", alphabet: "ab") { $0.contains("ab") },
    FormalLanguage(name: "majority", alphabet: "ab") { word in
      2 * word.filter { $0 == "a" }.count > word.count
    },
    FormalLanguage(name: "increment", alphabet: "01") { word in
      guard word.count == 6 else { return false }
      let (low, high) = (String(word.prefix(3).reversed()), String(word.suffix(3).reversed()))
      return Int(high, radix: 2) == Int(low, radix: 2).map { ($0 + 1) % 8 }
    },
    FormalLanguage(name: "a_star_b_star", alphabet: "ab") { !$0.contains("ba") },
    FormalLanguage(name: "ab_star", alphabet: "ab") { word in
      word == String(repeating: "ab", count: word.count / 2)
    },
    FormalLanguage(name: "no_aa", alphabet: "ab") { !$0.contains("aa") },
    FormalLanguage(name: "first_a", alphabet: "ab") { $0.first == "a" },
    FormalLanguage(name: "subsequence_aba", alphabet: "ab") { word in
      var wanted = "aba"[...]
      for letter in word where letter == wanted.first { wanted = wanted.dropFirst() }
      return wanted.isEmpty
    },
    FormalLanguage(name: "first_is_last", alphabet: "abc") { $0.first == $0.last },
  ]

  /// The languages of these names, in this order.
  public static func named(_ names: [String]) -> [FormalLanguage] {
    names.compactMap { name in all.first { $0.name == name } }
  }

  /// How deep balanced brackets are in each other; `nil` if they are not balanced.
  private static func deepest(_ word: String) -> Int? {
    var (depth, deepest) = (0, 0)
    for letter in word {
      depth += letter == "(" ? 1 : -1
      if depth < 0 { return nil }
      deepest = max(deepest, depth)
    }
    return depth == 0 ? deepest : nil
  }
}
