import DidactPrompting

/// How one server stands: what it takes, how it answers, whether it is asked. A pure value; the clock is the caller's.
struct ServerStanding: Sendable {
  enum Condition: Sendable { case open, resting, retired }

  /// When silence is looked into, in seconds.
  struct Patience: Sendable {
    /// Silence after which a server is asked whether it lives; that many of the slowest reply where it is longer.
    var quiet = 8.0
    var quietReplies = 3.0
    /// The same before its first reply: models warm up.
    var quietAtFirst = 60.0
    /// Silence that a server which lives may keep; that many of the slowest reply where it is longer.
    var silence = 300.0
    var silenceReplies = 10.0
    /// Time that one request may take while others are answered; that many of the slowest reply where it is longer.
    var straggler = 60.0
    var stragglerReplies = 5.0
    /// The first rest of a server that fails; each further one is twice as long, up to 30.
    var rest = 1.0
    /// Between two looks.
    var tick = 1.0
  }

  let weight: Int
  var condition = Condition.open
  var underWay = 0
  /// Faults since the last answer.
  private(set) var faultsInRow = 0
  private(set) var rests = 0
  /// When a resting server is looked at again, and a silent one again asked whether it lives.
  var nextLook = 0.0
  /// Times in a row that it was asked in vain whether it lives.
  var looksInVain = 0
  /// Why requests were given up; each is taken out when its request ends.
  private(set) var givenUp: [Int: ServerFault] = [:]
  private(set) var limit: AdaptiveLimit
  /// When it last answered, or was first asked after it had.
  private(set) var lastSign = 0.0
  private(set) var slowest = 0.0
  private var requests: [Int: (task: Task<Completion, any Error>, began: Double)] = [:]
  private var next = 0

  init(_ limit: AdaptiveLimit, weight: Int) {
    self.limit = limit
    self.weight = weight
  }

  var hasRoom: Bool { condition == .open && underWay < limit.limit }

  /// A request takes a place.
  mutating func enter() {
    underWay += 1
    limit.started(underWay: underWay)
  }

  /// A request is on its way.
  ///
  /// - Returns: its number.
  mutating func begin(_ task: Task<Completion, any Error>, now: Double) -> Int {
    if requests.isEmpty, faultsInRow == 0 { lastSign = now }
    requests[next] = (task, now)
    next += 1
    return next - 1
  }

  /// A request has left.
  mutating func end(_ number: Int) {
    requests[number] = nil
    givenUp[number] = nil
    underWay -= 1
  }

  mutating func replied(after seconds: Double, now: Double) {
    slowest = max(slowest, seconds)
    answered(now: now)
    limit.replied(after: seconds, now: now)
  }

  /// It has answered something.
  mutating func answered(now: Double) {
    lastSign = now
    faultsInRow = 0
    looksInVain = 0
    rests = 0
  }

  mutating func failed(_ kind: ServerFault.Kind, now: Double) {
    faultsInRow += 1
    if kind == .busy {
      limit.refused(underWay: underWay, now: now)
    } else {
      limit.failed(now: now)
    }
  }

  /// Whether it should rest after this fault.
  func isTroubled(by kind: ServerFault.Kind) -> Bool {
    switch kind {
    case .unreachable, .silent: true
    case .failed, .timedOut: faultsInRow >= 5
    case .busy: faultsInRow >= 50
    }
  }

  mutating func rest(now: Double, _ patience: Patience) {
    condition = .resting
    nextLook = now + min(30, patience.rest * Double(1 << min(rests, 6)))
    rests += 1
  }

  /// It is asked again; one that was retired stays so.
  mutating func wake() {
    guard condition == .resting else { return }
    condition = .open
    faultsInRow = 0
    looksInVain = 0
  }

  /// Seconds without any sign, where a sign is due.
  func silence(now: Double) -> Double { requests.isEmpty ? 0 : now - lastSign }

  /// Whether it is time to ask whether it lives.
  func isToBeLookedAt(now: Double, _ patience: Patience) -> Bool {
    switch condition {
    case .retired: return false
    case .resting: return now >= nextLook
    case .open:
      let quiet =
        slowest > 0 ? max(patience.quiet, patience.quietReplies * slowest) : patience.quietAtFirst
      return now >= nextLook && silence(now: now) > quiet
    }
  }

  /// Whether it has been silent too long even for one that lives.
  func isStuck(now: Double, _ patience: Patience) -> Bool {
    silence(now: now) > max(patience.silence, patience.silenceReplies * slowest)
  }

  /// Gives up all requests.
  mutating func giveUp(_ fault: ServerFault) {
    for (number, request) in requests {
      givenUp[number] = fault
      request.task.cancel()
    }
  }

  /// Gives up requests that wait in vain while others are answered.
  mutating func giveUpStragglers(_ patience: Patience) {
    guard slowest > 0 else { return }
    let longest = max(patience.straggler, patience.stragglerReplies * slowest)
    for (number, request) in requests where lastSign - request.began > longest {
      guard givenUp[number] == nil else { continue }
      givenUp[number] = ServerFault(
        .timedOut, "no answer for \(Int(longest)) seconds, while others were answered")
      request.task.cancel()
    }
  }
}
