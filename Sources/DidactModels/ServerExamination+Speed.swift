import Didact
import DidactPrompting
import Foundation

/// How fast a server is at a few levels of concurrency, and whether its replies hold pairs.
extension ServerExamination {
  /// Levels looked at, as far as each brings more than the one before.
  private static let levels = [1, 4, 16, 64, 256]
  /// Seconds after which a level sends nothing more.
  private static let seconds = 4.0

  mutating func measure() async {
    var next = 0
    var (replies, holding, pairs) = (0, 0, 0)
    var cause: String?
    for level in Self.levels {
      let run = await speed(atOnce: level, from: &next)
      result.levels.append(run.level)
      for text in run.texts {
        let found = format.pairs(in: text).pairs.count
        replies += 1
        holding += found > 0 ? 1 : 0
        pairs += found
      }
      cause = cause ?? run.cause
      let before = result.levels.dropLast().map(\.rate).max() ?? 0
      if run.texts.isEmpty || run.level.rate < before * 1.1 { break }
    }
    let failed = result.levels.map(\.failed).reduce(0, +)
    guard replies > 0 else {
      return add(
        .wrong, "speed", "no prompt was answered: \(cause ?? "no reply in time")",
        remedy: "look at the server's log")
    }
    if failed > 0, let cause {
      add(
        .doubtful, "speed", "\(failed) of \(failed + replies) requests got no reply: \(cause)",
        remedy: "a run sends fewer at once until it does; look at the server's log if it never does"
      )
    }
    if holding * 2 < replies {
      add(
        .doubtful, "pairs",
        "\(holding) of \(replies) replies hold pairs in the form \(format.name)",
        remedy:
          "serve a model that was trained on this form, or choose the format that it was prompted for"
      )
    } else {
      add(.fine, "pairs", "\(holding) of \(replies) replies hold pairs, \(pairs) in all")
    }
  }

  private struct Run {
    var level: ModelExamination.Level
    var texts: [String] = []
    /// Why a request got no reply.
    var cause: String?
  }

  /// Keeps `atOnce` requests under way for a few seconds; no prompt twice while there are others.
  private func speed(atOnce: Int, from next: inout Int) async -> Run {
    var server = server
    server.patience = 120
    let clock = ContinuousClock()
    let began = clock.now
    var run = Run(level: .init(atOnce: atOnce, rate: 0, seconds: 0, failed: 0))
    var total = 0.0
    await withTaskGroup(of: (Double, Result<Completion, any Error>).self) { group in
      func send() {
        let request = prompts[next % prompts.count]
        next += 1
        group.addTask { [server] in
          let start = clock.now
          do {
            let reply = try await server.complete(request)
            return ((clock.now - start) / .seconds(1), .success(reply))
          } catch {
            return ((clock.now - start) / .seconds(1), .failure(error))
          }
        }
      }
      for _ in 0..<atOnce { send() }
      while let (seconds, reply) = await group.next() {
        switch reply {
        case .success(let completion):
          run.texts.append(completion.text)
          total += seconds
          if (clock.now - began) / .seconds(1) < Self.seconds { send() }
        case .failure(let error):
          run.level.failed += 1
          run.cause = run.cause ?? Self.words(error)
        }
      }
    }
    let seconds = (clock.now - began) / .seconds(1)
    run.level.rate = Double(run.texts.count) / max(seconds, 0.001)
    run.level.seconds = run.texts.isEmpty ? 0 : total / Double(run.texts.count)
    return run
  }
}
