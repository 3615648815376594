import NIOCore
import NIOHTTP1

/// Answers the requests of one connection. What a request brings along is not read: nothing of the
/// page needs it.
final class SiteHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let pages: SitePages
  private var request: HTTPRequestHead?

  init(_ pages: SitePages) { self.pages = pages }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      request = head
      // One that means to send something is answered before it does, and the connection ends.
      if head.announcesBody { answer(context, closing: true) }
    case .body: break
    case .end: answer(context, closing: false)
    }
  }

  private func answer(_ context: ChannelHandlerContext, closing: Bool) {
    guard let request else { return }
    self.request = nil
    let isLast = closing || !request.isKeepAlive
    let answer = pages.answer(request)
    var headers = answer.headers
    headers.add(name: "Content-Length", value: String(answer.body.readableBytes))
    if isLast { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: request.version, status: answer.status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
    }
    let sent = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if isLast { sent.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

extension HTTPRequestHead {
  /// Whether more than the head is to come.
  fileprivate var announcesBody: Bool {
    if headers.contains(name: "Expect") || headers.contains(name: "Transfer-Encoding") {
      return true
    }
    return headers.first(name: "Content-Length").map { $0 != "0" } ?? false
  }
}
