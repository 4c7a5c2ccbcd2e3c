import Didact

/// One line of a transcript, told apart by its form alone.
enum TranscriptLine: Equatable {
  case blank
  case heading(Heading)
  /// Who speaks next; `inline` is where the speech begins in the same line.
  case speaker(TranscriptSpeaker, inline: Int?)
  case text

  /// What a part's heading begins.
  enum Heading: Equatable {
    case presentation, questions, companyList, callerList, mixedList, contents, end
    /// S&P's lines before a turn.
    case question, answer
  }

  init(_ line: [UInt8]) {
    guard line.contains(where: { !UTF8Bytes.isBlank($0) }) else {
      self = .blank
      return
    }
    if let heading = Self.heading(line) {
      self = .heading(heading)
    } else if let (speaker, inline) = Self.speaker(line) {
      self = .speaker(speaker, inline: inline)
    } else {
      self = .text
    }
  }

  // MARK: Headings

  private static func heading(_ line: [UInt8]) -> Heading? {
    guard line.count <= 60 else { return nil }
    var words = line.map(UTF8Bytes.lowered).filter {
      UTF8Bytes.isLetter($0) || $0 == 0x20 || $0 == UInt8(ascii: "&")
        || $0 == UInt8(ascii: "-")
    }
    words = words.map { $0 == UInt8(ascii: "-") ? 0x20 : $0 }
    let text = words.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }.joined(
      separator: " ")
    return headings[text]
  }

  private static let headings: [String: Heading] = [
    "presentation": .presentation, "prepared remarks": .presentation,
    "management discussion section": .presentation, "presentation operator message": .presentation,
    "presenter speech": .presentation,
    "questions and answers": .questions, "question and answer": .questions,
    "question and answer session": .questions, "question and answer section": .questions,
    "questions & answers": .questions, "q&a": .questions, "q&a session": .questions,
    "question and answer operator message": .questions,
    "corporate participants": .companyList, "company participants": .companyList,
    "company representatives": .companyList, "executives": .companyList,
    "conference call participants": .callerList, "conference call participiants": .callerList,
    "other participants": .callerList, "analysts": .callerList,
    "call participants": .mixedList, "participants": .mixedList,
    "contents": .contents, "definitions": .end, "disclaimer": .end,
    "question": .question, "answer": .answer,
  ]

  // MARK: Speakers

  private static func speaker(_ line: [UInt8]) -> (TranscriptSpeaker, Int?)? {
    if let numbered = numbered(line) { return (numbered, nil) }
    if let marked = marked(line) { return marked }
    guard line.count <= 160 || line.prefix(80).contains(UInt8(ascii: ":")) else { return nil }
    let whole = String(decoding: line, as: UTF8.self)
    if TranscriptSpeaker.isOperator(whole) || TranscriptSpeaker.isVoice(whole) && line.count < 40 {
      return (TranscriptSpeaker(name: whole), nil)
    }
    if let sided = sided(line) { return (sided, nil) }
    if line.count <= 160, line.last != UInt8(ascii: "."), line.last != UInt8(ascii: "?"),
      let speaker = TranscriptSpeaker(line, isListed: false)
    {
      return (speaker, nil)
    }
    return inline(line)
  }

  /// `Ann Clerk,  Salt Stores Inc - CEO   [2]`
  private static func numbered(_ line: [UInt8]) -> TranscriptSpeaker? {
    guard line.last == UInt8(ascii: "]"), line.count <= 200,
      let open = line.lastIndex(of: UInt8(ascii: "[")), open > 0,
      line[(open + 1)..<(line.count - 1)].allSatisfy(UTF8Bytes.isDigit), open + 2 < line.count
    else { return nil }
    let said = line[..<open]
    let comma = UTF8Bytes.find(", ".utf8, in: said) ?? said.endIndex
    let name = UTF8Bytes.trimmed(String(decoding: said[..<comma], as: UTF8.self))
    let rest = UTF8Bytes.trimmed(String(decoding: said[comma...].dropFirst(), as: UTF8.self))
    guard !name.isEmpty else { return nil }
    let (firm, role) = TranscriptSpeaker.firmAndRole(rest)
    return TranscriptSpeaker(name: name, role: role, affiliation: firm)
  }

  /// `Q - Ann Clerk`, `<Q - Ann Clerk - Salt Bank>: Good day`, `Q: Good day`
  private static func marked(_ line: [UInt8]) -> (TranscriptSpeaker, Int?)? {
    let isBracketed = line.first == UInt8(ascii: "<")
    let rest = isBracketed ? line.dropFirst() : line[...]
    guard let letter = rest.first, letter == UInt8(ascii: "Q") || letter == UInt8(ascii: "A") else {
      return nil
    }
    let side: TranscriptSpeaker.Side = letter == UInt8(ascii: "Q") ? .analyst : .company
    if rest.dropFirst().first == UInt8(ascii: ":"), !isBracketed {
      return (TranscriptSpeaker(name: String(decoding: [letter], as: UTF8.self), side: side), 2)
    }
    let close = isBracketed ? UInt8(ascii: ">") : 0x0A
    let said = rest.dropFirst().prefix { $0 != close }
    let dashed = said.drop(while: UTF8Bytes.isBlank)
    guard let dash = ["- ", "– ", "— "].first(where: { dashed.starts(with: $0.utf8) }),
      said.count <= 120
    else { return nil }
    let text = Array(dashed.dropFirst(dash.utf8.count))
    guard var speaker = TranscriptSpeaker(text, isListed: true) else { return nil }
    speaker.side = side
    // What follows a name there is the firm.
    if speaker.affiliation.isEmpty { (speaker.affiliation, speaker.role) = (speaker.role, "") }
    guard isBracketed else { return (speaker, nil) }
    let end = said.endIndex + 1
    guard end < line.count, line[end] == UInt8(ascii: ":") else { return nil }
    return (speaker, end + 1)
  }

  /// `Executives - Chief Executive Officer`, `Ann Clerk (Executives)`
  private static func sided(_ line: [UInt8]) -> TranscriptSpeaker? {
    for (word, side) in [("Executives", TranscriptSpeaker.Side.company), ("Analysts", .analyst)] {
      if line.starts(with: "\(word) - ".utf8) {
        let role = String(decoding: line.dropFirst(word.utf8.count + 3), as: UTF8.self)
        return TranscriptSpeaker(name: role, role: role, side: side)
      }
      let suffix = Array(" (\(word))".utf8)
      if line.suffix(suffix.count).elementsEqual(suffix) {
        return TranscriptSpeaker(
          name: String(decoding: line.dropLast(suffix.count), as: UTF8.self), side: side)
      }
    }
    let suffix = Array(" (Operator)".utf8)
    if line.suffix(suffix.count).elementsEqual(suffix) {
      return TranscriptSpeaker(name: "Operator")
    }
    return nil
  }

  /// `Ann Clerk: Good day`, `ANN CLERK, Chief Executive Officer: Good day`
  private static func inline(_ line: [UInt8]) -> (TranscriptSpeaker, Int?)? {
    guard let colon = line.prefix(90).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let said = line[..<colon]
    let comma = said.firstIndex(of: UInt8(ascii: ",")) ?? said.endIndex
    var name = Array(said[..<comma])
    // `(Ann Clerk)`: as it was heard.
    if name.first == UInt8(ascii: "("), name.last == UInt8(ascii: ")") {
      name = Array(name.dropFirst().dropLast())
    }
    name = FormText.folded(String(decoding: name, as: UTF8.self))
    let whole = String(decoding: name, as: UTF8.self)
    let isOperator = TranscriptSpeaker.isOperator(whole)
    guard TranscriptSpeaker.isName(name) || isOperator || TranscriptSpeaker.isVoice(whole) else {
      return nil
    }
    // `Moderator: Ann Clerk` says who it is.
    if isOperator,
      TranscriptSpeaker.isName(Array(line[(colon + 1)...].drop(while: UTF8Bytes.isBlank)))
    {
      return nil
    }
    let role = UTF8Bytes.trimmed(String(decoding: said[comma...].dropFirst(), as: UTF8.self))
    return (TranscriptSpeaker(name: whole, role: role), colon + 1)
  }
}
