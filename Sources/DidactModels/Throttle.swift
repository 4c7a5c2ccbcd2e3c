import Didact
import DidactPrompting
import Synchronization

/// Lets as many requests through at once as the server takes; the others wait in order of arrival.
final class Throttle: LanguageModel {
  private let model: any LanguageModel
  private let state: Mutex<State>
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  private struct State {
    var limit: AdaptiveLimit
    var underWay = 0
    var waiting: OrderedWaiters = OrderedWaiters()
  }

  init(_ model: any LanguageModel, limit: AdaptiveLimit = AdaptiveLimit()) {
    self.model = model
    state = Mutex(State(limit: limit))
    start = clock.now
  }

  /// Requests under way now.
  var underWay: Int { state.withLock { $0.underWay } }

  func complete(_ request: CompletionRequest) async throws -> Completion {
    try await enter()
    let began = now
    do {
      let completion = try await model.complete(request)
      leave { $0.replied(after: $2 - began, now: $2) }
      return completion
    } catch let fault as ServerFault {
      leave { limit, underWay, now in
        fault.kind == .busy
          ? limit.refused(underWay: underWay, now: now) : limit.failed(now: now)
      }
      throw fault
    } catch {
      leave { _, _, _ in }
      throw error
    }
  }

  private var now: Double { (clock.now - start) / .seconds(1) }

  /// Waits for a free place.
  private func enter() async throws {
    try Task.checkCancellation()
    let place = state.withLock { state -> Int? in
      guard state.underWay >= state.limit.limit || !state.waiting.isEmpty else {
        state.underWay += 1
        state.limit.started(underWay: state.underWay)
        return nil
      }
      return state.waiting.reserve()
    }
    guard let place else { return }
    try await withTaskCancellationHandler {
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
  private func leave(_ learn: (inout AdaptiveLimit, Int, Double) -> Void) {
    let now = now
    let admitted = state.withLock { state in
      state.underWay -= 1
      learn(&state.limit, state.underWay, now)
      var admitted: [CheckedContinuation<Void, any Error>] = []
      while state.underWay < state.limit.limit, let next = state.waiting.next() {
        state.underWay += 1
        state.limit.started(underWay: state.underWay)
        if case .waiting(let continuation) = next { admitted.append(continuation) }
      }
      return admitted
    }
    for continuation in admitted { continuation.resume() }
  }
}

/// Those who wait, in order. A place is reserved first and waited at a moment later, and a task may be cancelled at
/// any moment between.
struct OrderedWaiters {
  /// Who stands at a place.
  enum Waiter {
    /// Reserved, not yet waiting.
    case reserved
    case waiting(CheckedContinuation<Void, any Error>)
    /// Let in before it waited.
    case admitted
    case cancelled
  }

  private var places: [Int: Waiter] = [:]
  private var first = 0
  private var end = 0

  /// Whether nobody waits to be let in.
  var isEmpty: Bool { first == end }

  mutating func reserve() -> Int {
    places[end] = .reserved
    end += 1
    return end - 1
  }

  /// Waits, or learns at once that there is nothing to wait for.
  mutating func wait(
    at place: Int, _ continuation: CheckedContinuation<Void, any Error>
  ) -> Result<Void, any Error>? {
    switch places[place] {
    case .reserved:
      places[place] = .waiting(continuation)
      return nil
    case .cancelled:
      // Its number is passed over when its turn comes.
      return .failure(CancellationError())
    case .admitted, .waiting, nil:
      places[place] = nil
      return .success(())
    }
  }

  /// Takes one out of the row; whoever was let in already stays let in.
  mutating func cancel(_ place: Int) -> CheckedContinuation<Void, any Error>? {
    switch places[place] {
    case .waiting(let continuation):
      places[place] = .cancelled
      return continuation
    case .reserved:
      places[place] = .cancelled
      return nil
    case .admitted, .cancelled, nil: return nil
    }
  }

  /// The next in the row, who is let in.
  mutating func next() -> Waiter? {
    while first < end {
      defer { first += 1 }
      switch places[first] {
      case .waiting(let continuation):
        places[first] = nil
        return .waiting(continuation)
      case .reserved:
        places[first] = .admitted
        return .reserved
      case .cancelled, .admitted, nil: places[first] = nil
      }
    }
    return nil
  }
}
