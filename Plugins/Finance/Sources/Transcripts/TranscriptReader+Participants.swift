import Didact

/// Lists of participants, and who is named elsewhere.
extension TranscriptReader {
  /// Takes in who is named in lists and above turns, wherever these stand; and names that stand alone on a line and are
  /// spoken of in another.
  mutating func meet(_ lines: [[UInt8]]) {
    var alone: [[UInt8]] = []
    for (index, line) in lines.enumerated() where line.count <= 160 {
      if case .speaker(let speaker, _) = TranscriptLine(line) {
        if !speaker.role.isEmpty { people[speaker.name.lowercased()] = speaker }
      } else if line.count <= 40, alone.count < Self.mostStrangers, TranscriptSpeaker.isName(line),
        index > 0, lines[index - 1].isEmpty, index + 1 < lines.count, lines[index + 1].isEmpty
      {
        alone.append(line)
      }
    }
    for name in Set(alone) where people[String(decoding: name, as: UTF8.self).lowercased()] == nil {
      let words = name.split(separator: 0x20)
      guard words.count > 1, let first = words.first, let last = words.last else { continue }
      let isSpokenOf = lines.contains { line in
        line.count > 60 && UTF8Bytes.find(last, in: line[...]) != nil
          && UTF8Bytes.find(first, in: line[...]) != nil
      }
      guard isSpokenOf else { continue }
      let name = String(decoding: name, as: UTF8.self)
      people[name.lowercased()] = TranscriptSpeaker(name: name)
    }
  }

  /// More names that nobody introduces are no transcript's.
  static let mostStrangers = 200

  /// Whether the list of participants that is open is the one at the end, after which nobody speaks.
  var isLastList: Bool { list == .unknown && questions > 0 }

  /// Whether a line in a list of participants is a turn's: the operator's, a numbered one, or of one who is listed
  /// already and speaks on the next line.
  func begins(
    _ speaker: TranscriptSpeaker, _ inline: Int?, _ lines: [[UInt8]], _ index: Int
  ) -> Bool {
    if isLastList { return false }
    if speaker.side == .operator || inline != nil || lines[index].last == UInt8(ascii: "]") {
      return true
    }
    guard people[speaker.name.lowercased()] != nil,
      let next = lines[(index + 1)...].prefix(8).first(where: { !$0.isEmpty })
    else { return false }
    return TranscriptLine(next) == .text && TranscriptSpeaker(next, isListed: true) == nil
  }

  /// A line of a list of participants.
  mutating func participant(_ line: [UInt8], isIndented: Bool) {
    var line = line
    let isItem = line.first == UInt8(ascii: "*") || line.starts(with: "•".utf8)
    if isItem {
      let mark = line.prefix { !UTF8Bytes.isBlank($0) }
      leftOut.count("bullet", mark)
      line = TranscriptLayout.trimmed(line[mark.count...])
    } else if let entry, isIndented {
      // `Salt Stores Inc - CEO` below a name.
      let span = text.paragraph(line)
      self.entry = nil
      return describe(entry, text: line, span)
    }
    guard line.count <= 200, var speaker = TranscriptSpeaker(line, isListed: true) else {
      // No name: the list is over.
      endList()
      return write(line, isIndented: isIndented)
    }
    if let list, list != .unknown {
      speaker.side = list
    } else if speaker.side == .unknown, !speaker.role.isEmpty {
      speaker.side = .company
    }
    // Of callers, what follows the name is the firm.
    if list == .analyst, speaker.affiliation.isEmpty {
      (speaker.affiliation, speaker.role) = (speaker.role, "")
    }
    let span = text.paragraph(line)
    entry = isItem ? (speaker.name, facts.count) : nil
    add(speaker, place(of: speaker.name, in: line, at: span))
  }

  mutating func endList() {
    let isLast = part?.label != nil && questions > 0
    list = nil
    closePart()
    if isLast {
      part = ("", "", text.count)
      isAtEnd = true
    }
  }

  mutating func add(_ speaker: TranscriptSpeaker, _ span: Span?) {
    var attributes: [Fact.Attribute] = []
    if !speaker.role.isEmpty { attributes.append(.init("role", speaker.role)) }
    if !speaker.affiliation.isEmpty { attributes.append(.init("affiliation", speaker.affiliation)) }
    if speaker.side != .unknown { attributes.append(.init("side", speaker.side.rawValue)) }
    facts.append(Fact("participant", speaker.name, span: span, attributes: attributes))
    people[speaker.name.lowercased()] = speaker
  }

  /// The line below a participant's name: firm and role.
  mutating func describe(
    _ entry: (name: String, fact: Int), text line: [UInt8], _ span: Span
  ) {
    let key = entry.name.lowercased()
    guard var speaker = people[key], entry.fact < facts.count else { return }
    (speaker.affiliation, speaker.role) = TranscriptSpeaker.firmAndRole(
      String(decoding: line, as: UTF8.self))
    let place = facts[entry.fact].span
    facts.remove(at: entry.fact)
    add(speaker, place)
  }
}
