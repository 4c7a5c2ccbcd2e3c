/// Why a request got no reply this time; sending it again may help.
struct ServerFault: Error, Sendable, Hashable {
  enum Kind: Sendable { case busy, failed, timedOut, unreachable }

  var kind: Kind
  /// One sentence in lower case, for the user.
  var detail: String
  /// Seconds after which the server wants to be asked again.
  var retryAfter: Double?

  init(_ kind: Kind, _ detail: String, retryAfter: Double? = nil) {
    self.kind = kind
    self.detail = detail
    self.retryAfter = retryAfter
  }
}
