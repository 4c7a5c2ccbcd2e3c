import Didact
import DidactPrompting
import Foundation
import Testing

@testable import DidactModels

@Suite struct LanguageServerTests {
  @Test func exactlyOneStartReachesTheModel() async throws {
    let stub = try StubServer { _, _ in .completion("reply") }
    try await Requests.withServer(stub.url) { server in
      let reply = try await server.complete(Requests.request("<s> <CON> <s> x"))
      #expect(reply.text == "reply")
      server.keepsStart = true
      _ = try await server.complete(Requests.request("<s> <CON> y"))
    }
    #expect(stub.requests.map(\.prompt) == [" <CON> <s> x", "<s> <CON> y"])
    #expect(stub.requests.map(\.path) == ["/v1/completions", "/v1/completions"])
    let body = try #require(
      try JSONSerialization.jsonObject(with: stub.requests[0].body) as? [String: Any])
    #expect(body["model"] as? String == "m" && body["max_tokens"] as? Int == 400)
    #expect(body["temperature"] as? Int == 0 && body.count == 4)
  }

  @Test func whoAddsTheStartIsToldByTheTokens() {
    #expect(!StartOfText.isLeftToThePrompt(plain: [1, 7, 8], started: [1, 1, 7, 8]))
    #expect(StartOfText.isLeftToThePrompt(plain: [7, 8], started: [1, 7, 8]))
    #expect(!StartOfText.isLeftToThePrompt(plain: [7, 8], started: [3, 4, 5, 7, 8]))
  }

  @Test func chatEndpointsGetAMessage() async throws {
    let stub = try StubServer { _, _ in .completion("reply") }
    try await Requests.withServer(stub.url + "/v1/chat/completions") { server in
      let reply = try await server.complete(Requests.request("<s> hello"))
      #expect(reply.text == "reply")
    }
    #expect(stub.requests.map(\.prompt) == [" hello"])
  }

  @Test(arguments: [
    (StubServer.Answer.truncated, ServerFault.Kind.failed), (.reset, .failed), (.stall, .timedOut),
    (.status(200, "<html>hello</html>"), .failed), (.status(200, "{\"choices\": []}"), .failed),
    (.status(200, "{\"choices\": [{}]}"), .failed),
    (.status(200, "{\"choices\": [{\"message\": {\"content\": null}}]}"), .failed),
    (.status(500, "oops"), .failed),
    (.status(502, ""), .failed), (.status(503, "loading"), .busy), (.status(429, "slow"), .busy),
    (.status(408, ""), .timedOut),
  ]) func faultsThatMayPass(answer: StubServer.Answer, kind: ServerFault.Kind) async throws {
    let stub = try StubServer { _, _ in answer }
    let fault = await #expect(throws: ServerFault.self) {
      try await Requests.withServer(stub.url, patience: 0.5) {
        try await $0.complete(Requests.request())
      }
    }
    #expect(fault?.kind == kind, "\(String(describing: fault))")
  }

  /// A reply that is over and has no text comes again however often it is asked for.
  @Test(arguments: [
    (
      #"{"content": null, "reasoning_content": "Let me see"}"#, "length",
      "its reply has no text (finish_reason: length): all 400 tokens went to its thoughts; raise model.reply-tokens in the recipe, or turn its reasoning off at the server"
    ),
    (#"{"content": "", "reasoning": "Hm"}"#, "length", "all 400 tokens went to its thoughts"),
    (#"{"content": " \n"}"#, "length", "all 400 tokens were used up before any; raise"),
    (#"{"role": "assistant"}"#, "content_filter", "has no text (finish_reason: content_filter);"),
  ]) func repliesWithoutTextAreRefusals(message: String, finish: String, words: String) async throws
  {
    let stub = try StubServer { _, _ in
      .status(
        200,
        #"{"choices": [{"index": 0, "message": \#(message), "finish_reason": "\#(finish)"}]}"#)
    }
    let refusal = await #expect(throws: ModelRefusal.self) {
      try await Requests.withServer(stub.url + "/v1/chat/completions") {
        try await $0.complete(Requests.request())
      }
    }
    #expect(
      refusal?.reason == .noText && refusal?.detail.contains(words) == true, "\(refusal as Any)")
  }

  /// What is thought beside the text is left alone, and a text may be empty or cut.
  @Test(arguments: [
    (#"{"content": "pairs", "reasoning_content": "hm <QUE>"}"#, "stop", "pairs"),
    (#"{"content": "pai", "reasoning_content": "hm"}"#, "length", "pai"),
    (#"{"content": "", "reasoning_content": "hm"}"#, "stop", ""),
  ]) func theTextIsWhatCounts(message: String, finish: String, text: String) async throws {
    let stub = try StubServer { _, _ in
      .status(200, #"{"choices": [{"message": \#(message), "finish_reason": "\#(finish)"}]}"#)
    }
    let reply = try await Requests.withServer(stub.url + "/v1/chat/completions") {
      try await $0.complete(Requests.request())
    }
    #expect(reply.text == text)
  }

  @Test func retryAfterIsRead() async throws {
    let stub = try StubServer { _, _ in .status(429, "", headers: ["Retry-After": "7"]) }
    let fault = await #expect(throws: ServerFault.self) {
      try await Requests.withServer(stub.url) { try await $0.complete(Requests.request()) }
    }
    #expect(fault?.retryAfter == 7)
  }

  @Test(arguments: [
    "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9000,\"n_ctx\":4096}}",
    "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens.\",\"code\":400}",
  ]) func contextErrorsAreNoFaults(body: String) async throws {
    let stub = try StubServer { _, _ in .status(400, body) }
    let refusal = await #expect(throws: ModelRefusal.self) {
      try await Requests.withServer(stub.url) { try await $0.complete(Requests.request()) }
    }
    #expect(refusal?.reason == .tooLong)
  }

  @Test func otherRefusalsCostTheirPromptAlone() async throws {
    let stub = try StubServer { _, _ in .status(400, "{\"error\":{\"message\":\"no\\nsuch\"}}") }
    let refusal = await #expect(throws: ModelRefusal.self) {
      try await Requests.withServer(stub.url) { try await $0.complete(Requests.request()) }
    }
    #expect(refusal == ModelRefusal(.failed, "the server refuses it (400): no such"))
  }

  /// A key goes to the origin on the command line: no redirect takes it elsewhere.
  @Test func redirectsAreRefused() async throws {
    let other = try StubServer { _, _ in .completion("stolen") }
    let stub = try StubServer { _, _ in
      .status(307, "", headers: ["Location": "\(other.url)/v1/completions"])
    }
    let error = await #expect(throws: RunError.self) {
      try await Requests.withServer(stub.url, key: "sk-secret") {
        try await $0.complete(Requests.request())
      }
    }
    #expect(error?.problem.contains("redirects to \(other.url)/v1/completions") == true)
    #expect(other.requests.isEmpty)
    #expect(stub.requests.map { $0.headers["authorization"] } == ["Bearer sk-secret"])
  }

  @Test(arguments: [(401, "set DIDACT_API_KEY"), (404, "check the URL"), (405, "check the URL")])
  func wrongEndpointsStopTheRun(status: Int, remedy: String) async throws {
    let stub = try StubServer { _, _ in .status(status, "{\"detail\":\"not here\"}") }
    let error = await #expect(throws: RunError.self) {
      try await Requests.withServer(stub.url) { try await $0.complete(Requests.request()) }
    }
    #expect(error?.problem.contains("not here") == true)
    #expect(error?.remedy.contains(remedy) == true)
  }

  @Test func aServerThatRepeatsTheKeyDoesNotGetItIntoMessages() async throws {
    let stub = try StubServer { _, _ in .status(401, "wrong key sk-secret") }
    let error = await #expect(throws: RunError.self) {
      try await Requests.withServer(stub.url, key: "sk-secret") {
        try await $0.complete(Requests.request())
      }
    }
    #expect(error?.description.contains("secret") == false)
    #expect(error?.remedy == "check DIDACT_API_KEY or OPENAI_API_KEY")
  }

  @Test func nothingListensThere() async throws {
    let fault = await #expect(throws: ServerFault.self) {
      try await Requests.withServer("http://127.0.0.1:1") {
        try await $0.complete(Requests.request())
      }
    }
    #expect(fault?.kind == .unreachable, "\(String(describing: fault))")
  }

  @Test func anUnknownModelIsToldWithThoseThatAreServed() async throws {
    let stub = try StubServer { _, _ in .status(404, "{}") }
    let error = await #expect(throws: RunError.self) {
      try await Requests.withServer(stub.url) { server in
        server.served = ["a", "b"]
        return try await server.complete(Requests.request())
      }
    }
    #expect(error?.problem.hasSuffix("has no model 'm'") == true)
    #expect(error?.remedy == "it serves a, b; name one with --model")
  }
}
