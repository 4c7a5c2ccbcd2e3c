import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection of the proxy's.
final class FaultProxyConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  private let desk: FaultProxy.Desk
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(_ desk: FaultProxy.Desk) { self.desk = desk }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let start):
      head = start
      body.clear()
    case .body(var bytes): body.writeBuffer(&bytes)
    case .end:
      if let head { Exchange(desk: desk, channel: context.channel, head: head, body: body).go() }
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

/// One request and what becomes of it.
private struct Exchange: Sendable {
  let desk: FaultProxy.Desk
  let channel: any Channel
  let head: HTTPRequestHead
  let body: ByteBuffer

  func go() {
    guard head.method == .POST, head.uri.hasSuffix("/completions") else {
      return meet(desk.decide(path: head.uri), nil)
    }
    let request = StubServer.Request(
      method: "POST", path: head.uri, headers: [:], body: Data(body.readableBytesView))
    let (number, fault) = desk.decide(request.prompt)
    meet(fault, number)
  }

  /// - Parameter number: of the entry in the log, if it has one.
  private func meet(_ fault: FaultProxy.Fault?, _ number: Int?) {
    if let fault { return commit(fault, number) }
    withReply(number) { reply in
      channel.writeAndFlush(reply.whole).whenSuccess {
        if reply.status == 200 { desk.note(number) { $0.answered = .now } }
      }
    }
  }

  /// Has the server do its work.
  private func withReply(_ number: Int?, _ use: @escaping @Sendable (FaultProxy.Reply) -> Void) {
    desk.note(number) { $0.isPaid = true }
    desk.reply(to: head, body).whenSuccess(use)
  }

  private func commit(_ fault: FaultProxy.Fault, _ number: Int?) {
    switch fault {
    case .reset: reset()
    case .resetAfterwards: withReply(number) { _ in reset() }
    case .close: channel.close(promise: nil)
    case .truncate: withReply(number) { end($0.half, "Content-Length: \($0.body.count)") }
    case .overstate: withReply(number) { end($0.body, "Content-Length: \($0.body.count + 7)") }
    case .truncateChunks:
      withReply(number) { end(chunk($0.half), "Transfer-Encoding: chunked") }
    case .halfClose:
      withReply(number) {
        end(chunk($0.half), "Transfer-Encoding: chunked", closing: .output)
      }
    case .understate:
      withReply(number) { send($0.body, "Content-Length: \($0.half.count)") }
    case .breakJSON:
      withReply(number) { send($0.body.dropLast(), "Content-Length: \($0.body.count - 1)") }
    case .status(let status, let seconds):
      let body = Data("{\"error\":{\"message\":\"made by the proxy\"}}".utf8)
      let after = seconds.map { "\r\nRetry-After: \($0)" } ?? ""
      send(body, "Content-Length: \(body.count)\(after)", status)
    case .body(let text): send(Data(text.utf8), "Content-Length: \(text.utf8.count)")
    case .noise:
      channel.writeAndFlush(ByteBuffer(string: "220 mail.example ESMTP ready\r\n"), promise: nil)
      channel.close(promise: nil)
    case .dribble:
      withReply(number) { reply in
        var (bytes, moment) = (reply.whole, TimeAmount.zero)
        while let piece = bytes.readSlice(length: min(40, bytes.readableBytes)),
          piece.readableBytes > 0
        {
          channel.eventLoop.scheduleTask(in: moment) { channel.writeAndFlush(piece, promise: nil) }
          moment = moment + .milliseconds(20)
        }
      }
    case .stall: break
    }
  }

  private func send(_ body: Data, _ headers: String, _ status: Int = 200) {
    channel.writeAndFlush(FaultProxy.message(headers, body, status), promise: nil)
  }

  private func end(_ body: Data, _ headers: String, closing side: CloseMode = .all) {
    send(body, headers)
    channel.close(mode: side, promise: nil)
  }

  private func chunk(_ bytes: Data) -> Data {
    Data("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Data("\r\n".utf8)
  }

  private func reset() {
    // With no time to linger, closing sends a reset.
    (channel as? any SocketOptionProvider)?
      .setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
    channel.close(promise: nil)
  }
}
