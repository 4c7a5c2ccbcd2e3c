import Didact
import DidactXML

/// Reads one BioC document.
struct BioCReader {
  private var account: XMLAccount
  private var text = DocumentText()
  private var title = Span(0, 0)
  private var sections: [Section] = []
  private var facts: [Fact] = []
  private var rights = Rights.unknown
  private var places = BioCText()
  /// Annotations and relations, in order.
  private var annotations: [XMLTree] = []
  private var relations: [XMLTree] = []
  /// Open sections: their level (0 for one that passages alone open) and their place in `sections`.
  private var open: [(level: Int, section: Int)] = []
  private var openType = ""

  private init(_ document: XMLTree) { account = XMLAccount(document) }

  /// The document, or nil where no passage has a text.
  static func document(_ tree: XMLTree) -> Document? {
    var reader = BioCReader(tree)
    let id = reader.account.line(tree["id"])
    for part in tree.elements {
      switch part.name {
      case "infon": reader.readInfon(part, span: nil)
      case "passage": reader.readPassage(part)
      case "annotation": reader.annotations.append(part)
      case "relation": reader.relations.append(part)
      default: break
      }
    }
    reader.close(from: 0)
    guard reader.text.count > 0 || !reader.sections.isEmpty else { return nil }
    reader.places.sort()
    reader.facts += BioCAnnotations.facts(reader.annotations, in: reader.places, &reader.account)
    for relation in reader.relations {
      reader.facts.append(BioCAnnotations.fact(relation, &reader.account))
    }
    return Document(
      id: id, title: reader.title, text: reader.text.finish(), sections: reader.sections,
      facts: reader.facts + reader.account.leftOut().facts, rights: reader.rights)
  }

  // MARK: Passages

  private mutating func readPassage(_ passage: XMLTree) {
    var type = ""
    var sectionType = ""
    for infon in passage.all("infon") {
      switch infon.attribute("key") {
      case "type": type = UTF8Bytes.trimmed(infon.text)
      case "section_type": sectionType = UTF8Bytes.trimmed(infon.text)
      default: continue
      }
      account.leaveOut(infon, as: "passage-types")
    }
    if sectionType == "REF" || ["ref", "reference", "references"].contains(type.lowercased()) {
      return account.leaveOut(passage, as: "references")
    }
    let kind = sectionType.isEmpty ? type : sectionType
    let name = type.lowercased()
    let stretches = stretches(of: passage)
    let isFirst = text.count == 0
    if isFirst, name == "title" || name == "front" || sectionType == "TITLE" {
      title = write(stretches)
    } else if let level = Self.headingLevel(name, isFirst: isFirst) {
      openSection(level, label: stretches, kind)
    } else {
      let isFloat = ["FIG", "TABLE"].contains(sectionType)
      if let last = open.last, last.level == Self.floatLevel { close(from: open.count - 1) }
      if isFloat {
        openSection(Self.floatLevel, label: [], kind)
      } else if kind != openType || open.isEmpty {
        openSection(0, label: [], kind)
      }
      let span = write(stretches)
      if ["ACK_FUND", "AUTH_CONT", "COMP_INT"].contains(sectionType), !span.isEmpty {
        facts.append(Fact(Fact.boilerplate, "end-matter", span: span))
      }
    }
    let end = text.count
    let span = stretches.isEmpty ? nil : Span(min(lastStart, end), end)
    for infon in passage.all("infon")
    where !["type", "section_type"].contains(infon.attribute("key")) {
      readInfon(infon, span: span)
    }
    gather(passage)
  }

  /// Where the last passage was written.
  private var lastStart = 0

  private mutating func gather(_ part: XMLTree) {
    for child in part.elements {
      switch child.name {
      case "annotation": annotations.append(child)
      case "relation": relations.append(child)
      case "sentence":
        for infon in child.all("infon") { readInfon(infon, span: nil) }
        gather(child)
      case "offset": account.leaveOut(child, as: "offsets")
      default: break
      }
    }
  }

  private struct Stretch {
    var offset: Int
    var bytes: [UInt8]
  }

  /// A passage's text, or that of its sentences; blanks are single characters, so that offsets hold.
  private mutating func stretches(of passage: XMLTree) -> [Stretch] {
    let own = passage["text"] != nil
    if own {
      for sentence in passage.all("sentence") {
        account.leaveOut(sentence["text"], as: "repeated")
      }
    }
    var found: [Stretch] = []
    for part in own ? [passage] : passage.all("sentence") {
      guard let element = part["text"] else { continue }
      let bytes = account.text(element).utf8.map { UTF8Bytes.isBlank($0) ? 0x20 : $0 }
      let offset = part["offset"].flatMap { Int(UTF8Bytes.trimmed($0.text)) } ?? 0
      if !bytes.allSatisfy({ $0 == 0x20 }) { found.append(Stretch(offset: offset, bytes: bytes)) }
    }
    return found
  }

  /// Writes stretches on a line; the blank between two is there where offsets leave room for one.
  private mutating func write(_ stretches: [Stretch]) -> Span {
    guard !stretches.isEmpty else { return Span(text.count, text.count) }
    if text.count > 0 { _ = text.verbatim([0x0A]) }
    let start = text.count
    lastStart = start
    var end: Int?
    for stretch in stretches {
      let lead = stretch.bytes.prefix { $0 == 0x20 }.count
      let body = stretch.bytes.drop { $0 == 0x20 }
      let trail = body.reversed().prefix { $0 == 0x20 }.count
      let length = String(decoding: stretch.bytes, as: UTF8.self).unicodeScalars.count
      if let end, end < stretch.offset || lead > 0 { _ = text.verbatim([0x20]) }
      let place = text.count
      _ = text.verbatim(body.dropLast(trail))
      places.add(
        Array(stretch.bytes.dropLast(trail)), offset: stretch.offset, place: place - lead)
      end = stretch.offset + length - (trail > 0 ? 1 : 0)
    }
    return Span(start, text.count)
  }

  // MARK: Sections

  /// Below all headings: figures and tables stand inside the section in which they are.
  private static let floatLevel = 10

  /// `title_2` is a heading of the second level, `abstract_title_1` one of the first.
  private static func headingLevel(_ type: String, isFirst: Bool) -> Int? {
    if type == "title" { return isFirst ? nil : 1 }
    let bytes = Array(type.utf8)
    guard let at = UTF8Bytes.find("title_".utf8, in: bytes[...]),
      let level = Int(String(decoding: bytes[(at + 6)...], as: UTF8.self))
    else { return nil }
    return max(1, min(level, 9))
  }

  /// Opens a section. A heading that opens a new kind of section is that section's label.
  private mutating func openSection(_ level: Int, label: [Stretch], _ kind: String) {
    if level != Self.floatLevel {
      if kind != openType { close(from: 0) }
      openType = kind
    }
    while let last = open.last, last.level >= level { close(from: open.count - 1) }
    for stretch in label { places.add(stretch.bytes, offset: stretch.offset, place: nil) }
    let bytes = Array(label.map(\.bytes).joined(separator: [0x20]))
    var folded = DocumentText()
    _ = folded.paragraph(bytes)
    let name = folded.finish().description
    guard !name.isEmpty || !kind.isEmpty else { return }
    let start = text.count == 0 ? 0 : text.count + 1
    open.append((level, sections.count))
    sections.append(
      Section(label: name.isEmpty ? kind : name, role: kind.lowercased(), span: Span(start, start)))
  }

  /// Ends open sections; one without text is none, and its heading is kept as a fact.
  private mutating func close(from depth: Int) {
    while open.count > depth, let last = open.popLast() {
      if sections[last.section].span.start < text.count {
        sections[last.section].span.end = text.count
      } else {
        facts.append(Fact("empty-section", sections[last.section].label))
        sections.remove(at: last.section)
      }
    }
    if open.isEmpty { openType = "" }
  }

  // MARK: Infons

  private mutating func readInfon(_ infon: XMLTree, span: Span?) {
    let key = infon.attribute("key") ?? ""
    if key == "authors" || key.hasPrefix("name_") { return account.leaveOut(infon, as: "authors") }
    let value = account.line(infon)
    guard !value.isEmpty else { return }
    switch key {
    case "license": rights = value
    case "year": facts.append(Fact("publication-date", value))
    case "journal": facts.append(Fact("journal", value))
    case "kwd": facts.append(Fact("keyword", value))
    default:
      if key.hasPrefix("article-id_") {
        let type = String(key.dropFirst("article-id_".count))
        facts.append(Fact("article-id", value, attributes: [.init("type", type)]))
      } else {
        facts.append(Fact("infon", value, attributes: [.init("key", key)]))
      }
    }
  }
}
