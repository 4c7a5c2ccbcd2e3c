import Didact
import DidactPrompting
import Synchronization
import Testing

@testable import DidactModels

@Suite struct ThrottleTests {
  /// Counts how many are in it at once.
  final class Counting: LanguageModel {
    let state = Mutex((now: 0, most: 0, order: [String]()))
    func complete(_ request: CompletionRequest) async throws -> Completion {
      state.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
        $0.order.append(request.prompt)
      }
      try await Task.sleep(for: .milliseconds(2))
      state.withLock { $0.now -= 1 }
      return Completion(text: "")
    }
  }

  @Test func neverMoreAtOnceThanAllowed() async throws {
    let counting = Counting()
    let throttle = Throttle(counting, limit: AdaptiveLimit(start: 4, ceiling: 4))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { _ = try await throttle.complete(Requests.request("\(number)")) }
      }
      try await group.waitForAll()
    }
    #expect(counting.state.withLock { $0.most } == 4)
    #expect(counting.state.withLock { $0.order.count } == 200)
    #expect(throttle.underWay == 0)
  }

  @Test func whoIsCancelledLeavesTheRow() async throws {
    let counting = Counting()
    let throttle = Throttle(counting, limit: AdaptiveLimit(start: 1, ceiling: 1))
    for _ in 0..<50 {
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<20 {
          group.addTask { _ = try? await throttle.complete(Requests.request("\(number)")) }
        }
        try? await Task.sleep(for: .milliseconds(1))
        group.cancelAll()
      }
    }
    #expect(throttle.underWay == 0)
    _ = try await throttle.complete(Requests.request("last"))
  }
}
