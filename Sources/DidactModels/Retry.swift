import Didact
import DidactPrompting
import Synchronization

/// Sends a request again when the server was busy, failed or could not be reached; stops the run when it is gone.
///
/// Pauses double from a quarter second up to two, each drawn between half and one and a half of it from the seed
/// and the prompt; a server's Retry-After is honoured.
final class Retry: LanguageModel {
  /// When to give up.
  struct Patience: Sendable {
    /// Seconds without any reply, while requests fail, after which the server counts as gone.
    var gone = 18.0
    /// Seconds of refusals alone (429) after which it does.
    var refusing = 300.0
    /// Failures of one prompt, others being answered, after which it is rejected. With the pauses between them they
    /// take less than ``gone``, so that one prompt which always fails does not look like a server that does.
    var attempts = 8
    /// Prompts refused before any is answered after which the endpoint counts as wrong.
    var refusals = 16
    /// The shortest pause in seconds.
    var pause = 0.25
  }

  private let model: any LanguageModel
  private let place: String
  private let seed: UInt64
  private let patience: Patience
  private let clock = ContinuousClock()
  private let health = Mutex(Health())

  private struct Health {
    var failingSince: ContinuousClock.Instant?
    var answers = 0
    var hasAnswered: Bool { answers > 0 }
    var refusals = 0
    var retried = 0
  }

  /// Requests that were sent again.
  var retried: Int { health.withLock { $0.retried } }

  init(
    _ model: any LanguageModel, place: String, seed: UInt64, patience: Patience = Patience()
  ) {
    self.model = model
    self.place = place
    self.seed = seed
    self.patience = patience
  }

  func complete(_ request: CompletionRequest) async throws -> Completion {
    // Made at the first fault: it goes over the whole prompt.
    var drawn: SeededGenerator?
    var failures = 0
    var pauses = 0
    /// Replies to all prompts when this one failed last.
    var answers = Int.max
    while true {
      do {
        let completion = try await model.complete(request)
        health.withLock {
          $0.failingSince = nil
          $0.answers += 1
        }
        return completion
      } catch let fault as ServerFault {
        try judge(fault)
        // Neither a full server nor one that is gone says anything of this prompt.
        if fault.kind == .failed || fault.kind == .timedOut { failures += 1 }
        if failures >= patience.attempts, await isWell(since: answers, asked: request) {
          throw ModelRefusal(.failed, "the server failed on it \(failures) times: \(fault.detail)")
        }
        var random = drawn ?? SeededGenerator(seed: seed, "retry", request.prompt)
        let pause = Self.longestPause(pauses, patience) / 3 * (1 + 2 * random.fraction())
        drawn = random
        pauses += 1
        answers = health.withLock { health in
          health.retried += 1
          return health.answers
        }
        try await clock.sleep(for: .seconds(max(pause, fault.retryAfter ?? 0)))
      } catch let refusal as ModelRefusal {
        try judge(refusal)
        throw refusal
      }
    }
  }

  /// The longest that the pause after so many others is drawn; the shortest is a third of it.
  static func longestPause(_ pauses: Int, _ patience: Patience) -> Double {
    1.5 * min(2, patience.pause * Double(1 << min(pauses, 10)))
  }

  /// Whether a server that fails on one prompt manages others: it answered some just now, or answers a plain one.
  /// Else it is the server that is broken, and no text is given up for that.
  private func isWell(since answers: Int, asked request: CompletionRequest) async -> Bool {
    if health.withLock({ $0.answers > answers }) { return true }
    let plain = CompletionRequest(prompt: "<s> Yes", replyTokens: 1, subject: request.subject)
    do {
      _ = try await model.complete(plain)
    } catch let refusal as ModelRefusal where refusal.reason == .noText {
      // One token is not enough for those that think first; it answers all the same.
    } catch {
      return false
    }
    health.withLock {
      $0.failingSince = nil
      $0.answers += 1
    }
    return true
  }

  /// - Throws: `RunError` where the server counts as gone.
  private func judge(_ fault: ServerFault) throws(RunError) {
    // One of several servers: the others do its work.
    if fault.othersAreWell { return }
    let now = clock.now
    let failing = health.withLock { health in
      let since = health.failingSince ?? now
      health.failingSince = since
      return max((now - since) / .seconds(1), fault.silence)
    }
    let isRefusing = fault.kind == .busy && health.withLock { $0.hasAnswered }
    guard failing >= (isRefusing ? patience.refusing : patience.gone) else { return }
    throw RunError(
      "\(place): no reply for \(Int(failing)) seconds: \(fault.detail)",
      remedy: Self.remedy(fault.kind))
  }

  /// - Throws: `RunError` where the server refuses whatever it is sent.
  private func judge(_ refusal: ModelRefusal) throws(RunError) {
    guard refusal.reason == .failed || refusal.reason == .noText else { return }
    let refusals = health.withLock { health in
      health.refusals += 1
      return health.hasAnswered ? 0 : health.refusals
    }
    guard refusals >= patience.refusals else { return }
    if refusal.reason == .noText {
      throw RunError(
        "\(place): says nothing to any prompt: \(refusal.detail)",
        remedy: "then start the same command with --overwrite, or in another folder")
    }
    throw RunError(
      "\(place): refuses every prompt: \(refusal.detail)",
      remedy: "check --synthesizer and --model")
  }

  static func remedy(_ kind: ServerFault.Kind) -> String {
    switch kind {
    case .unreachable:
      "start the server, or mend the URL; the same command goes on where this one stopped"
    case .busy:
      "wait until the server has loaded its model; the same command goes on where this one stopped"
    case .failed, .timedOut, .silent:
      "look at the server's log; the same command goes on where this one stopped"
    }
  }
}
