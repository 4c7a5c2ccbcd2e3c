/// Why a request got no reply this time; sending it again may help.
struct ServerFault: Error, Sendable, Hashable {
  enum Kind: Sendable {
    case busy, failed, timedOut, unreachable
    /// It takes requests and gives nothing back, to nobody.
    case silent
  }

  var kind: Kind
  /// One sentence in lower case, for the user.
  var detail: String
  /// Seconds after which the server wants to be asked again.
  var retryAfter: Double?
  /// Seconds since any server answered anything, where that is what is wrong.
  var silence = 0.0
  /// Whether another server of the service answers: then this one alone is in trouble.
  var othersAreWell = false

  init(_ kind: Kind, _ detail: String, retryAfter: Double? = nil) {
    self.kind = kind
    self.detail = detail
    self.retryAfter = retryAfter
  }
}
