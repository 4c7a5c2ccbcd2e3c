import Didact
import DidactPrompting
import Foundation
import Synchronization
import Testing

@testable import DidactModels

@Suite struct RequestCacheTests {
  @Test func whatIsKeptIsThereAfterwards() async throws {
    let folder = try TemporaryFolder()
    let texts = ["", "a", "\u{0}x", "日本", String(repeating: "y", count: 100_000)]
    do {
      let cache = try RequestCache(folder: folder.path)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, text) in texts.enumerated() {
          group.addTask {
            let outcome = RequestCache.Outcome.replied(Completion(text: text))
            let kept = try await cache.keep(outcome, for: "\(number)")
            #expect(kept == outcome)
          }
        }
        try await group.waitForAll()
      }
      let refused = RequestCache.Outcome.refused(ModelRefusal(.tooLong, "it is"))
      #expect(try await cache.keep(refused, for: "r") == refused)
      #expect(try cache.outcome(of: "0") == .replied(Completion(text: "")))
    }
    let cache = try RequestCache(folder: folder.path)
    for (number, text) in texts.enumerated() {
      #expect(try cache.outcome(of: "\(number)") == .replied(Completion(text: text)))
    }
    #expect(try cache.outcome(of: "r") == .refused(ModelRefusal(.tooLong, "it is")))
    #expect(try cache.outcome(of: "none") == nil)
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: "\(folder.path)/requests.sqlite")[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  /// A server may answer one prompt in two ways; the first durable answer is everybody's.
  @Test func ofTwoRepliesTheFirstCounts() async throws {
    let folder = try TemporaryFolder()
    let cache = try RequestCache(folder: folder.path)
    async let one = cache.keep(.replied(Completion(text: "1")), for: "k")
    async let two = cache.keep(.replied(Completion(text: "2")), for: "k")
    let (first, second) = try await (one, two)
    #expect(first == second)
    #expect(try cache.outcome(of: "k") == first)
    #expect(try await cache.keep(.replied(Completion(text: "3")), for: "k") == first)
  }

  @Test func aDamagedFileIsTold() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("requests.sqlite", String(repeating: "no database ", count: 100))
    let error = #expect(throws: RunError.self) { try RequestCache(folder: folder.path) }
    #expect(error?.problem.contains("the request cache cannot be used") == true)
  }

  @Test func nothingIsAskedTwice() async throws {
    let folder = try TemporaryFolder()
    let asked = Mutex(0)
    let model = ScriptedModel { request in
      asked.withLock { $0 += 1 }
      if request.prompt == "long" { throw ModelRefusal(.tooLong, "") }
      return Completion(text: request.prompt)
    }
    for context in [["u", "m"], ["u", "m"], ["u", "n"], ["um", ""]] {
      let cached = CachedModel(
        model: model, cache: try RequestCache(folder: folder.path), context: context)
      #expect(try await cached.complete(Requests.request("p")).text == "p")
      await #expect(throws: ModelRefusal.self) {
        try await cached.complete(Requests.request("long"))
      }
    }
    #expect(asked.withLock { $0 } == 6)
  }

  @Test func faultsAreNotKept() async throws {
    let folder = try TemporaryFolder()
    let asked = Mutex(0)
    let cached = CachedModel(
      model: ScriptedModel { _ in
        if asked.withLock({ asked in
          asked += 1
          return asked == 1
        }) {
          throw RunError("gone", remedy: "")
        }
        return Completion(text: "x")
      }, cache: try RequestCache(folder: folder.path), context: [])
    await #expect(throws: RunError.self) { try await cached.complete(Requests.request()) }
    #expect(try await cached.complete(Requests.request()).text == "x")
  }
}
