import NIOCore
import NIOHTTP1

/// The files of the page, and the answers to requests for them.
struct SitePages: Sendable {
  private let files: [String: ByteBuffer]

  init(_ files: [String: [UInt8]]) { self.files = files.mapValues { ByteBuffer(bytes: $0) } }

  /// What a server answers.
  struct Answer: Equatable {
    let status: HTTPResponseStatus
    var headers = HTTPHeaders()
    var body = ByteBuffer()
  }

  /// The longest address that is looked up, in bytes.
  static let longestAddress = 8_192

  /// The answer to a request: a file, a part of it, or why not. That to HEAD has a body too, which
  /// is not to be sent.
  func answer(_ request: HTTPRequestHead) -> Answer {
    switch request.method {
    case .GET, .HEAD: break
    default:
      var answer = SitePages.text(.methodNotAllowed, "The page can only be read.")
      answer.headers.add(name: "Allow", value: "GET, HEAD")
      return answer
    }
    if request.uri.utf8.count > SitePages.longestAddress {
      return SitePages.text(.uriTooLong, "The address is too long.")
    }
    let path = request.uri.prefix { $0 != "?" && $0 != "#" }
    let name = path == "/" ? "index.html" : String(path.dropFirst())
    guard path.hasPrefix("/"), let file = files[name] else {
      return SitePages.text(.notFound, "There is no such page.")
    }
    return answer(file, named: name, range: request.headers.first(name: "Range"))
  }

  private func answer(_ file: ByteBuffer, named name: String, range: String?) -> Answer {
    var answer = Answer(status: .ok, headers: SitePages.headers(type: SitePages.contentType(name)))
    answer.headers.add(name: "Accept-Ranges", value: "bytes")
    answer.body = file
    let size = file.readableBytes
    switch range.flatMap({ ByteRange($0, size: size) }) {
    case nil: return answer
    case .beyond:
      var refusal = SitePages.text(.rangeNotSatisfiable, "The file ends before that.")
      refusal.headers.add(name: "Content-Range", value: "bytes */\(size)")
      return refusal
    case .bytes(let bytes):
      guard let part = file.getSlice(at: file.readerIndex + bytes.lowerBound, length: bytes.count)
      else { return answer }
      let text = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(size)"
      answer.headers.add(name: "Content-Range", value: text)
      return Answer(status: .partialContent, headers: answer.headers, body: part)
    }
  }

  private static func text(_ status: HTTPResponseStatus, _ sentence: String) -> Answer {
    Answer(
      status: status, headers: headers(type: "text/plain; charset=utf-8"),
      body: ByteBuffer(string: sentence + "\n"))
  }

  private static func headers(type: String) -> HTTPHeaders {
    [
      "Content-Type": type, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
    ]
  }

  private static func contentType(_ name: String) -> String {
    let types = [
      "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
      "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    ]
    return types[String(name.split(separator: ".").last ?? "")] ?? "application/octet-stream"
  }
}

/// What a header `Range` asks for of a file.
private enum ByteRange {
  case bytes(Range<Int>)
  /// Nothing that the file has.
  case beyond

  /// - Returns: `nil` if the whole file is the answer: where several ranges are asked for, or
  ///   something that is no range.
  init?(_ header: String, size: Int) {
    guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
    let ends = header.dropFirst("bytes=".count).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy(\.isWholeNumber) }) else { return nil }
    switch (Int(ends[0]), Int(ends[1])) {
    case (let first?, let last?):
      guard first <= last else { return nil }
      // The last may be the largest number there is: one more only of what is bounded.
      self = first < size ? .bytes(first..<min(last, size - 1) + 1) : .beyond
    case (let first?, nil):
      guard ends[1].isEmpty else { return nil }
      self = first < size ? .bytes(first..<size) : .beyond
    case (nil, let count?):
      guard ends[0].isEmpty else { return nil }
      self = count > 0 && size > 0 ? .bytes(max(0, size - count)..<size) : .beyond
    case (nil, nil): return nil
    }
  }
}
