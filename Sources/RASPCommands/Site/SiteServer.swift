import Dispatch
import FlyingFox
import FlyingSocks
import Foundation

/// Serves the playground on this machine alone. The files are read once; nothing else of the disk
/// can be asked for.
struct SiteServer {
  private let files: [String: Data]

  init(_ site: SiteFolder) throws { files = try site.files().mapValues { Data($0) } }

  /// Serves until Ctrl-C, which ends the process.
  ///
  /// - Throws: a ``Failure`` if the port is taken or may not be used.
  func run(port: UInt16) throws {
    let files = files
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled,
      handler: ClosureHTTPHandler { request in SiteServer.answer(request, files) })
    let outcome = Outcome()
    let signals = SiteServer.exitOnSignals()
    defer { for source in signals { source.cancel() } }
    let ended = DispatchSemaphore(value: 0)
    Task {
      do {
        try await server.run()
      } catch {
        outcome.error = error
      }
      ended.signal()
    }
    Task {
      try await server.waitUntilListening()
      if case .ip4(_, let port)? = await server.listeningAddress {
        FileIO.print("serving http://127.0.0.1:\(port)/ until Ctrl-C")
      }
    }
    ended.wait()
    throw Failure("cannot serve at port \(port): " + SiteServer.reason(outcome.error))
  }

  /// Ends the process in peace on Ctrl-C, and when it is asked to end, even where whoever started it
  /// had that ignored.
  private static func exitOnSignals() -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { exit(0) }
      source.resume()
      return source
    }
  }

  /// What ended the server; written before the semaphore is signalled, read after.
  private final class Outcome: @unchecked Sendable {
    var error: (any Error)?
  }

  private static func reason(_ error: (any Error)?) -> String {
    guard case SocketError.failed(_, let code, _)? = error else { return "the server ended" }
    return SystemFault(code: code).reason
  }

  private static func answer(_ request: HTTPRequest, _ files: [String: Data]) -> HTTPResponse {
    let name = request.path == "/" ? "index.html" : String(request.path.dropFirst())
    guard request.method == .GET || request.method == .HEAD else {
      return HTTPResponse(statusCode: .methodNotAllowed)
    }
    guard let data = files[name] else {
      return HTTPResponse(statusCode: .notFound, body: Data("There is no such page.\n".utf8))
    }
    let headers: HTTPHeaders = [
      .contentType: contentType(name), HTTPHeader("Cache-Control"): "no-cache",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
    ]
    return HTTPResponse(statusCode: .ok, headers: headers, body: data)
  }

  private static func contentType(_ name: String) -> String {
    let types = [
      "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
      "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]
    return types[String(name.split(separator: ".").last ?? "")] ?? "application/octet-stream"
  }
}
