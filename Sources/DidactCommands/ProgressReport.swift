import Didact
import Foundation

/// Says on standard error how far a run is: in place on a terminal, a line every few seconds elsewhere.
final class ProgressReport {
  /// Bytes of the sources read so far.
  var bytes = 0
  private let total: Int
  private let quiet: Bool
  private let started = Date()
  private var last = Date()
  private var wroteInPlace = false

  init(total: Int, quiet: Bool) {
    self.total = total
    self.quiet = quiet
  }

  /// Takes the counts so far in.
  func report(_ tally: Tally) { report { text(tally, seconds: $0) } }

  /// Says what is being done before there is anything to count.
  func report(doing what: String) {
    report { seconds in
      let (share, rate, left) = position(seconds)
      return [share, what, rate, left].compactMap(\.self).joined(separator: ", ")
    }
  }

  private func report(_ text: (_ seconds: Double) -> String) {
    let interval = Terminal.isInteractive ? 0.2 : 5.0
    guard !quiet, Date().timeIntervalSince(last) >= interval else { return }
    last = Date()
    let line = text(last.timeIntervalSince(started))
    if Terminal.isInteractive {
      Terminal.sayInPlace(line)
      wroteInPlace = true
    } else {
      Terminal.say(line)
    }
  }

  /// Ends the line that was written over.
  func end() {
    if wroteInPlace { Terminal.sayInPlace("") }
  }

  private func text(_ tally: Tally, seconds: Double) -> String {
    let (share, rate, left) = position(seconds)
    let parts: [String?] = [
      share, "\(tally.documents) documents", rate, "\(tally.pairs.written) pairs",
      "\(tally.rejectedRecords) rejected", left,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// Share, speed and time left; the speed alone where the sources' size is not known.
  private func position(_ seconds: Double) -> (share: String?, rate: String, left: String?) {
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
