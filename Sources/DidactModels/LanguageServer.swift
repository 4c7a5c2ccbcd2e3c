import AsyncHTTPClient
import Didact
import DidactPrompting
import Foundation
import NIOCore
import NIOHTTP1

/// A model behind an OpenAI-compatible server: one request for each prompt, nothing repeated, nothing kept.
///
/// Redirects are refused, so that a key goes to the origin on the command line and nowhere else.
struct LanguageServer: LanguageModel {
  let endpoint: Endpoint
  var model: String
  let key: APIKey?
  let client: HTTPClient
  /// Whether the server puts no beginning-of-sequence token in front: then the prompt's own stays.
  var keepsStart = false
  /// Seconds that one reply may take at most; ``Throttle`` tells sooner what hangs.
  var patience = 3_600.0
  /// Models that the server lists, for messages.
  var served: [String] = []

  /// A client for as many requests at once as a server may want.
  static func client(connections: Int) -> HTTPClient {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(8)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  func complete(_ request: CompletionRequest) async throws -> Completion {
    let body = try await reply(to: payload(of: request))
    if let completion = try ServerReply.completion(body, within: request.replyTokens) {
      return completion
    }
    throw ServerFault(.failed, "its reply is not whole, or no completion")
  }

  /// Asks for several completions in one request; all with as many tokens as the first.
  ///
  /// - Returns: a completion for each, nil for those that the reply leaves open.
  func completions(of requests: [CompletionRequest]) async throws -> [Completion?] {
    let body = try await reply(to: payload(of: requests))
    if let replies = ServerReply.completions(body, of: requests.count) { return replies }
    throw ServerFault(.failed, "its reply is not whole, or no completion")
  }

  /// The tokens of a prompt as the server counts them in its reply; nil where it does not.
  func promptTokens(of request: CompletionRequest) async throws -> Int? {
    ServerReply.promptTokens(try await reply(to: payload(of: request)))
  }

  /// The body of a reply that is one.
  ///
  /// - Throws: ``ServerFault``, `ModelRefusal` or `RunError`, as its status says.
  private func reply(to payload: [UInt8]) async throws -> Data {
    let (status, headers, body) = try await send(
      to: endpoint.completions, body: payload, patience: patience)
    switch status {
    case 200..<300: return body
    case 413: throw ModelRefusal(.tooLong, "the server takes no prompt of this size")
    case 400, 422:
      if ServerReply.isTooLong(body) { throw ModelRefusal(.tooLong, message(body)) }
      throw ModelRefusal(.failed, "the server refuses it (\(status)): \(message(body))")
    case 408: throw ServerFault(.timedOut, "it answers \(status): \(message(body))")
    case 429, 503:
      throw ServerFault(
        .busy, "it answers \(status): \(message(body))", retryAfter: Self.retryAfter(headers))
    case 500...:
      throw ServerFault(.failed, "it answers \(status): \(message(body))")
    default: throw wrongEndpoint(status, headers, body)
    }
  }

  /// The prompt without the start that the server adds by itself.
  func sent(_ request: CompletionRequest) -> String {
    keepsStart || !request.prompt.hasPrefix("<s>")
      ? request.prompt : String(request.prompt.dropFirst(3))
  }

  /// Tokens that a chat template puts around a prompt, at most.
  var templateTokens: Int { endpoint.isChat ? 64 : 0 }

  /// The request's JSON.
  func payload(of request: CompletionRequest) -> [UInt8] {
    let prompt = sent(request)
    return payload(tokens: request.replyTokens, reserving: prompt.utf8.count) { json in
      if endpoint.isChat {
        json.key("messages")
        json.array(request.messages.isEmpty ? [Message(.user, prompt)] : request.messages) {
          json, message in
          json.object { json in
            json.key("role")
            json.string(message.role.rawValue)
            json.key("content")
            json.string(message.content)
          }
        }
      } else {
        json.key("prompt")
        json.string(prompt)
      }
    }
  }

  /// The JSON of a request with a list of prompts.
  private func payload(of requests: [CompletionRequest]) -> [UInt8] {
    let prompts = requests.map(sent)
    return payload(
      tokens: requests[0].replyTokens, reserving: prompts.reduce(0) { $0 + $1.utf8.count }
    ) { json in
      json.key("prompt")
      json.array(prompts) { json, prompt in json.string(prompt) }
    }
  }

  private func payload(
    tokens: Int, reserving bytes: Int, _ prompt: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var json = JSONWriter(reserving: bytes + bytes / 16 + 200)
    json.object { json in
      json.key("model")
      json.string(model)
      prompt(&json)
      json.key("max_tokens")
      json.integer(tokens)
      json.key("temperature")
      json.integer(0)
    }
    return json.bytes
  }

  /// Sends a request; GET without a body.
  ///
  /// - Throws: ``ServerFault`` where no whole answer comes.
  func send(
    to url: String, body: [UInt8]?, patience: Double
  ) async throws -> (Int, HTTPHeaders, Data) {
    var request = HTTPClientRequest(url: url)
    if let body {
      request.method = .POST
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(bytes: body))
    }
    request.headers.add(name: "User-Agent", value: "didact")
    if let key { request.headers.add(name: "Authorization", value: key.header) }
    do {
      let response = try await client.execute(
        request, timeout: .nanoseconds(Int64(patience * 1e9)))
      let buffer = try await response.body.collect(upTo: Self.largestReply)
      return (Int(response.status.code), response.headers, Data(buffer.readableBytesView))
    } catch let error as CancellationError {
      throw error
    } catch {
      try Task.checkCancellation()
      throw Self.fault(error)
    }
  }

  private static let largestReply = 16 << 20

  private static func fault(_ error: any Error) -> ServerFault {
    switch error as? HTTPClientError {
    case .readTimeout?, .deadlineExceeded?, .writeTimeout?:
      return ServerFault(.timedOut, "it did not answer in time")
    case .connectTimeout?:
      return ServerFault(.unreachable, "it cannot be reached: no connection in time")
    case .remoteConnectionClosed?:
      return ServerFault(.failed, "it closed the connection before its answer was whole")
    case let error?: return ServerFault(.failed, "the request failed: \(error.shortDescription)")
    case nil: break
    }
    if error is NIOTooManyBytesError { return ServerFault(.failed, "its reply has no end") }
    if let error = error as? IOError {
      switch error.errnoCode {
      case ECONNRESET, EPIPE: return ServerFault(.failed, "it reset the connection")
      case ECONNREFUSED:
        return ServerFault(.unreachable, "it cannot be reached: connection refused")
      default:
        return ServerFault(
          .unreachable, "it cannot be reached: \(String(cString: strerror(error.errnoCode)))")
      }
    }
    if error is HTTPParserError {
      return ServerFault(.failed, "its answer is not whole, or no HTTP")
    }
    // Names that do not resolve, refused connections and certificates come in types of their own.
    let text = String(String(describing: error).unicodeScalars.prefix(200))
    if text.lowercased().contains("refused") {
      return ServerFault(.unreachable, "it cannot be reached: connection refused")
    }
    return ServerFault(.unreachable, "it cannot be reached: \(text)")
  }

  /// A status that no further request would change.
  func wrongEndpoint(_ status: Int, _ headers: HTTPHeaders, _ body: Data) -> RunError {
    switch status {
    case 300..<400:
      let target = headers.first(name: "location") ?? "elsewhere"
      return RunError(
        "\(endpoint.completions): redirects to \(target), which is refused",
        remedy: "if that is your server, name it with --synthesizer")
    case 401, 403:
      return RunError(
        "\(endpoint.origin): refuses the key (\(status)): \(message(body))",
        remedy: key == nil
          ? "set DIDACT_API_KEY in the environment" : "check DIDACT_API_KEY or OPENAI_API_KEY")
    case 404 where !served.isEmpty && !served.contains(model):
      return RunError(
        "\(endpoint.origin): has no model '\(model)'",
        remedy: "it serves \(served.joined(separator: ", ")); name one with --model")
    default:
      return RunError(
        "\(endpoint.completions): answers \(status): \(message(body))",
        remedy: "check the URL: it ends in /v1, /v1/completions or /v1/chat/completions")
    }
  }

  func message(_ body: Data) -> String {
    let message = ServerReply.message(body)
    return key?.removed(from: message) ?? message
  }

  /// Seconds of a Retry-After header; dates are not read.
  private static func retryAfter(_ headers: HTTPHeaders) -> Double? {
    headers.first(name: "retry-after").flatMap(Double.init).map { min(max($0, 0), 60) }
  }
}
