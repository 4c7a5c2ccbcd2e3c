import Didact
import DidactXML

/// Gathers the facts of inline XBRL while a page is read: which text is tagged, with what, and what the header says of
/// contexts and units.
///
/// Source: Inline XBRL 1.1 (2013), its elements under the prefix `ix` as the SEC has it.
final class InlineXBRL: HTMLWatcher {
  /// Elements that are told apart.
  private enum Element: String, CaseIterable {
    case html
    case resources = "ix:resources"
    case relationship = "ix:relationship"
    case number = "ix:nonfraction"
    case text = "ix:nonnumeric"
    case fraction = "ix:fraction"
    case numerator = "ix:numerator"
    case denominator = "ix:denominator"
    case continuation = "ix:continuation"
    case exclude = "ix:exclude"
  }

  static let reader = HTMLPageReader(watching: Element.allCases.map(\.rawValue))

  /// Whether a page has tagged text, so that it is worth watching.
  static func isIn(_ page: ArraySlice<UInt8>) -> Bool {
    UTF8Bytes.find("<ix:".utf8, in: page) != nil
  }

  /// Facts and continuations in source order; a mark's number is its place here.
  private(set) var tagged: [InlineFact] = []
  /// Ids of hidden facts that a stretch of the page shows, as the SEC has it in a style (`-sec-ix-hidden:f-12`); the
  /// number of the mark of the first is -1, of the second -2.
  private(set) var shownElsewhere: [String] = []
  private(set) var formats = InlineFormats()
  private(set) var contexts = XBRLContexts()
  /// How many footnotes explain the fact of an id.
  private(set) var footnotes: [String: Int] = [:]

  /// Text of what is open, the innermost's last; excluded text is taken off its end again.
  private var buffer: [UInt8] = []
  /// Characters in `buffer` that are no blanks.
  private var characterCount = 0
  /// Open elements of ours, with the place in `buffer` where each begins.
  private var open: [(element: Element, place: Int, start: Int, characters: Int)] = []
  private var openFacts = 0
  private var resources = 0
  /// Names of open elements inside the resources.
  private var names: [String] = []
  /// Bytes of content that are still repeated; nested facts would repeat the page as often as they nest.
  private var budget: Int

  /// Bytes of the page.
  let size: Int

  init(size: Int) { (self.size, budget) = (size, size) }

  /// The text that is first tagged with a concept, where it needs no transformation.
  func stated(_ concept: String) -> String? {
    let fact = tagged.first { $0.concept == concept && $0.format == nil }
    return fact?.content.map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: Events

  func start(_ element: Int, _ tag: XMLTag) -> Int? {
    guard element >= 0 else {
      if resources > 0 {
        let name = Self.localName(tag.name)
        names.append(name)
        contexts.start(name, tag)
        return nil
      }
      guard let id = Self.hiddenFact(tag) else { return nil }
      shownElsewhere.append(id)
      return -shownElsewhere.count
    }
    let element = Self.elements[element]
    var place = -1
    switch element {
    case .html:
      for (name, value) in tag.allAttributes where name.hasPrefix("xmlns:") {
        formats.namespaces[String(name.dropFirst(6))] = value
      }
    case .resources: resources += 1
    case .relationship: relate(tag)
    case .number: place = take(.number, tag)
    case .text: place = take(.text, tag)
    case .fraction: place = take(.fraction, tag)
    case .continuation: place = take(.continuation, tag)
    case .numerator, .denominator:
      // Its number is read as a fact's of its own and handed to the fraction.
      open.append((element, open.last?.place ?? -1, buffer.count, characterCount))
      pending.append(InlineFact(.number, tag))
      return nil
    case .exclude: break
    }
    open.append((element, place, buffer.count, characterCount))
    return place >= 0 ? place : nil
  }

  /// The id after `-sec-ix-hidden:` in a style.
  private static func hiddenFact(_ tag: XMLTag) -> String? {
    guard let style = tag.value(of: "style"), style.contains(UInt8(ascii: "-")) else { return nil }
    let bytes = Array(style)[...]
    guard let mark = UTF8Bytes.find(hidden.utf8, in: bytes) else { return nil }
    let id = bytes[(mark + hidden.utf8.count)...].drop(while: UTF8Bytes.isBlank).prefix {
      $0 != UInt8(ascii: ";") && !UTF8Bytes.isBlank($0)
    }
    return id.isEmpty ? nil : String(decoding: id, as: UTF8.self)
  }

  private static let hidden = "-sec-ix-hidden:"
  private static let elements = Element.allCases
  /// Open numerators and denominators.
  private var pending: [InlineFact] = []

  private func take(_ kind: InlineFact.Kind, _ tag: XMLTag) -> Int {
    tagged.append(InlineFact(kind, tag))
    openFacts += 1
    return tagged.count - 1
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if resources > 0 { contexts.characters(bytes) }
    guard openFacts > 0 else { return }
    buffer.append(contentsOf: bytes)
    characterCount += LeftOut.characters(bytes)
  }

  func end(_ element: Int) {
    guard element >= 0 else {
      if resources > 0, let name = names.popLast() { contexts.end(name) }
      return
    }
    guard let (element, place, start, before) = open.popLast() else { return }
    switch element {
    case .html, .relationship: break
    case .resources: resources -= 1
    case .exclude:
      buffer.removeSubrange(start...)
      characterCount = before
    case .numerator, .denominator:
      guard let part = pending.popLast(), place >= 0 else { break }
      if case .value(let value) = part.value(Self.folded(buffer[start...]), formats) {
        tagged[place].parts.append(value)
      }
    case .number, .text, .fraction, .continuation:
      openFacts -= 1
      tagged[place].characters = characterCount - before
      let length = buffer.count - start
      if length <= Self.longest, length <= budget {
        budget -= length
        tagged[place].content = Self.folded(buffer[start...])
      } else {
        tagged[place].content = nil
      }
      if openFacts == 0 {
        buffer.removeAll(keepingCapacity: true)
        characterCount = 0
      }
    }
  }

  /// Content longer than this is never repeated, wherever it stands.
  private static let longest = 4_096

  /// Blanks folded, Unicode's among them, as the page's text has them.
  static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      var output: [UInt8] = []
      var isBlank = false
      var index = 0
      while index < bytes.count {
        let width = UnicodeBlank.width(bytes, at: index)
        isBlank = isBlank || width > 0
        if width == 0 {
          if isBlank, !output.isEmpty { output.append(0x20) }
          isBlank = false
          output.append(bytes[index])
        }
        index += max(width, 1)
      }
      return output
    }
  }

  /// Counts footnotes; without an arcrole a relationship is to footnotes.
  private func relate(_ tag: XMLTag) {
    guard tag["arcrole"]?.hasSuffix("/fact-footnote") ?? true else { return }
    let count = tag["torefs"]?.split(whereSeparator: \.isWhitespace).count ?? 0
    for id in tag["fromrefs"]?.split(whereSeparator: \.isWhitespace) ?? [] {
      footnotes[String(id), default: 0] += count
    }
  }

  /// Without prefix, in lower case.
  private static func localName(_ name: String) -> String {
    String(name.split(separator: ":").last ?? "").lowercased()
  }
}
