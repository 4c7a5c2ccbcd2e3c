import Didact
import DidactPrompting
import Synchronization
import Testing

@testable import DidactModels

@Suite struct RetryTests {
  /// Quick ones: pauses of milliseconds, a server gone after a third of a second.
  static var patience: Retry.Patience {
    var patience = Retry.Patience()
    patience.pause = 0.001
    patience.refusing = 0.6
    return patience
  }

  /// A model that fails as often as it is told for each prompt.
  final class Failing: LanguageModel {
    let times: Int
    let error: any Error & Sendable
    let asked = Mutex<[String: Int]>([:])
    init(_ times: Int, _ error: any Error & Sendable) {
      self.times = times
      self.error = error
    }
    func complete(_ request: CompletionRequest) async throws -> Completion {
      let count = asked.withLock { asked in
        asked[request.prompt, default: 0] += 1
        return asked[request.prompt] ?? 0
      }
      if request.prompt != "sound", count <= times { throw error }
      return Completion(text: request.prompt)
    }
  }

  func retry(_ model: any LanguageModel, gone: Double = 0.3) -> Retry {
    var patience = Self.patience
    patience.gone = gone
    return Retry(model, place: "http://h", seed: 1, patience: patience)
  }

  @Test(arguments: [ServerFault.Kind.busy, .failed, .timedOut, .unreachable])
  func faultsArePassedOver(kind: ServerFault.Kind) async throws {
    let model = Failing(3, ServerFault(kind, "x"))
    #expect(try await retry(model, gone: 3_600).complete(Requests.request("p")).text == "p")
    #expect(model.asked.withLock { $0["p"] } == 4)
  }

  @Test func aPromptThatTheServerAlwaysFailsOnIsRejected() async throws {
    let model = Failing(.max, ServerFault(.failed, "it answers 500"))
    let retry = retry(model, gone: 3_600)
    async let sound: Void = {
      for _ in 0..<200 {
        _ = try await retry.complete(Requests.request("sound"))
        try await Task.sleep(for: .milliseconds(2))
      }
    }()
    let refusal = await #expect(throws: ModelRefusal.self) {
      try await retry.complete(Requests.request("p"))
    }
    try await sound
    #expect(refusal == ModelRefusal(.failed, "the server failed on it 8 times: it answers 500"))
  }

  /// With nothing else to answer, a plain prompt tells a bad prompt from a bad server.
  @Test func aPromptAloneThatAlwaysFailsIsRejectedTooWhereTheServerIsWell() async throws {
    let model = ScriptedModel { request in
      guard request.prompt == "p" else { return Completion(text: "") }
      throw ServerFault(.failed, "it answers 500")
    }
    let refusal = await #expect(throws: ModelRefusal.self) {
      try await retry(model, gone: 3_600).complete(Requests.request("p"))
    }
    #expect(refusal?.detail == "the server failed on it 8 times: it answers 500")
  }

  /// A server that answered once and then breaks costs no text: the run stops.
  @Test func aServerThatBreaksCostsNoPrompt() async throws {
    let model = ScriptedModel { request in
      if request.prompt == "first" { return Completion(text: "") }
      throw ServerFault(.failed, "it answers 500")
    }
    let retry = retry(model, gone: 2)
    _ = try await retry.complete(Requests.request("first"))
    await #expect(throws: RunError.self) { try await retry.complete(Requests.request("p")) }
  }

  /// The longest that the pauses can be, so that one prompt does not look like a server that is gone.
  @Test func onePromptIsGivenUpBeforeTheServerIs() {
    let patience = Retry.Patience()
    let pauses = (0..<patience.attempts - 1).map { Retry.longestPause($0, patience) }
    #expect(pauses.reduce(0, +) < patience.gone - 2)
  }

  @Test(arguments: [ServerFault.Kind.unreachable, .failed, .busy])
  func aServerThatIsGoneStopsTheRun(kind: ServerFault.Kind) async throws {
    let retry = retry(Failing(.max, ServerFault(kind, "the cause")))
    let error = await #expect(throws: RunError.self) {
      try await retry.complete(Requests.request("p"))
    }
    #expect(error?.problem.contains("http://h: no reply for") == true)
    #expect(error?.problem.hasSuffix("the cause") == true)
    #expect(error?.remedy.contains("goes on where this one stopped") == true)
  }

  @Test func contextErrorsAreNotSentAgain() async throws {
    let model = Failing(.max, ModelRefusal(.tooLong, ""))
    await #expect(throws: ModelRefusal.self) {
      try await retry(model).complete(Requests.request("p"))
    }
    #expect(model.asked.withLock { $0["p"] } == 1)
  }

  @Test func anEndpointThatRefusesEverythingStopsTheRun() async throws {
    let retry = retry(Failing(.max, ModelRefusal(.failed, "no")))
    for number in 1...15 {
      await #expect(throws: ModelRefusal.self) {
        try await retry.complete(Requests.request("\(number)"))
      }
    }
    await #expect(throws: RunError.self) { try await retry.complete(Requests.request("16")) }
  }

  @Test func retryAfterIsHonoured() async throws {
    let retry = retry(Failing(1, ServerFault(.busy, "", retryAfter: 0.2)))
    let clock = ContinuousClock()
    let time = try await clock.measure { _ = try await retry.complete(Requests.request("p")) }
    #expect(time >= .milliseconds(200))
  }
}
