import Didact
import DidactPrompting
import Foundation
import Synchronization

/// Says on standard error how far a run is: in place on a terminal, a line every few seconds elsewhere.
final class ProgressReport: Sendable {
  private let total: Int
  private let quiet: Bool
  private let started = Date()
  private let state = Mutex(State())

  private struct State {
    var bytes = 0
    var last = Date()
    var wroteInPlace = false
    /// The counts so far; nil before there are any.
    var tally: Tally?
    var standing: ModelStanding?
  }

  init(total: Int, quiet: Bool) {
    self.total = total
    self.quiet = quiet
  }

  /// Bytes of the sources read so far.
  func read(bytes: Int) { state.withLock { $0.bytes = bytes } }

  /// Takes the counts so far in.
  func report(_ tally: Tally) {
    state.withLock { state in
      state.tally = tally
      say(&state) { text($0, seconds: $1) }
    }
  }

  /// Takes in what the run waits for: replies may be long in coming, and counts with them.
  func report(waiting standing: ModelStanding) {
    state.withLock { state in
      state.standing = standing
      say(&state) { text($0, seconds: $1) }
    }
  }

  /// Says what is being done before there is anything to count.
  func report(doing what: String) {
    state.withLock { state in
      say(&state) { state, seconds in
        let (share, rate, left) = position(state.bytes, seconds)
        return [share, what, rate, left].compactMap(\.self).joined(separator: ", ")
      }
    }
  }

  /// Says something on a line of its own.
  func say(_ notice: String) {
    guard !quiet else { return }
    state.withLock { Self.endLine(&$0) }
    Terminal.say("note: \(notice)")
  }

  /// Ends the line that was written over.
  func end() { state.withLock { Self.endLine(&$0) } }

  private static func endLine(_ state: inout State) {
    if state.wroteInPlace { Terminal.sayInPlace("") }
    state.wroteInPlace = false
  }

  private func say(_ state: inout State, _ text: (State, _ seconds: Double) -> String) {
    let interval = Terminal.isInteractive ? 0.2 : 5.0
    guard !quiet, Date().timeIntervalSince(state.last) >= interval else { return }
    state.last = Date()
    let line = text(state, state.last.timeIntervalSince(started))
    if Terminal.isInteractive {
      Terminal.sayInPlace(line)
      state.wroteInPlace = true
    } else {
      Terminal.say(line)
    }
  }

  private func text(_ state: State, seconds: Double) -> String {
    let (share, rate, left) = position(state.bytes, seconds)
    let tally = state.tally
    let waiting = state.standing.map(\.description) ?? ""
    let parts: [String?] = [
      share, "\(tally?.documents ?? 0) documents", rate, "\(tally?.pairs.written ?? 0) pairs",
      "\(tally?.rejectedRecords ?? 0) rejected", waiting.isEmpty ? nil : waiting,
      tally == nil ? nil : left,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// Share, speed and time left; the speed alone where the sources' size is not known.
  private func position(
    _ bytes: Int, _ seconds: Double
  ) -> (share: String?, rate: String, left: String?) {
    let rate = String(format: "%.1f MB/s", Double(bytes) / 1e6 / max(seconds, 0.001))
    guard total > 0, bytes > 0 else { return (nil, rate, nil) }
    let left = seconds * Double(max(0, total - bytes)) / Double(bytes)
    return ("\(min(100, 100 * bytes / total)) %", rate, "\(Self.clock(left)) left")
  }

  static func clock(_ seconds: Double) -> String {
    let seconds = Int(seconds.rounded())
    return seconds < 3_600
      ? String(format: "%d:%02d", seconds / 60, seconds % 60)
      : String(format: "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60)
  }
}

/// The closing lines of a run.
enum RunSummary {
  static func lines(_ tally: Tally, folder: String, seconds: Double) -> [String] {
    var lines = [
      "\(tally.records) records: \(tally.parsed) parsed\(reasons(tally.skipped, "skipped"))"
        + reasons(tally.rejected, "rejected"),
      "\(tally.documents) documents: \(tally.kept) kept\(reasons(tally.filtered, "filtered"))",
      "\(tally.texts) training texts of about \(tally.tokens) tokens with \(tally.pairs.written) pairs"
        + " in \(tally.categories.filter { $0.value.written > 0 }.count) categories",
    ]
    let unknown = tally.rights[Rights.unknown] ?? 0
    if unknown > 0 {
      lines.append(
        "the source states no rights for \(unknown) documents; --rights keeps what you name")
    }
    lines.append(
      String(format: "%.1f s; corpus in ", seconds)
        + "\(folder)/corpus/, manifest in \(folder)/manifest.json")
    return lines
  }

  /// `, 3 rejected (2 malformed-xml, 1 too-long)`.
  static func reasons(_ counts: [String: Int], _ what: String) -> String {
    guard !counts.isEmpty else { return "" }
    let total = counts.values.reduce(0, +)
    let list = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\($0.value) \($0.key)"
    }
    return ", \(total) \(what) (\(list.joined(separator: ", ")))"
  }
}
