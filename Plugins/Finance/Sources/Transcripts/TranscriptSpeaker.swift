import Didact

/// Who speaks, as a transcript's line says: `Ann Clerk -- Salt Stores Inc -- Chief Executive Officer`.
struct TranscriptSpeaker: Equatable {
  var name: String
  var role = ""
  var affiliation = ""
  var side = Side.unknown

  /// For whom a person speaks.
  enum Side: String {
    case `operator`, company, analyst, unknown
  }

  /// Whether the name is the operator's or the moderator's.
  static func isOperator(_ name: String) -> Bool {
    ["operator", "moderator", "conference operator", "coordinator", "conference facilitator"]
      .contains(name.lowercased())
  }

  /// Whether all that was known of who speaks is a voice: `Man`, `Unidentified Participant`.
  static func isVoice(_ name: String) -> Bool {
    let words = name.lowercased().split(separator: " ")
    guard let first = words.first, words.count <= 3 else { return false }
    return ["unidentified", "unknown"].contains(first)
      || words.count == 1 && ["man", "woman", "male", "female"].contains(first)
  }

  init(name: String, role: String = "", affiliation: String = "", side: Side = .unknown) {
    self.name = name
    self.role = role
    self.affiliation = affiliation
    self.side = side
    if Self.isOperator(name) {
      self.side = .operator
    } else if side == .unknown, role.lowercased().contains("analyst") {
      self.side = .analyst
    }
  }

  /// Of `name`, then a firm, a role or both, set apart by dashes; nil where the first of them is no name.
  ///
  /// - Parameter isListed: whether the line stands in a list of participants, where a single dash is enough.
  init?(_ line: [UInt8], isListed: Bool) {
    var parts = Self.parts(line, at: ["--", "–", "—"])
    if parts.count == 1, isListed { parts = Self.parts(line, at: ["-"]) }
    guard parts.count > 1 || isListed, parts.count <= 4, let name = parts.first,
      Self.isName(Array(name.utf8)) || Self.isVoice(name)
    else { return nil }
    let last = parts.count > 1 ? parts[parts.count - 1] : ""
    switch parts.count {
    case 1: self.init(name: name)
    case 2: self.init(name: name, role: last)
    default:
      self.init(
        name: name, role: last, affiliation: parts[1..<(parts.count - 1)].joined(separator: ", "))
    }
  }

  /// Two to six words, all of them capitalised but particles; or a role that speaks (`Unidentified Analyst`).
  static func isName(_ bytes: [UInt8]) -> Bool {
    let ends = bytes.suffix(4)
    let endsInStop = bytes.last == UInt8(ascii: ".") || bytes.last == UInt8(ascii: ",")
    guard (3...60).contains(bytes.count), !bytes.contains(where: UTF8Bytes.isDigit),
      !endsInStop || ends.elementsEqual(" Jr.".utf8) || ends.elementsEqual(" Sr.".utf8)
    else { return false }
    let words = bytes.split(whereSeparator: UTF8Bytes.isBlank)
    guard (1...6).contains(words.count) else { return false }
    if words.count == 1 { return isOperator(String(decoding: bytes, as: UTF8.self)) }
    return words.allSatisfy { word in
      let first = word.drop { "(\"'".utf8.contains($0) }.first ?? 0
      return UTF8Bytes.isUpper(first) || first >= 0x80
        || ["de", "van", "von", "der", "den", "del", "la", "di", "da", "du", "bin", "el", "al"]
          .contains(String(decoding: word, as: UTF8.self))
    }
  }

  /// `Salt Stores Inc - CEO` as firm and role; firms have dashes of their own, so the role comes after the last.
  static func firmAndRole(_ text: String) -> (firm: String, role: String) {
    let bytes = Array(text.utf8)
    var index = bytes.count - 3
    while index >= 0 {
      if bytes[index...].starts(with: " - ".utf8) {
        return (
          UTF8Bytes.trimmed(String(decoding: bytes[..<index], as: UTF8.self)),
          UTF8Bytes.trimmed(String(decoding: bytes[(index + 3)...], as: UTF8.self))
        )
      }
      index -= 1
    }
    return (text, "")
  }

  /// The stretches between dashes that stand between blanks.
  private static func parts(_ line: [UInt8], at dashes: [String]) -> [String] {
    var parts: [[UInt8]] = [[]]
    for word in line.split(whereSeparator: UTF8Bytes.isBlank) {
      if dashes.contains(where: { word.elementsEqual($0.utf8) }) {
        parts.append([])
      } else {
        if !parts[parts.count - 1].isEmpty { parts[parts.count - 1].append(0x20) }
        parts[parts.count - 1] += word
      }
    }
    return parts.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }
}
