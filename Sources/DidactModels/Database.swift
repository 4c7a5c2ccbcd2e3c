import CSQLite
import Didact

/// A connection to an SQLite file; one task at a time uses it.
///
/// `@unchecked Sendable`: SQLite is opened in its serialized mode, and ``RequestCache`` guards each connection by a
/// lock or a queue of its own.
final class Database: @unchecked Sendable {
  let path: String
  private let handle: OpaquePointer?

  /// Opens or makes the file.
  ///
  /// - Throws: `RunError` where it cannot be used.
  init(_ path: String) throws(RunError) {
    self.path = path
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    self.handle = handle
    guard code == SQLITE_OK else { throw failure() }
    sqlite3_busy_timeout(handle, 5_000)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that yield nothing.
  func execute(_ sql: String) throws(RunError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// The first number that a query yields.
  func integer(_ sql: String) throws(RunError) -> Int? {
    let statement = try Statement(sql, of: self)
    return try statement.step() ? statement.integer(0) : nil
  }

  /// Rows that the last statement changed.
  var changes: Int { Int(sqlite3_changes(handle)) }

  fileprivate func failure() -> RunError {
    let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
    return RunError(
      "\(path): the request cache cannot be used: \(message)",
      remedy: "make room or mend the file; without it every request is sent again")
  }

  /// A prepared statement.
  final class Statement {
    private let database: Database
    private var handle: OpaquePointer?

    init(_ sql: String, of database: Database) throws(RunError) {
      self.database = database
      let code = sqlite3_prepare_v3(
        database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
      guard code == SQLITE_OK else { throw database.failure() }
    }

    deinit { sqlite3_finalize(handle) }

    /// SQLite copies what is bound, so that it may go at once.
    private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    func bind(_ index: Int32, _ text: String) {
      var text = text
      text.withUTF8 { bytes in
        // An empty text has no address, and none would be bound as null.
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          if let base = bytes.baseAddress {
            _ = sqlite3_bind_text64(
              handle, index, base, UInt64(bytes.count), Self.copies, UInt8(SQLITE_UTF8))
          } else {
            _ = sqlite3_bind_text64(handle, index, "", 0, Self.copies, UInt8(SQLITE_UTF8))
          }
        }
      }
    }

    func bind(_ index: Int32, _ number: Int) { sqlite3_bind_int64(handle, index, Int64(number)) }

    /// Goes to the next row; false after the last.
    func step() throws(RunError) -> Bool {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: return true
      case SQLITE_DONE: return false
      default: throw database.failure()
      }
    }

    func reset() { sqlite3_reset(handle) }

    func text(_ column: Int32) -> String {
      guard let bytes = sqlite3_column_text(handle, column) else { return "" }
      let count = Int(sqlite3_column_bytes(handle, column))
      return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }
  }
}
