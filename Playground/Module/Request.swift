import RASP
import RASPExplorer

/// A request of the page: a JSON array, the name of a call and its arguments.
struct Request {
  private let words: [Value]

  /// - Throws: a ``RequestError`` if the text is no array of scalars that starts with a name.
  init(_ text: String) throws(RequestError) {
    do throws(JSONError) {
      words = try Value.array(fromJSON: text)
    } catch {
      throw RequestError("the request is " + error.description)
    }
    guard case .string? = words.first else { throw RequestError("a request starts with a name") }
  }

  /// What an answer gives for the request that a text is, or why it gives none.
  static func reply(
    to text: String, _ answer: (Request) throws(RequestError) -> String
  ) -> String {
    do throws(RequestError) {
      return try answer(Request(text))
    } catch {
      return error.json
    }
  }

  var name: String { optionalText(0) ?? "" }

  /// The argument at a place, counted from 1.
  func text(_ place: Int) throws(RequestError) -> String {
    guard let text = optionalText(place) else { throw missing("text", place) }
    return text
  }

  func optionalText(_ place: Int) -> String? {
    guard place < words.count, case .string(let text) = words[place] else { return nil }
    return text
  }

  func number(_ place: Int) throws(RequestError) -> Int {
    guard place < words.count, let number = Int(words[place]) else {
      throw missing("number", place)
    }
    return number
  }

  func flag(_ place: Int) throws(RequestError) -> Bool {
    guard place < words.count, case .boolean(let flag) = words[place] else {
      throw missing("boolean", place)
    }
    return flag
  }

  /// All texts from a place on.
  func texts(from place: Int) throws(RequestError) -> [String] {
    var texts: [String] = []
    for index in words.indices.dropFirst(place) { texts.append(try text(index)) }
    return texts
  }

  private func missing(_ kind: String, _ place: Int) -> RequestError {
    RequestError(name.cut(to: 40) + " needs a " + kind + " as argument \(place)")
  }
}

/// Why a request was not answered.
struct RequestError: Error {
  let message: String
  init(_ message: String) { self.message = message }

  var json: String { JSONObject.refusal(message) }
}
