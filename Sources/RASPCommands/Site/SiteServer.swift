import Dispatch
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves the playground on this machine alone. The files are read once; nothing else of the disk
/// can be asked for.
struct SiteServer {
  private let pages: SitePages

  init(_ site: SiteFolder) throws { pages = SitePages(try site.files()) }

  /// Serves until Ctrl-C, which ends the process.
  ///
  /// - Throws: a ``Failure`` if the port is taken or may not be used.
  func run(port: UInt16) throws {
    let signals = SiteServer.exitOnSignals()
    defer { for source in signals { source.cancel() } }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    defer { try? group.syncShutdownGracefully() }
    do {
      let channel = try bootstrap(group).bind(host: "127.0.0.1", port: Int(port)).wait()
      let address = "http://127.0.0.1:\(channel.localAddress?.port ?? Int(port))/"
      FileIO.print("serving " + address + " until Ctrl-C")
      try channel.closeFuture.wait()
    } catch {
      throw Failure("cannot serve at port \(port): " + SiteServer.reason(error))
    }
    throw Failure("cannot serve at port \(port): the server ended")
  }

  /// Connections that wait to be accepted. Where no file descriptor is left for one, the library
  /// waits a second and tries again.
  private static let backlog: Int32 = 256

  private func bootstrap(_ group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
    let (pages, connections) = (pages, SiteConnections())
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: SiteServer.backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(SiteDeadline(connections))
          // Answers what is no HTTP with 400, and reads one request at a time.
          try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: true, withErrorHandling: true)
          try pipeline.addHandler(SiteHandler(pages))
        }
      }
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

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return SystemFault(code: error.errnoCode).reason
  }
}
