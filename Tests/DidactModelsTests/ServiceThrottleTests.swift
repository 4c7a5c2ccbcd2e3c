import Didact
import DidactPrompting
import Synchronization
import Testing

@testable import DidactModels

/// Several servers behind one throttle: who gets what, who rests, who is left out.
@Suite struct ServiceThrottleTests {
  /// A server that does as it is told, and counts.
  final class Scripted: LanguageModel {
    enum Manner: Sendable {
      case answers
      case fails(ServerFault)
      case wrong, hangs
    }
    private let state: Mutex<(manner: Manner, asked: Int, now: Int, most: Int)>

    init(_ manner: Manner) { state = Mutex((manner, 0, 0, 0)) }

    var asked: Int { state.withLock { $0.asked } }
    func turn(to manner: Manner) { state.withLock { $0.manner = manner } }

    func complete(_ request: CompletionRequest) async throws -> Completion {
      let manner = state.withLock { state in
        state.asked += 1
        return state.manner
      }
      switch manner {
      case .answers: try await Task.sleep(for: .milliseconds(5))
      case .fails(let fault): throw fault
      case .wrong: throw RunError("http://x: answers 404", remedy: "check the URL")
      case .hangs: try await Task.sleep(for: .seconds(3_600))
      }
      return Completion(text: request.prompt)
    }
  }

  static var patience: ServerStanding.Patience {
    var patience = ServerStanding.Patience()
    patience.quiet = 0.2
    patience.quietAtFirst = 0.2
    patience.rest = 0.02
    patience.tick = 0.02
    // On a loaded machine one reply may take as long as it likes; it is not to slow the tests down for good.
    patience.quietReplies = 0
    patience.silenceReplies = 0
    patience.stragglerReplies = 0
    return patience
  }

  static func throttle(
    _ servers: [Scripted], weights: [Int] = [], limit: Int = 8, firstLives: Bool = true
  ) -> Throttle {
    Throttle(
      servers.enumerated().map { number, server in
        Throttle.Server(
          name: "http://\(number)", model: server,
          weight: weights.isEmpty ? 1 : weights[number],
          limit: AdaptiveLimit(start: limit, ceiling: limit),
          isAlive: { number > 0 || firstLives })
      }, patience: patience)
  }

  static func retry(_ throttle: Throttle, gone: Double = 3_600) -> Retry {
    var patience = Retry.Patience()
    patience.pause = 0.001
    patience.gone = gone
    return Retry(throttle, place: "http://0", seed: 0, patience: patience)
  }

  static func send(_ count: Int, to model: any LanguageModel) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask {
          let reply = try await model.complete(Requests.request("\(number)"))
          #expect(reply.text == "\(number)")
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func eachGetsItsShare() async throws {
    let servers = [Scripted(.answers), Scripted(.answers)]
    let throttle = Self.throttle(servers, weights: [1, 3], limit: 1_000)
    try await Self.send(400, to: throttle)
    #expect((95...105).contains(servers[0].asked), "\(servers.map(\.asked))")
    #expect(throttle.underWay == 0)
  }

  @Test func whoHasRoomTakesTheNext() async throws {
    let servers = [Scripted(.answers), Scripted(.answers)]
    try await Self.send(400, to: Self.throttle(servers, limit: 4))
    #expect(servers.map(\.asked).reduce(0, +) == 400)
    #expect(servers.allSatisfy { $0.asked > 120 }, "\(servers.map(\.asked))")
  }

  @Test func aDeadServerRestsAndComesBack() async throws {
    let dead = Scripted(.fails(ServerFault(.unreachable, "it cannot be reached: refused")))
    let well = Scripted(.answers)
    let throttle = Self.throttle([dead, well])
    let watch = Task { await throttle.watch() }
    defer { watch.cancel() }
    // It lists its models, so the watch lets it be asked again and again; nothing is lost by it.
    try await Self.send(300, to: Self.retry(throttle, gone: 0))
    #expect(well.asked >= 300 && dead.asked < 250)
    #expect(
      throttle.takeNotices().first
        == "http://0: it cannot be reached: refused; its requests go to the other servers until it answers"
    )
    dead.turn(to: .answers)
    let before = dead.asked
    // Its rests have become long by now.
    for _ in 0..<200 where dead.asked < before + 20 {
      try await Self.send(40, to: throttle)
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(dead.asked >= before + 20)
  }

  @Test func aWrongServerIsLeftOutWhileOthersAreLeft() async throws {
    let servers = [Scripted(.wrong), Scripted(.answers)]
    let throttle = Self.throttle(servers)
    try await Self.send(100, to: Self.retry(throttle))
    #expect(servers[0].asked <= 8)
    #expect(
      throttle.takeNotices() == ["http://x: answers 404; it is left out; check the URL"])
    servers[1].turn(to: .wrong)
    await #expect(throws: RunError.self) { try await throttle.complete(Requests.request()) }
  }

  @Test func aRunEndsWhenAllAreGone() async throws {
    let fault = ServerFault(.unreachable, "it cannot be reached: refused")
    let throttle = Self.throttle([Scripted(.fails(fault)), Scripted(.fails(fault))])
    let error = await #expect(throws: RunError.self) {
      try await Self.retry(throttle, gone: 0.3).complete(Requests.request())
    }
    #expect(error?.problem.hasSuffix("it cannot be reached: refused") == true)
  }

  /// A server that hangs in the middle: its requests go to the other one.
  @Test func whatHangsIsGivenUp() async throws {
    let servers = [Scripted(.answers), Scripted(.answers)]
    let throttle = Self.throttle(servers, firstLives: false)
    try await Self.send(40, to: throttle)
    servers[0].turn(to: .hangs)
    // Now only: on a loaded machine it might have seemed to hang before it did.
    let watch = Task { await throttle.watch() }
    defer { watch.cancel() }
    try await Self.send(100, to: Self.retry(throttle))
    #expect(throttle.takeNotices().first?.contains("it hangs: nothing for") == true)
  }

  @Test func aRunEndsWhenTheOnlyServerHangs() async throws {
    let server = Scripted(.hangs)
    let throttle = Self.throttle([server], firstLives: false)
    let watch = Task { await throttle.watch() }
    defer { watch.cancel() }
    let error = await #expect(throws: RunError.self) {
      try await Self.retry(throttle, gone: 0.2).complete(Requests.request())
    }
    #expect(error?.problem.contains("not even its list of models") == true)
  }

  /// Slow, and it lists its models meanwhile: it lives, and is waited for.
  @Test func whatIsSlowIsWaitedFor() async throws {
    let throttle = Throttle(
      [
        Throttle.Server(
          name: "slow",
          model: ScriptedModel { _ in
            try await Task.sleep(for: .seconds(1))
            return Completion(text: "at last")
          })
      ], patience: Self.patience)
    let watch = Task { await throttle.watch() }
    defer { watch.cancel() }
    #expect(try await throttle.complete(Requests.request()).text == "at last")
    #expect(throttle.takeNotices().isEmpty)
  }

  /// One request that got lost, while others are answered.
  @Test func stragglersAreSentAgain() async throws {
    var patience = Self.patience
    patience.straggler = 0.5
    let lost = Mutex(false)
    let throttle = Throttle(
      [
        Throttle.Server(
          name: "s",
          model: ScriptedModel { request in
            if request.prompt == "lost",
              lost.withLock({ lost in
                defer { lost = true }
                return !lost
              })
            {
              try await Task.sleep(for: .seconds(3_600))
            }
            try await Task.sleep(for: .milliseconds(10))
            return Completion(text: request.prompt)
          })
      ], patience: patience)
    let watch = Task { await throttle.watch() }
    defer { watch.cancel() }
    // On a loaded machine it may be taken for lost several times.
    var retries = Retry.Patience()
    retries.pause = 0.001
    retries.gone = 3_600
    retries.attempts = .max
    let retry = Retry(throttle, place: "s", seed: 0, patience: retries)
    let found = Mutex("")
    let search = Task {
      let reply = try await retry.complete(Requests.request("lost"))
      found.withLock { $0 = reply.text }
    }
    // As long as others are answered: so many of them and not so long, since on a loaded machine all stand still.
    for _ in 0..<5_000 where found.withLock({ $0.isEmpty }) { try await Self.send(1, to: retry) }
    search.cancel()
    #expect(found.withLock { $0 } == "lost")
    #expect(retry.retried >= 1)
  }

  /// The same by a clock of the test's own: five of the slowest reply, and only while others are answered.
  @Test func stragglersAreToldByTheSlowestReply() {
    var standing = ServerStanding(AdaptiveLimit(start: 8, ceiling: 8), weight: 1)
    let patience = ServerStanding.Patience()
    let task = Task<Completion, any Error> { Completion(text: "") }
    let lost = standing.begin(task, now: 0)
    let other = standing.begin(task, now: 80)
    for (now, isGivenUp) in [(59.0, false), (90, false), (101, true)] {
      standing.replied(after: 20, now: now)
      standing.giveUpStragglers(patience)
      #expect((standing.givenUp[lost] != nil) == isGivenUp, "\(now)")
    }
    #expect(standing.givenUp[other] == nil)
    #expect(
      standing.givenUp[lost]?.detail == "no answer for 100 seconds, while others were answered")
  }

  @Test func progressSaysWhatIsWaitedFor() {
    var standing = ModelStanding(place: "http://h", underWay: 64, limit: 48, retried: 12)
    #expect("\(standing)" == "waiting for 64 requests at http://h, 12 retried, limit 48")
    standing.retried = 0
    standing.underWay = 1
    standing.silence = 35.2
    #expect("\(standing)" == "waiting for 1 request at http://h, limit 48, no reply for 35 s")
    standing.underWay = 0
    #expect("\(standing)" == "")
  }
}
