import NIOCore
import Synchronization

/// How many connections there are.
final class SiteConnections: Sendable {
  private let count = Mutex(0)

  /// More than a browser opens, and fewer than a process may have.
  private static let limit = 512

  /// Whether there is room for the one more that there is now.
  func add() -> Bool {
    count.withLock {
      $0 += 1
      return $0 <= SiteConnections.limit
    }
  }

  func remove() { count.withLock { $0 -= 1 } }
}

/// Closes a connection on which nothing moved for too long, and one too many.
///
/// A client that sends its request byte by byte, or reads its answer so, has ten seconds from one
/// answer to the next.
final class SiteDeadline: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  private static let patience = TimeAmount.seconds(10)

  private let connections: SiteConnections
  private var deadline: Scheduled<Void>?

  init(_ connections: SiteConnections) { self.connections = connections }

  func channelActive(context: ChannelHandlerContext) {
    guard connections.add() else { return context.close(promise: nil) }
    startAnew(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    connections.remove()
    deadline?.cancel()
    context.fireChannelInactive()
  }

  /// What is written is an answer; the next request has its own time.
  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    startAnew(context)
    context.write(data, promise: promise)
  }

  private func startAnew(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: SiteDeadline.patience) {
      context.close(promise: nil)
    }
  }
}
