extension Gallery {
  /// A program under the name that the command line uses.
  public struct Entry: Sendable {
    /// The name that `rasp run` takes.
    public let name: String
    /// One line that says what the program does.
    public let summary: String
    /// An input that shows it.
    public let example: Input
    /// The program, with its default arguments.
    public let program: SOp
  }

  /// The programs by name, from simple to involved.
  public static let entries: [Entry] = [
    Entry(
      name: "affine", summary: "tokens * 2 - 1", example: [1, 2, 3, 5, 2], program: affine()),
    Entry(
      name: "minus_plus_indices", summary: "tokens - 5 + indices", example: [1, 2, 3, 5, 2],
      program: minusPlusIndices()),
    Entry(
      name: "equals", summary: "whether each token is l", example: .standard, program: equals()),
    Entry(
      name: "not_equals", summary: "whether each token is not l", example: .standard,
      program: notEquals()),
    Entry(
      name: "equals_or_at", summary: "whether each token is l or at position 1",
      example: .standard, program: equalsOrAt()),
    Entry(
      name: "keep_or", summary: "h and l as they are, q for all others", example: .standard,
      program: keepOr()),
    Entry(name: "atoi", summary: "digits as integers", example: "31234", program: atoi()),
    Entry(
      name: "dashes_to_numbers", summary: "digits, and dashes as 0, plus 2", example: "02-13",
      program: dashesToNumbers()),
    Entry(
      name: "length", summary: "the number of tokens", example: .standard, program: length),
    Entry(
      name: "histogram", summary: "how often each token occurs", example: .standard,
      program: histogram()),
    Entry(
      name: "window", summary: "the sum of the last 3 values", example: [1, 3, 2, 2, 2],
      program: window()),
    Entry(
      name: "cumsum", summary: "the sum of all values so far", example: [3, 1, -2, 3, 1],
      program: cumsum()),
    Entry(
      name: "cumsum_from_end", summary: "cumsum of length - indices", example: [3, 2, 3, 5],
      program: cumsumFromEnd()),
    Entry(
      name: "index", summary: "the token at position 1, everywhere", example: .standard,
      program: index(1)),
    Entry(
      name: "shift", summary: "the tokens moved one position to the right", example: .standard,
      program: shift()),
    Entry(name: "flip", summary: "the tokens backwards", example: .standard, program: flip()),
    Entry(
      name: "minimum", summary: "the smallest token, everywhere", example: [5, 3, 2, 5, 2],
      program: minimum()),
    Entry(
      name: "sort", summary: "the tokens in ascending order", example: [5, 3, 2, 5, 2],
      program: sort()),
    Entry(
      name: "first", summary: "the first position that holds l, everywhere", example: .standard,
      program: first("l")),
    Entry(
      name: "ralign", summary: "tokens padded with _ moved to the right end", example: "xyz__",
      program: ralign()),
    Entry(
      name: "split_first", summary: "what is before the +, at the right end",
      example: "xyz+zyr", program: split("+", first: true)),
    Entry(
      name: "split_second", summary: "what is after the +", example: "xyz+zyr",
      program: split("+", first: false)),
    Entry(
      name: "slide", summary: "each < replaced by the next token that is none",
      example: "xxxh<<<l", program: slide(tokens != "<")),
    Entry(
      name: "add", summary: "the sum of two numbers around a +, digit by digit",
      example: "683+345", program: add()),
  ]
  /// The programs that select by position and by score, by name.
  public static let selectionEntries: [Entry] = [
    Entry(
      name: "nearest", summary: "where the last a so far stands", example: "xaxxa",
      program: nearest(tokens == "a", indices)),
    Entry(
      name: "previous_same", summary: "where the same token stood before", example: .standard,
      program: previousSame()),
    Entry(
      name: "maximum", summary: "the largest token, everywhere", example: [5, 3, 9, 5, 2],
      program: maximum()),
    Entry(
      name: "argmax", summary: "the first position of the largest token",
      example: [3, 9, 2, 9, 1], program: argmax()),
    Entry(
      name: "induction", summary: "what came after this token the last time", example: "abcab",
      program: induction()),
    Entry(
      name: "hard_minimum", summary: "minimum in one layer", example: [5, 3, 2, 5, 2],
      program: hardMinimum()),
    Entry(
      name: "hard_first", summary: "first in one layer", example: .standard,
      program: hardFirst("l")),
    Entry(
      name: "hard_slide", summary: "slide in one layer", example: "xxxh<<<l",
      program: hardSlide(tokens != "<")),
    Entry(
      name: "hard_add", summary: "add in three layers", example: "683+345", program: hardAdd()),
  ]

  /// All programs that the command line knows by name.
  public static let allEntries: [Entry] =
    entries + selectionEntries + circuitEntries
}
