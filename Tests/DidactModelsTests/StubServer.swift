import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on 127.0.0.1 that answers as a test says, faults included.
final class StubServer: Sendable {
  /// What was asked.
  struct Request: Sendable {
    var method: String
    var path: String
    /// Names in lower case.
    var headers: [String: String]
    var body: Data

    /// The prompt, of either kind of endpoint.
    var prompt: String {
      let object = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
      let messages = object?["messages"] as? [[String: Any]]
      return object?["prompt"] as? String ?? messages?.last?["content"] as? String ?? ""
    }

    /// The prompts of a list, where a list was sent.
    var prompts: [String] {
      let object = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
      return object?["prompt"] as? [String] ?? []
    }
  }

  /// What comes back.
  enum Answer: Sendable {
    case status(Int, String, headers: [String: String] = [:], after: Double = 0)
    /// The reply as completions give it.
    case completion(String, after: Double = 0)
    /// Replies to a list of prompts.
    case completions([String], after: Double = 0)
    /// A body that ends before its length.
    case truncated
    case reset
    case stall
  }

  let port: Int
  private let channel: any Channel

  /// Starts to listen; `answer` is called for every request but GET .../models.
  init(
    models: [String] = ["stub"],
    answer: @escaping @Sendable (_ request: Request, _ number: Int) -> Answer
  ) throws {
    let record = Recorder(models: models, answer: answer)
    channel = try ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(record))
        }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
    port = channel.localAddress?.port ?? 0
    recorder = record
  }

  deinit { channel.close(promise: nil) }

  private let recorder: Recorder

  var url: String { "http://127.0.0.1:\(port)" }
  /// The requests so far, those for the list of models left out.
  var requests: [Request] { recorder.requests.withLock { $0 } }
  func forget() { recorder.requests.withLock { $0 = [] } }

  final class Recorder: Sendable {
    let models: [String]
    let answer: @Sendable (Request, Int) -> Answer
    let requests = Mutex<[Request]>([])

    init(models: [String], answer: @escaping @Sendable (Request, Int) -> Answer) {
      self.models = models
      self.answer = answer
    }

    func answer(to request: Request) -> Answer {
      if request.method == "GET", request.path.hasSuffix("/models"), !models.isEmpty {
        let list = models.map { "{\"id\":\"\($0)\",\"object\":\"model\"}" }.joined(separator: ",")
        return .status(200, "{\"object\":\"list\",\"data\":[\(list)]}")
      }
      let number = requests.withLock { requests in
        requests.append(request)
        return requests.count - 1
      }
      return answer(request, number)
    }
  }

  /// Cuts requests out of the bytes and writes answers.
  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let recorder: Recorder
    private var bytes = Data()

    init(_ recorder: Recorder) { self.recorder = recorder }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
      while let request = cut() { write(recorder.answer(to: request), context) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }

    private func cut() -> Request? {
      guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
      let lines = String(decoding: bytes[bytes.startIndex..<end.lowerBound], as: UTF8.self)
        .components(separatedBy: "\r\n")
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { continue }
        headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
          .trimmingCharacters(in: .whitespaces)
      }
      let length = headers["content-length"].flatMap(Int.init) ?? 0
      guard bytes.distance(from: end.upperBound, to: bytes.endIndex) >= length else { return nil }
      let words = lines[0].split(separator: " ").map(String.init)
      let body = Data(bytes[end.upperBound..<end.upperBound + length])
      bytes = Data(bytes[(end.upperBound + length)...])
      return Request(method: words[0], path: words[1], headers: headers, body: body)
    }

    private func write(_ answer: Answer, _ context: ChannelHandlerContext) {
      switch answer {
      case .completion(let text, let seconds):
        let data = try? JSONSerialization.data(
          withJSONObject: ["choices": [["text": text, "message": ["content": text]]]])
        respond(200, data ?? Data(), [:], seconds, context)
      case .completions(let texts, let seconds):
        let choices = texts.enumerated().map { ["text": $1, "index": $0] as [String: Any] }
        let data = try? JSONSerialization.data(withJSONObject: ["choices": choices])
        respond(200, data ?? Data(), [:], seconds, context)
      case .status(let status, let body, let headers, let seconds):
        respond(status, Data(body.utf8), headers, seconds, context)
      case .truncated:
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\": [{\"te"
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
        context.close(promise: nil)
      case .reset:
        // With no time to linger, closing sends a reset.
        (context.channel as? any SocketOptionProvider)?
          .setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
        context.close(promise: nil)
      case .stall: break
      }
    }

    private func respond(
      _ status: Int, _ body: Data, _ headers: [String: String], _ seconds: Double,
      _ context: ChannelHandlerContext
    ) {
      var head = "HTTP/1.1 \(status) -\r\nContent-Length: \(body.count)\r\n"
      for (name, value) in headers { head += "\(name): \(value)\r\n" }
      var buffer = ByteBuffer(string: head + "\r\n")
      buffer.writeBytes(body)
      let (channel, bytes) = (context.channel, buffer)
      if seconds == 0 {
        channel.writeAndFlush(bytes, promise: nil)
      } else {
        channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) {
          channel.writeAndFlush(bytes, promise: nil)
        }
      }
    }
  }
}
