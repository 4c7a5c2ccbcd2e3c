/// How a model's requests stand: what a run waits for.
public struct ModelStanding: Sendable, Hashable {
  /// Where they are sent: a server's address, or how many servers are asked.
  public var place: String
  /// Requests that no reply has come for.
  public var underWay: Int
  /// Requests that may be under way at once, as found out so far.
  public var limit: Int
  /// Requests that were sent again, so far.
  public var retried: Int
  /// Seconds since the last sign of life, while something is waited for.
  public var silence: Double

  public init(place: String, underWay: Int, limit: Int, retried: Int = 0, silence: Double = 0) {
    self.place = place
    self.underWay = underWay
    self.limit = limit
    self.retried = retried
    self.silence = silence
  }
}

extension ModelStanding: CustomStringConvertible {
  /// `waiting for 64 requests at http://127.0.0.1:8000, 12 retried, limit 48`; nothing of what is nothing.
  public var description: String {
    guard underWay > 0 else { return retried > 0 ? "\(retried) retried" : "" }
    let requests = underWay == 1 ? "1 request" : "\(underWay) requests"
    var text = "waiting for \(requests) at \(place)"
    if retried > 0 { text += ", \(retried) retried" }
    text += ", limit \(limit)"
    if silence >= 10 { text += ", no reply for \(Int(silence)) s" }
    return text
  }
}
