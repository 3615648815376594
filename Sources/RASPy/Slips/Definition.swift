import RASP
import RASPText

/// The definitions of names that the article and the gallery use, for programs that use them without.
enum Definition {
  /// In one line each; a line needs only those before it.
  private static let lines: [(name: String, text: String)] = [
    ("length", "length = (key(1) == query(1)).value(1)"),
    ("before", "before = key(indices) < query(indices)"),
    ("after", "after = key(indices) > query(indices)"),
    ("same", "same = key(tokens) == query(tokens)"),
    ("previous", "previous = key(indices) == query(indices - 1)"),
    ("histogram", "def histogram(seq=tokens): return (key(seq) == query(seq)).value(1)"),
    (
      "flip",
      "def flip(seq=tokens): return (key(length - indices - 1) == query(indices)).value(seq)"
    ),
    (
      "shift",
      "def shift(i=1, default=\"_\", seq=tokens): "
        + "return (key(indices) == query(indices - i)).value(seq, default)"
    ),
    ("index", "def index(i, seq=tokens): return (key(indices) == query(i)).value(seq)"),
    (
      "cumsum",
      "def cumsum(seq=tokens): return (key(indices) <= query(indices)).value(seq)"
    ),
    (
      "rank",
      "def rank(seq=tokens): "
        + "return ((before & (key(seq) == query(seq))) | (key(seq) < query(seq))).value(1)"
    ),
    ("minimum", "def minimum(seq=tokens): return (key(rank(seq)) == query(0)).value(seq)"),
    ("sort", "def sort(seq=tokens): return (key(rank(seq)) == query(indices)).value(seq)"),
  ]

  /// Which definitions another needs.
  private static let needs = [
    "flip": ["length"], "rank": ["before"], "minimum": ["before", "rank"],
    "sort": ["before", "rank"],
  ]

  /// The lines that define a name of the gallery, in order; `nil` for any other name.
  static func text(_ name: String) -> [String]? {
    guard lines.contains(where: { $0.name == name }) else { return nil }
    let wanted = (needs[name] ?? []) + [name]
    return lines.filter { wanted.contains($0.name) }.map { $0.text }
  }

  /// What to put before a program that uses the name.
  static func advice(_ name: String) -> String? {
    guard let lines = text(name) else { return nil }
    return "it is not built in; write it first:\n    " + lines.joined(separator: "\n    ")
  }
}
