/// How many requests may be under way at once: found by what the server does with them.
///
/// It triples while that brings more replies a second. Then it climbs by a little after every round, and falls by a
/// share where replies take much longer than the quickest did: where that costs replies, it goes back and stays for a
/// while; where it does not, they had only queued. It also falls when the server refuses or fails. A pure value; the
/// clock is the caller's.
struct AdaptiveLimit {
  /// Requests that may be under way.
  private(set) var limit: Int
  let ceiling: Int

  private enum Phase { case starting, steady }
  private var phase = Phase.starting
  private var round = Round(start: 0, size: 1)
  /// Replies a second, and the limit, of the last full round.
  private var last: (rate: Double, limit: Int)?
  /// The shortest time of a reply so far.
  private var quickest = Double.infinity
  /// Rounds in which no decrease is tried, since one has cost replies.
  private var hold = 0

  /// As many replies as were allowed at once: about the time that one takes.
  private struct Round {
    var start: Double
    var size: Int
    var replies = 0
    var faults = 0
    var seconds = 0.0
    /// Whether the limit was ever reached: it says nothing otherwise.
    var wasFull = false
    /// Whether the server refused some, and the limit below which it does not fall for that.
    var hasShrunk = false
    var least = 1
  }

  init(start: Int = 32, ceiling: Int = 512) {
    limit = min(start, ceiling)
    self.ceiling = ceiling
    round.size = limit
  }

  /// A request has started; `underWay` counts it.
  mutating func started(underWay: Int) {
    if underWay >= limit { round.wasFull = true }
  }

  /// A reply has come.
  mutating func replied(after seconds: Double, now: Double) {
    round.replies += 1
    round.seconds += seconds
    quickest = min(quickest, seconds)
    if round.replies + round.faults >= round.size { endRound(now) }
  }

  /// The server has refused to take more; `underWay` are those that it still works on.
  mutating func refused(underWay: Int, now: Double) {
    phase = .steady
    // What it still works on is what it can take. Half of what was allowed is the least: refusals may be few.
    if !round.hasShrunk {
      round.hasShrunk = true
      round.least = max(1, limit / 2)
    }
    limit = max(round.least, min(limit, underWay))
  }

  /// A request has failed or timed out.
  mutating func failed(now: Double) {
    round.faults += 1
    if round.replies + round.faults >= round.size { endRound(now) }
  }

  private mutating func endRound(_ now: Double) {
    let ended = round
    defer { round = Round(start: now, size: limit) }
    if ended.faults * 4 > ended.replies + ended.faults {
      phase = .steady
      limit = max(1, limit * 7 / 10)
      last = nil
      return
    }
    if ended.hasShrunk { hold = 8 }
    guard ended.wasFull, !ended.hasShrunk, ended.replies > 0, now > ended.start else { return }
    let rate = Double(ended.replies) / (now - ended.start)
    let mean = ended.seconds / Double(ended.replies)
    let before = last
    last = (rate, limit)
    switch phase {
    case .starting:
      if let before, rate < before.rate * 1.15 {
        phase = .steady
        limit = min(ceiling, before.limit + before.limit / 4)
      } else {
        limit = min(ceiling, limit * 3)
      }
    case .steady:
      if let before, before.limit > limit, rate < before.rate * 0.95 {
        limit = min(ceiling, before.limit)
        hold = 20
      } else if hold > 0 {
        hold -= 1
      } else if mean > quickest * 1.6 {
        limit = max(1, limit * 17 / 20)
      } else {
        limit = min(ceiling, limit + max(1, limit / 32))
      }
    }
  }
}
