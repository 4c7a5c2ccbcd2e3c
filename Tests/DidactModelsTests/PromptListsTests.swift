import Didact
import DidactPrompting
import Foundation
import Testing

@testable import DidactModels

@Suite struct PromptListsTests {
  /// Sends prompts p0, p1, ... through lists of four; returns replies and what the server was asked.
  static func replies(
    _ count: Int, _ answer: @escaping @Sendable (StubServer.Request) -> StubServer.Answer
  ) async throws -> (texts: [String], requests: [StubServer.Request], isOff: Bool) {
    let stub = try StubServer { request, _ in answer(request) }
    return try await Requests.withServer(stub.url) { server in
      let lists = PromptLists(server, size: 4)
      var texts: [String] = []
      for start in stride(from: 0, to: count, by: 8) {
        texts += try await withThrowingTaskGroup(of: (Int, String).self) { group in
          for number in start..<min(count, start + 8) {
            group.addTask {
              do {
                return (number, try await lists.complete(Requests.request("p\(number)")).text)
              } catch let refusal as ModelRefusal {
                return (number, refusal.reason.rawValue)
              }
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }
            .map(\.1)
        }
      }
      return (texts, stub.requests, lists.isOff)
    }
  }

  static func expected(_ count: Int) -> [String] { (0..<count).map { "reply to p\($0)" } }
  static func single(_ request: StubServer.Request) -> StubServer.Answer {
    .completion("reply to \(request.prompt)")
  }
  static func list(_ request: StubServer.Request) -> StubServer.Answer {
    .completions(request.prompts.map { "reply to \($0)" })
  }

  @Test func eachGetsItsReply() async throws {
    let (texts, requests, isOff) = try await Self.replies(41) {
      $0.prompts.isEmpty ? Self.single($0) : Self.list($0)
    }
    #expect(texts == Self.expected(41))
    #expect(requests.count < 20 && !isOff)
    let body = try #require(
      try JSONSerialization.jsonObject(with: requests[0].body) as? [String: Any])
    #expect(body["max_tokens"] as? Int == 400 && body["temperature"] as? Int == 0)
  }

  /// In any order, by their index.
  @Test func theIndexSaysWhose() async throws {
    let (texts, _, _) = try await Self.replies(8) { request in
      if request.prompts.isEmpty { return Self.single(request) }
      let choices = request.prompts.enumerated().reversed()
        .map { "{\"index\":\($0),\"text\":\"reply to \($1)\"}" }.joined(separator: ",")
      return .status(200, "{\"choices\":[\(choices)]}")
    }
    #expect(texts == Self.expected(8))
  }

  @Test(arguments: [400, 422, 500]) func offWhereTheServerRefuses(status: Int) async throws {
    let (texts, requests, isOff) = try await Self.replies(40) {
      $0.prompts.isEmpty ? Self.single($0) : .status(status, "{\"error\":\"no lists\"}")
    }
    #expect(texts == Self.expected(40) && isOff)
    #expect(requests.filter { !$0.prompts.isEmpty }.count <= 4)
  }

  /// Half an answer: what is open is asked again singly, and a server that answers the first alone takes no lists.
  @Test(arguments: [1, 3]) func halfAnswers(answered: Int) async throws {
    let (texts, _, isOff) = try await Self.replies(40) { request in
      guard !request.prompts.isEmpty else { return Self.single(request) }
      let choices = request.prompts.enumerated().prefix(answered)
        .map { "{\"index\":\($0),\"text\":\"reply to \($1)\"}" }.joined(separator: ",")
      return .status(200, "{\"choices\":[\(choices)]}")
    }
    #expect(texts == Self.expected(40))
    #expect(isOff == (answered == 1))
  }

  /// One prompt too long is refused with its whole list, and alone in the end.
  @Test func oneTooLongIsToldFromTheOthers() async throws {
    let tooLong = StubServer.Answer.status(
      400, "{\"error\":{\"type\":\"exceed_context_size_error\"}}")
    let (texts, _, isOff) = try await Self.replies(8) { request in
      if request.prompts.contains("p5") || request.prompt == "p5" { return tooLong }
      return request.prompts.isEmpty ? Self.single(request) : Self.list(request)
    }
    var expected = Self.expected(8)
    expected[5] = "too-long"
    #expect(texts == expected && !isOff)
  }

  @Test func whoIsCancelledDoesNotTakeTheOthersAlong() async throws {
    let stub = try StubServer { request, _ in
      .completions(request.prompts.map { "reply to \($0)" }, after: 0.3)
    }
    try await Requests.withServer(stub.url) { server in
      let lists = PromptLists(server, size: 2)
      let one = Task { try await lists.complete(Requests.request("p0")) }
      let two = Task { try await lists.complete(Requests.request("p1")) }
      try await Task.sleep(for: .milliseconds(100))
      one.cancel()
      #expect(try await two.value.text == "reply to p1")
      await #expect(throws: CancellationError.self) { try await one.value }
    }
  }
}
