import Didact

/// Turns: who speaks, what is asked and what is answered.
extension TranscriptReader {
  mutating func begin(_ stated: TranscriptSpeaker, _ line: [UInt8], _ inline: Int?) {
    closeTurn()
    list = nil
    if part?.role == "participants" { closePart() }
    let speaker = known(stated)
    var written = line
    // `[12]`
    if inline == nil, written.last == UInt8(ascii: "]"),
      let open = written.lastIndex(of: UInt8(ascii: "["))
    {
      leftOut.count("turn-number", written[open...])
      written.removeSubrange(open...)
    }
    let span = text.paragraph(written)
    var attributes: [Fact.Attribute] = []
    if !speaker.role.isEmpty { attributes.append(.init("role", speaker.role)) }
    if !speaker.affiliation.isEmpty { attributes.append(.init("affiliation", speaker.affiliation)) }
    if speaker.side != .unknown { attributes.append(.init("side", speaker.side.rawValue)) }
    facts.append(
      Fact(
        "speaker", speaker.name, span: place(of: stated.name, in: written, at: span),
        attributes: attributes))
    turn = (speaker, nil, span.end)
    guard let inline, let folded = folded(written[inline...]) else { return }
    turn?.start = span.end - folded
  }

  /// How many bytes of the line the speech in it has, blanks folded; nil where there is none.
  func folded(_ speech: ArraySlice<UInt8>) -> Int? {
    var line = DocumentText()
    let span = line.paragraph(speech)
    return span.isEmpty ? nil : span.count
  }

  /// Where a name stands in a line that was written, blanks folded.
  func place(of name: String, in line: [UInt8], at span: Span) -> Span? {
    var folded = DocumentText()
    _ = folded.paragraph(line)
    let bytes = folded.finish().bytes
    return UTF8Bytes.find(name.utf8, in: bytes[...]).map {
      Span(span.start + $0, span.start + $0 + name.utf8.count)
    }
  }

  /// The person with all that was said of the name so far.
  mutating func known(_ stated: TranscriptSpeaker) -> TranscriptSpeaker {
    var speaker = stated
    let key = stated.name.lowercased()
    if let known = people[key] {
      if speaker.role.isEmpty { speaker.role = known.role }
      if speaker.affiliation.isEmpty { speaker.affiliation = known.affiliation }
      if speaker.side == .unknown { speaker.side = known.side }
    }
    if speaker.side == .unknown, let marked { speaker.side = marked }
    // A role that is no analyst's is one in the company.
    if speaker.side == .unknown, !stated.role.isEmpty { speaker.side = .company }
    marked = nil
    if speaker.side != .operator { people[key] = speaker }
    return speaker
  }

  mutating func closeTurn() {
    guard let turn else { return }
    self.turn = nil
    guard let start = turn.start, turn.end > start else { return }
    let span = Span(start, turn.end)
    switch turn.speaker.side {
    case .operator:
      facts.append(Fact(Fact.boilerplate, "operator", span: span))
      isAsked = false
    case .analyst where part?.role != "presentation":
      questions += 1
      isAsked = true
      facts.append(
        Fact(
          "question", turn.speaker.name, span: span,
          attributes: [.init("number", String(questions))]))
    case .company where isAsked && part?.role != "presentation":
      facts.append(
        Fact(
          "answer", turn.speaker.name, span: span,
          attributes: [.init("question", String(questions))]))
    default: break
    }
  }
}
