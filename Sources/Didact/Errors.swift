/// Why one record is rejected: it costs that record, never the run.
public struct RecordError: Error, Sendable, Hashable {
  /// A short stable name, counted in the manifest: `malformed-xml`, `too-long`.
  public var reason: String
  /// One sentence in lower case: what is wrong. Never quotes the record's text.
  public var detail: String
  /// Byte offset inside the record where it is known.
  public var offset: Int?
  /// Line inside the record, from 1, where it is known.
  public var line: Int?

  public init(reason: String, detail: String, offset: Int? = nil, line: Int? = nil) {
    self.reason = reason
    self.detail = detail
    self.offset = offset
    self.line = line
  }
}

/// Why a run cannot start or go on: `path:line: what is wrong`, then what to do.
public struct RunError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, with its path.
  public var problem: String
  /// What to do about it.
  public var remedy: String

  public init(_ problem: String, remedy: String) {
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { remedy.isEmpty ? problem : problem + "; " + remedy }
}

/// One line of rejected/: what was rejected or filtered, at which stage and why.
public struct Rejection: Sendable {
  /// The stages at which something can be turned away.
  public enum Stage: String, Sendable { case open, cut, parse, keep, write }

  public var stage: Stage
  public var reason: String
  public var detail: String
  public var place: RecordPlace
  /// Key of the document, from stage `keep` on.
  public var document: String?

  public init(
    stage: Stage, reason: String, detail: String, place: RecordPlace, document: String? = nil
  ) {
    self.stage = stage
    self.reason = reason
    self.detail = detail
    self.place = place
    self.document = document
  }
}
