import Didact
import DidactPrompting
import Synchronization

/// Sends prompts in lists, several in one request, where the server takes lists; singly where it does not.
///
/// A list is answered when its slowest reply is, so it serves those whose requests are counted or dear, not those who
/// want the most of a server. Which replies come does not depend on it: what a list leaves open is asked again singly.
final class PromptLists: LanguageModel {
  private let server: LanguageServer
  private let size: Int
  private let state = Mutex(State())

  /// Seconds that a prompt waits for others.
  static let delay = 0.005

  private struct State {
    var next = 0
    /// Prompts that no list was made of yet.
    var gathered: [(number: Int, request: CompletionRequest)] = []
    /// Those who wait for a reply.
    var waiting: [Int: CheckedContinuation<Completion, any Error>] = [:]
    /// Whether the server takes no lists.
    var isOff = false
    var faults = 0
  }

  /// - Parameter size: prompts in one request, at most.
  init(_ server: LanguageServer, size: Int) {
    self.server = server
    self.size = size
  }

  /// Whether prompts go singly, since the server takes no lists.
  var isOff: Bool { state.withLock { $0.isOff } }

  func complete(_ request: CompletionRequest) async throws -> Completion {
    let number = state.withLock { state -> Int? in
      guard !state.isOff else { return nil }
      state.next += 1
      return state.next
    }
    guard let number else { return try await server.complete(request) }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let gathered = state.withLock { state in
          state.waiting[number] = continuation
          state.gathered.append((number, request))
          return state.gathered.count
        }
        if Task.isCancelled { cancel(number) }
        if gathered >= size {
          sendGathered()
        } else if gathered == 1 {
          Task {
            try? await Task.sleep(for: .seconds(Self.delay))
            sendGathered()
          }
        }
      }
    } onCancel: {
      cancel(number)
    }
  }

  private func cancel(_ number: Int) {
    let continuation = state.withLock { state in
      state.gathered.removeAll { $0.number == number }
      return state.waiting.removeValue(forKey: number)
    }
    continuation?.resume(throwing: CancellationError())
  }

  private func sendGathered() {
    let list = state.withLock { state in
      defer { state.gathered = [] }
      return state.gathered
    }
    guard let first = list.first else { return }
    // A list has one number of tokens for all its replies.
    let alike = list.filter { $0.request.replyTokens == first.request.replyTokens }
    let others = list.filter { $0.request.replyTokens != first.request.replyTokens }
    if alike.count > 1 { Task { await send(alike) } } else { sendSingly(alike) }
    sendSingly(others)
  }

  private func send(_ list: [(number: Int, request: CompletionRequest)]) async {
    do {
      let replies = try await server.completions(of: list.map(\.request))
      let open = zip(list, replies).filter { $1 == nil }.map(\.0)
      for (entry, reply) in zip(list, replies) {
        if let reply { resume(entry.number, .success(reply)) }
      }
      // Some take a list and answer its first prompt alone.
      learn(isRefused: open.count >= list.count - 1)
      sendSingly(open)
    } catch let refusal as ModelRefusal {
      // One prompt that is too long is refused with the whole list.
      learn(isRefused: refusal.reason == .failed)
      sendSingly(list)
    } catch let fault as ServerFault where fault.kind == .failed {
      learn(isRefused: false, isFault: true)
      sendSingly(list)
    } catch {
      for entry in list { resume(entry.number, .failure(error)) }
    }
  }

  /// Some fail on lists instead of refusing them.
  private func learn(isRefused: Bool, isFault: Bool = false) {
    state.withLock { state in
      state.faults = isFault ? state.faults + 1 : 0
      if isRefused || state.faults >= 3 { state.isOff = true }
    }
  }

  private func sendSingly(_ list: [(number: Int, request: CompletionRequest)]) {
    for entry in list {
      Task {
        do {
          resume(entry.number, .success(try await server.complete(entry.request)))
        } catch {
          resume(entry.number, .failure(error))
        }
      }
    }
  }

  private func resume(_ number: Int, _ result: Result<Completion, any Error>) {
    state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(with: result)
  }
}
