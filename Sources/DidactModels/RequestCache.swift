import Didact
import DidactPrompting
import Dispatch
import Foundation
import Synchronization

/// Replies that are durable: what stands here is never asked for again, whatever becomes of the process.
///
/// Replies are gathered for at most ``delay`` and made durable together (one sync for many); whoever hands one in
/// waits until its is. Reading goes over a connection of its own, so nobody waits for a sync who only looks.
final class RequestCache: Sendable {
  /// What became of a request.
  enum Outcome: Sendable, Equatable {
    case replied(Completion)
    case refused(ModelRefusal)
  }

  /// Seconds that a reply waits for others before it is made durable.
  static let delay = 0.02

  private let reader: Mutex<Reader>
  private let writer: Writer
  private let queue = DispatchQueue(label: "request cache")

  private struct Reader: ~Copyable {
    let database: Database
    let select: Database.Statement
  }

  /// The writing side, used on the queue alone but for the pending entries, which have a lock.
  private final class Writer: @unchecked Sendable {
    let database: Database
    let insert: Database.Statement
    let select: Database.Statement
    let pending = Mutex<[Pending]>([])

    init(_ database: Database) throws(RunError) {
      self.database = database
      insert = try Database.Statement(
        "INSERT OR IGNORE INTO replies(key, refusal, text) VALUES (?, ?, ?)", of: database)
      select = try Database.Statement(RequestCache.query, of: database)
    }
  }

  private struct Pending: Sendable {
    var key: String
    var outcome: Outcome
    var done: CheckedContinuation<Outcome, any Error>
  }

  /// Opens the cache of a run.
  ///
  /// - Parameter folder: the run's private folder.
  init(folder: String) throws(RunError) {
    let path = "\(folder)/requests.sqlite"
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    let database = try Database(path)
    try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    let version = try database.integer("PRAGMA user_version") ?? 0
    guard version <= Self.version else {
      throw RunError(
        "\(path): was written by a later version of didact",
        remedy: "use that one, or remove the file")
    }
    try database.execute(
      """
      CREATE TABLE IF NOT EXISTS replies(
        number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, refusal TEXT NOT NULL, text TEXT NOT NULL);
      PRAGMA user_version = \(Self.version);
      """)
    writer = try Writer(database)
    let reading = try Database(path)
    reader = Mutex(
      Reader(database: reading, select: try Database.Statement(Self.query, of: reading)))
  }

  private static let version = 1
  private static let query = "SELECT refusal, text FROM replies WHERE key = ?"

  /// What a request came to, if it did.
  func outcome(of key: String) throws(RunError) -> Outcome? {
    try reader.withLock { reader throws(RunError) in try Self.find(key, with: reader.select) }
  }

  private static func find(
    _ key: String, with select: Database.Statement
  ) throws(RunError) -> Outcome? {
    select.bind(1, key)
    defer { select.reset() }
    guard try select.step() else { return nil }
    let (reason, text) = (select.text(0), select.text(1))
    if reason.isEmpty { return .replied(Completion(text: text)) }
    return .refused(ModelRefusal(ModelRefusal.Reason(rawValue: reason) ?? .failed, text))
  }

  /// Makes an outcome durable.
  ///
  /// - Returns: what is durable: of two for one key the first.
  func keep(_ outcome: Outcome, for key: String) async throws -> Outcome {
    try await withCheckedThrowingContinuation { done in
      let isFirst = writer.pending.withLock { pending in
        pending.append(Pending(key: key, outcome: outcome, done: done))
        return pending.count == 1
      }
      if isFirst {
        queue.asyncAfter(deadline: .now() + Self.delay) { [writer] in Self.flush(writer) }
      }
    }
  }

  private static func flush(_ writer: Writer) {
    let entries = writer.pending.withLock { pending in
      defer { pending = [] }
      return pending
    }
    var outcomes: [Outcome] = []
    do throws(RunError) {
      try writer.database.execute("BEGIN IMMEDIATE")
      for entry in entries { outcomes.append(try write(entry, writer)) }
      try writer.database.execute("COMMIT")
    } catch {
      try? writer.database.execute("ROLLBACK")
      for entry in entries { entry.done.resume(throwing: error) }
      return
    }
    for (entry, outcome) in zip(entries, outcomes) { entry.done.resume(returning: outcome) }
  }

  private static func write(_ entry: Pending, _ writer: Writer) throws(RunError) -> Outcome {
    let (reason, text) =
      switch entry.outcome {
      case .replied(let completion): ("", completion.text)
      case .refused(let refusal): (refusal.reason.rawValue, refusal.detail)
      }
    writer.insert.bind(1, entry.key)
    writer.insert.bind(2, reason)
    writer.insert.bind(3, text)
    defer { writer.insert.reset() }
    _ = try writer.insert.step()
    if writer.database.changes > 0 { return entry.outcome }
    return try find(entry.key, with: writer.select) ?? entry.outcome
  }
}
