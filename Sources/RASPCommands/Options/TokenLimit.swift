import RASP

/// How many tokens one input may have; more are refused before any work.
struct TokenLimit: Sendable {
  let most: Int
  /// Who sets it: the option that raises it, or a model.
  private let isOfModel: Bool

  /// A program takes inputs of any length that an option allows.
  init(option most: Int) {
    self.most = most
    isOfModel = false
  }

  /// A model takes inputs of the length that it was made for.
  init(model most: Int) {
    self.most = most
    isOfModel = true
  }

  /// The most bytes of a line: enough for tokens that are no long texts.
  var lineBytes: Int { max(1 << 20, 16 * most) }

  /// The text of a line.
  /// - Throws: a ``Failure`` if it is no text, or has too many tokens.
  func text(_ line: InputLine) throws -> String {
    switch line {
    case .text(let text):
      try check(TokenLimit.count(text))
      return text
    case .notText(let fault): throw Failure("the input is " + fault.inLine)
    case .tooLong: throw failure("more than \(lineBytes) bytes")
    }
  }

  /// Refuses an input of more tokens.
  func check(_ count: Int) throws {
    if count > most { throw failure("\(count) tokens") }
  }

  private func failure(_ found: String) -> Failure {
    let start = "an input of \(found) is too long: "
    if isOfModel { return Failure(start + "the model takes at most \(most)") }
    return Failure(start + "at most \(most) tokens are taken; --max-tokens allows more")
  }

  /// How many tokens a text has at most: of a JSON array one more than it has commas, so no more is
  /// counted than a broken or empty one might have.
  private static func count(_ text: String) -> Int {
    guard text.utf8.first == UInt8(ascii: "[") else { return text.unicodeScalars.count }
    var (count, isInside, isEscaped) = (1, false, false)
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isInside.toggle()
      } else if isInside {
        isEscaped = byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: ",") {
        count += 1
      }
    }
    return count
  }
}
