import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Stands between client and server, and does what networks and servers do at bad times.
///
/// Which request meets which fault is the plan's to say, a function of the prompt and of how often it came before:
/// so a run is repeatable, in whatever order requests arrive.
final class FaultProxy: Sendable {
  /// What happens to a request instead of being passed on and answered.
  enum Fault: Sendable, Hashable {
    /// The connection is reset before the server hears of the request.
    case reset
    /// The server has done its work, then the connection is reset.
    case resetAfterwards
    /// The connection is closed without a byte.
    case close
    /// Half the reply, then the end.
    case truncate
    /// Half the reply in a chunk, and no last chunk.
    case truncateChunks
    /// Half the reply, then this side alone is closed.
    case halfClose
    /// A length that the body does not reach.
    case overstate
    /// A length that ends within the body: the rest stands before the next reply.
    case understate
    /// The reply without its last brace.
    case breakJSON
    /// A status, perhaps with Retry-After.
    case status(Int, retryAfter: String? = nil)
    /// Status 200 and this body.
    case body(String)
    /// Bytes that are no HTTP.
    case noise
    /// The reply, a few bytes at a time.
    case dribble
    /// Nothing, ever.
    case stall
  }

  /// Decides about a request that came `earlier` times before; nil passes it on.
  typealias Plan = @Sendable (_ prompt: String, _ earlier: Int) -> Fault?

  /// A request for a completion, as the proxy saw it.
  struct Entry: Sendable {
    var prompt: String
    var fault: Fault?
    var arrived: ContinuousClock.Instant
    /// Whether the server was asked: it is paid for.
    var isPaid = false
    /// When the whole reply, status 200, had gone to the client.
    var answered: ContinuousClock.Instant?
  }

  let port: Int
  var url: String { "http://127.0.0.1:\(port)" }
  private let listener: any Channel
  private let desk: Desk

  /// - Parameter port: 0 for any that is free.
  init(to server: Int, port: Int = 0) throws {
    let desk = Desk(server)
    listener = try ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(HTTPRequestDecoder()), FaultProxyConnection(desk),
          ])
        }
      }
      .bind(host: "127.0.0.1", port: port).wait()
    self.port = listener.localAddress?.port ?? 0
    self.desk = desk
  }

  deinit { listener.close(promise: nil) }

  /// Stops to listen; connections that stand are served on.
  func close() throws { try listener.close().wait() }

  /// From now on this happens.
  func follow(_ plan: Plan?) { desk.state.withLock { $0.plan = plan } }

  /// The same for what is asked beside completions: the plan is given its path.
  func followElsewhere(_ plan: Plan?) { desk.state.withLock { $0.elsewhere = plan } }

  /// The requests for completions, those before the last ``forget()`` left out.
  var log: [Entry] { desk.state.withLock { Array($0.log[$0.start...]) } }
  func forget() {
    desk.state.withLock { state in
      state.start = state.log.count
      state.seen = [:]
    }
  }

  /// A plan that gives each request one of `faults` with the chance `share`.
  static func seeded(_ seed: UInt64, share: Double, _ faults: [Fault]) -> Plan {
    { prompt, earlier in
      // FNV-1a, then the finalizer of SplitMix64.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in "\(seed) \(earlier) \(prompt)".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 31
      guard Double(hash >> 11) < share * Double(1 << 53) else { return nil }
      return faults[Int(hash % UInt64(faults.count))]
    }
  }
}

extension FaultProxy {
  /// What all connections share: the plan, the log, the way to the server.
  final class Desk: Sendable {
    let server: Int
    let state = Mutex(State())

    struct State {
      var plan: Plan?
      var elsewhere: Plan?
      var log: [Entry] = []
      /// Where the part of the log begins that is not forgotten.
      var start = 0
      var seen: [String: Int] = [:]
    }

    init(_ server: Int) { self.server = server }

    /// Writes the request down and says what happens to it.
    func decide(_ prompt: String) -> (number: Int, fault: Fault?) {
      let (number, earlier, plan) = state.withLock { state in
        let earlier = state.seen[prompt, default: 0]
        state.seen[prompt] = earlier + 1
        state.log.append(Entry(prompt: prompt, arrived: .now))
        return (state.log.count - 1, earlier, state.plan)
      }
      let fault = plan?(prompt, earlier)
      state.withLock { $0.log[number].fault = fault }
      return (number, fault)
    }

    /// Says what happens to a request beside completions.
    func decide(path: String) -> Fault? {
      let (earlier, plan) = state.withLock { state in
        let earlier = state.seen[path, default: 0]
        state.seen[path] = earlier + 1
        return (earlier, state.elsewhere)
      }
      return plan?(path, earlier)
    }

    func note(_ number: Int?, _ change: (inout Entry) -> Void) {
      guard let number else { return }
      state.withLock { change(&$0.log[number]) }
    }

    func reply(to head: HTTPRequestHead, _ body: ByteBuffer) -> EventLoopFuture<Reply> {
      var headers = head.headers
      for name in ["host", "content-length", "connection"] { headers.remove(name: name) }
      do {
        let request = try HTTPClient.Request(
          url: "http://127.0.0.1:\(server)\(head.uri)", method: head.method, headers: headers,
          body: head.method == .POST ? .byteBuffer(body) : nil)
        return HTTPClient.shared.execute(request: request, deadline: .now() + .seconds(60))
          .map { response in
            Reply(
              status: Int(response.status.code),
              type: response.headers.first(name: "content-type") ?? "application/json",
              body: Data((response.body ?? ByteBuffer()).readableBytesView))
          }
          // As a gateway tells that its server is gone.
          .recover { _ in
            Reply(status: 502, type: "text/plain", body: Data("the server behind is gone".utf8))
          }
      } catch {
        return HTTPClient.shared.eventLoopGroup.next().makeFailedFuture(error)
      }
    }
  }

  /// What the server said.
  struct Reply: Sendable {
    var status: Int
    var type: String
    var body: Data

    var half: Data { body.prefix(body.count / 2) }
    var whole: ByteBuffer {
      message("Content-Type: \(type)\r\nContent-Length: \(body.count)", body, status)
    }
  }

  static func message(
    _ headers: String, _ body: Data, _ status: Int = 200
  ) -> ByteBuffer {
    var bytes = ByteBuffer(string: "HTTP/1.1 \(status) -\r\n\(headers)\r\n\r\n")
    bytes.writeBytes(body)
    return bytes
  }
}
