import Testing

@testable import DidactModels

/// The limit against servers that are made of numbers: replies come when these say so, and no time passes.
@Suite struct AdaptiveLimitTests {
  /// How a server takes requests.
  enum Server: Sendable {
    /// Answers after `seconds`, `places` at once; refuses more.
    case refusing(places: Int, seconds: Double)
    /// Answers after `seconds`, `places` at once; more wait.
    case queueing(places: Int, seconds: Double)
    /// Slower the more it works on, as batching does: `fixed` and `each` for every request beside.
    case batching(fixed: Double, each: Double)
  }

  struct Outcome {
    var share: Double
    var limit: Int
    var refused: Int
  }

  /// Sends requests for some seconds; returns replies as a share of what the server can give.
  func simulate(_ server: Server, seconds: Double, _ limit: AdaptiveLimit) -> Outcome {
    var limit = limit
    var now = 0.0
    var underWay: [(end: Double, start: Double)] = []
    var (replies, refused) = (0, 0)
    var retries: [Double] = []
    while now < seconds {
      retries.removeAll { $0 <= now }
      while underWay.count < limit.limit {
        switch server {
        case .refusing(let places, let time):
          limit.started(underWay: underWay.count + 1)
          if underWay.count >= places {
            limit.refused(underWay: underWay.count, now: now)
            refused += 1
          } else {
            underWay.append((now + time, now))
          }
        case .queueing(let places, let time):
          limit.started(underWay: underWay.count + 1)
          // In order of their ends: the last but `places` leaves its place.
          underWay.sort { $0.end < $1.end }
          let ahead = underWay.count >= places ? underWay[underWay.count - places].end : now
          underWay.append((max(now, ahead) + time, now))
        case .batching(let fixed, let each):
          limit.started(underWay: underWay.count + 1)
          underWay.append((now + fixed + each * Double(underWay.count), now))
        }
        if refused > 100_000 { break }
      }
      underWay.sort { $0.end < $1.end }
      let next = underWay.removeFirst()
      now = next.end
      replies += 1
      limit.replied(after: now - next.start, now: now)
    }
    let possible =
      switch server {
      case .refusing(let places, let time), .queueing(let places, let time):
        Double(places) / time * seconds
      case .batching(_, let each): seconds / each
      }
    return Outcome(share: Double(replies) / possible, limit: limit.limit, refused: refused)
  }

  @Test func fillsAServerThatRefusesMore() {
    let outcome = simulate(.refusing(places: 256, seconds: 0.2), seconds: 24, AdaptiveLimit())
    #expect(outcome.share > 0.97, "\(outcome)")
    #expect(outcome.refused < 2_000, "\(outcome)")
    #expect((240...300).contains(outcome.limit))
  }

  @Test func fillsAServerThatQueuesMore() {
    let outcome = simulate(.queueing(places: 256, seconds: 0.2), seconds: 24, AdaptiveLimit())
    #expect(outcome.share > 0.97, "\(outcome)")
    #expect(outcome.limit <= 450, "\(outcome)")
  }

  @Test(arguments: [1, 4, 16]) func doesNotDrownASmallServer(places: Int) {
    let outcome = simulate(
      .queueing(places: places, seconds: 0.5), seconds: 300, AdaptiveLimit())
    #expect(outcome.share > 0.9, "\(outcome)")
    #expect(outcome.limit <= max(32, places * 3), "\(outcome)")
  }

  @Test func goesOnWhereMoreBringsMore() {
    // Each further request costs 2 ms and shares a fixed second: the more the better, ever less so.
    let outcome = simulate(.batching(fixed: 1, each: 0.002), seconds: 300, AdaptiveLimit())
    #expect(outcome.limit >= 256, "\(outcome)")
  }

  @Test func shrinksWhenAQuarterFails() {
    var limit = AdaptiveLimit(start: 100)
    for number in 0..<100 {
      limit.started(underWay: 100)
      if number % 3 == 0 { limit.failed(now: 1) } else { limit.replied(after: 0.1, now: 1) }
    }
    #expect(limit.limit == 70)
  }

  @Test func aStormOfRefusalsLeavesOne() {
    var limit = AdaptiveLimit(start: 64)
    for round in 0..<40 {
      for _ in 0..<limit.limit { limit.refused(underWay: 0, now: Double(round)) }
      limit.failed(now: Double(round))
      for _ in 0..<limit.limit { limit.failed(now: Double(round)) }
    }
    #expect(limit.limit == 1)
  }
}
