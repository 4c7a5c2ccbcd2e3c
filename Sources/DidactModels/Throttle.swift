import Didact
import DidactPrompting
import Synchronization

/// Lets as many requests through at once as the servers take; the others wait in order of arrival, and whichever
/// server has room takes the next.
///
/// A server that fails rests while another one is left, and is looked at again after a while; the last one never
/// rests, and ``Retry`` judges it. One that hangs is noticed by ``watch()``.
final class Throttle: LanguageModel {
  /// A server as it is asked.
  struct Server: Sendable {
    var name: String
    var model: any LanguageModel
    var weight = 1
    var limit = AdaptiveLimit()
    /// Whether it answers anything at all.
    ///
    /// Throws `RunError` where it is not the server that it was.
    var isAlive: @Sendable () async throws -> Bool = { true }
    /// Whether it did not answer at the start.
    var isAway = false
  }

  let servers: [Server]
  let patience: ServerStanding.Patience
  let state: Mutex<State>
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  struct State {
    var standings: [ServerStanding]
    var waiting = OrderedWaiters()
    /// What happened to servers and was not told yet.
    var notices: [String] = []
  }

  init(_ servers: [Server], patience: ServerStanding.Patience = .init()) {
    self.servers = servers
    self.patience = patience
    state = Mutex(
      State(
        standings: servers.map { server in
          var standing = ServerStanding(server.limit, weight: server.weight)
          if server.isAway { standing.rest(now: 0, patience) }
          return standing
        }))
    start = clock.now
  }

  /// One model, whatever is behind it.
  convenience init(_ model: any LanguageModel, limit: AdaptiveLimit = AdaptiveLimit()) {
    self.init([Server(name: "the model", model: model, limit: limit)])
  }

  /// Requests under way now.
  var underWay: Int { state.withLock { $0.standings.reduce(0) { $0 + $1.underWay } } }
  /// Seconds since the start.
  var now: Double { (clock.now - start) / .seconds(1) }

  func complete(_ request: CompletionRequest) async throws -> Completion {
    let index = try await enter()
    let began = now
    let model = servers[index].model
    // A task of its own, so that it can be given up while whoever waits for it goes on.
    let task = Task { try await model.complete(request) }
    let number = state.withLock { $0.standings[index].begin(task, now: began) }
    do {
      let completion = try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
      leave(index, number) { $0.replied(after: $1 - began, now: $1) }
      return completion
    } catch let refusal as ModelRefusal {
      leave(index, number) { $0.answered(now: $1) }
      throw refusal
    } catch let fault as ServerFault {
      throw leave(index, number, fault)
    } catch let error as RunError {
      throw retire(index, number, error)
    } catch {
      // Given up by the watch, unless whoever waited has gone.
      guard error is CancellationError, !Task.isCancelled else {
        leave(index, number) { _, _ in }
        throw error
      }
      throw leave(
        index, number,
        state.withLock { $0.standings[index].givenUp[number] }
          ?? ServerFault(.failed, "the request was given up"))
    }
  }

  /// Waits for a server with room.
  private func enter() async throws -> Int {
    try Task.checkCancellation()
    let (free, place) = state.withLock { state -> (Int?, Int) in
      if state.waiting.isEmpty, let free = state.enter() { return (free, 0) }
      return (nil, state.waiting.reserve())
    }
    if let free { return free }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result = state.withLock { $0.waiting.wait(at: place, continuation) }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      let continuation = state.withLock { $0.waiting.cancel(place) }
      continuation?.resume(throwing: CancellationError())
    }
  }

  /// Gives the place back and lets in those that now may enter.
  private func leave(
    _ index: Int, _ number: Int, _ learn: (inout ServerStanding, Double) -> Void
  ) {
    let now = now
    change { state in
      state.standings[index].end(number)
      learn(&state.standings[index], now)
    }
  }

  /// Learns from a fault; what is thrown says how the other servers are.
  private func leave(_ index: Int, _ number: Int, _ fault: ServerFault) -> ServerFault {
    let now = now
    var fault = fault
    change { state in
      state.standings[index].end(number)
      state.standings[index].failed(fault.kind, now: now)
      if state.standings[index].isTroubled(by: fault.kind), state.hasOthers(than: index) {
        state.rest(index, name: servers[index].name, for: fault.detail, now, patience)
      }
      fault.othersAreWell = state.othersAreWell(than: index)
    }
    return fault
  }

  /// A server that no request would ever get an answer from; the run ends with the last one.
  private func retire(_ index: Int, _ number: Int?, _ error: RunError) -> any Error {
    var isLast = false
    change { state in
      if let number { state.standings[index].end(number) }
      isLast = state.retire(index, for: error)
    }
    guard !isLast else { return error }
    var fault = ServerFault(.unreachable, error.problem)
    fault.othersAreWell = true
    return fault
  }

  /// Changes how servers stand, and lets in those that may enter then.
  func change(_ body: (inout State) -> Void) {
    let admitted = state.withLock { state in
      body(&state)
      var admitted: [(CheckedContinuation<Int, any Error>, Int)] = []
      while !state.waiting.isEmpty, let free = state.enter() {
        switch state.waiting.admit(to: free) {
        case .waiting(let continuation)?: admitted.append((continuation, free))
        case .reserved?: break
        default: state.standings[free].underWay -= 1
        }
      }
      return admitted
    }
    for (continuation, server) in admitted { continuation.resume(returning: server) }
  }

  /// The watch has found that a server is another one by now.
  func retire(_ index: Int, _ error: RunError) { _ = retire(index, nil, error) }
}

extension Throttle.State {
  /// Takes a place at the server that has room and least to do for its weight.
  mutating func enter() -> Int? {
    var best: Int?
    for (index, standing) in standings.enumerated() where standing.hasRoom {
      guard let other = best.map({ standings[$0] }) else {
        best = index
        continue
      }
      if standing.underWay * other.weight < other.underWay * standing.weight { best = index }
    }
    if let best { standings[best].enter() }
    return best
  }

  /// Whether another server is asked as well.
  func hasOthers(than index: Int) -> Bool {
    standings.indices.contains { $0 != index && standings[$0].condition == .open }
  }

  /// Whether another server answers.
  func othersAreWell(than index: Int) -> Bool {
    standings.indices.contains {
      $0 != index && standings[$0].condition == .open && standings[$0].faultsInRow == 0
    }
  }

  mutating func rest(
    _ index: Int, name: String, for cause: String, _ now: Double,
    _ patience: ServerStanding.Patience
  ) {
    guard standings[index].condition == .open else { return }
    if standings[index].rests == 0 {
      notices.append("\(name): \(cause); its requests go to the other servers until it answers")
    }
    standings[index].rest(now: now, patience)
  }

  /// - Returns: whether it was the last.
  mutating func retire(_ index: Int, for error: RunError) -> Bool {
    let isNew = standings[index].condition != .retired
    standings[index].condition = .retired
    guard standings.contains(where: { $0.condition != .retired }) else { return true }
    if isNew { notices.append("\(error.problem); it is left out; \(error.remedy)") }
    if !standings.contains(where: { $0.condition == .open }) {
      // Rather one that may answer again than none.
      for other in standings.indices { standings[other].wake() }
    }
    return false
  }
}
