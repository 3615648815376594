import Foundation
import RASPPlayground
import RASPSyntax
import RASPText
import Testing

/// A playground that is asked as the page asks, with its replies read.
struct Asking {
  let playground = Playground(Dialect.all)

  func ask(_ request: Any...) throws -> [String: Any] {
    let data = try JSONSerialization.data(withJSONObject: request)
    return try reply(String(decoding: data, as: UTF8.self))
  }

  /// The reply to a request as it stands.
  func reply(_ request: String) throws -> [String: Any] {
    let reply = playground.call(request)
    let object = try JSONSerialization.jsonObject(with: Data(reply.utf8))
    return try #require(object as? [String: Any])
  }

  func run(
    _ source: String, _ input: String = "hello", expression: String? = nil, causal: Bool = false,
    earlier: [String] = []
  ) throws -> [String: Any] {
    let request: [Any] =
      ["run", "raspy", source, expression ?? NSNull(), input, causal] + earlier
    let data = try JSONSerialization.data(withJSONObject: request)
    return try reply(String(decoding: data, as: UTF8.self))
  }

  /// The sentence about a cell of the program that was run last.
  func sentence(_ head: Int, _ query: Int, _ key: Int) throws -> String {
    try #require(try ask("cell", head, query, key)["sentence"] as? String)
  }
}

extension [String: Any] {
  func texts(_ key: String) -> [String] { self[key] as? [String] ?? [] }
  func objects(_ key: String) -> [[String: Any]] { self[key] as? [[String: Any]] ?? [] }
  func text(_ key: String) -> String? { self[key] as? String }
  func number(_ key: String) -> Int? { self[key] as? Int }
}
