/// What `didact doctor` found out about a server: in the order of looking.
public struct ModelExamination: Sendable {
  /// One thing that was looked at.
  public struct Finding: Sendable, Hashable {
    /// How it is.
    public enum State: String, Sendable {
      case fine = "ok"
      case doubtful = "note"
      case wrong = "wrong"
    }

    public var state: State
    /// A word or two: `reachable`.
    public var subject: String
    /// One sentence in lower case.
    public var detail: String
    /// What to change, where it is not fine.
    public var remedy: String?

    public init(_ state: State, _ subject: String, _ detail: String, remedy: String? = nil) {
      self.state = state
      self.subject = subject
      self.detail = detail
      self.remedy = remedy
    }
  }

  /// How many replies come with so many requests under way.
  public struct Level: Sendable, Hashable {
    public var atOnce: Int
    /// Replies a second.
    public var rate: Double
    /// Seconds that one reply took, in the mean.
    public var seconds: Double
    /// Requests that got no reply.
    public var failed: Int

    public init(atOnce: Int, rate: Double, seconds: Double, failed: Int) {
      self.atOnce = atOnce
      self.rate = rate
      self.seconds = seconds
      self.failed = failed
    }
  }

  /// The server's address.
  public var place: String
  public var findings: [Finding] = []
  public var levels: [Level] = []

  public init(place: String) { self.place = place }

  /// Replies a second where most came.
  public var best: Double? { levels.map(\.rate).max().flatMap { $0 > 0 ? $0 : nil } }
}
