import Didact
import DidactXML

/// The labels that a label linkbase gives concepts: the standard ones, English before other languages.
///
/// Source: XBRL 2.1, section 5.2.2. Relationships of extended links are followed by their `xlink:label`s.
struct XBRLLabels: Sendable {
  private var labels: [String: String] = [:]

  /// The label of a concept (`us-gaap:Revenues`), or nil.
  subscript(concept: String) -> String? { labels[concept] }

  var isEmpty: Bool { labels.isEmpty }

  /// Labels of the link elements in these bytes: a linkbase, or a schema that holds one. None where they cannot be read.
  init(_ bytes: ArraySlice<UInt8>) {
    // In a submission a line feed stands before the XML declaration.
    let bytes = bytes.drop(while: UTF8Bytes.isBlank)
    let links = LabelLinks()
    let source = SourceStream(ordinal: 0, path: "")
    do throws(RecordError) {
      try Self.reader.parse(Record(source: source, offset: 0, bytes: bytes), into: links)
    } catch {
      return
    }
    labels = links.labels
  }

  private static let reader = XMLReader(XMLVocabulary(LabelLinks.Element.self))
}

/// Reads `loc`, `label` and `labelArc` of label links.
private final class LabelLinks: XMLHandler {
  enum Element: String, CaseIterable { case labelLink, loc, label, labelArc }

  private static let standard = "http://www.xbrl.org/2003/role/label"
  private(set) var labels: [String: String] = [:]
  private var ranks: [String: Int] = [:]
  /// Concepts by the locator's label, texts by the resource's.
  private var locators: [String: [String]] = [:]
  private var resources: [String: (text: String, rank: Int)] = [:]
  private var arcs: [(from: String, to: String)] = []
  private var text: [UInt8]?
  private var open: (label: String, rank: Int)?

  func start(_ number: Int, _ tag: XMLTag) {
    guard number >= 0 else { return }
    switch Element.allCases[number] {
    case .labelLink: break
    case .loc:
      if let label = tag["label"], let href = tag["href"] {
        locators[label, default: []].append(Self.concept(href))
      }
    case .labelArc:
      if let from = tag["from"], let to = tag["to"] { arcs.append((from, to)) }
    case .label:
      guard let label = tag["label"], tag["role"] ?? Self.standard == Self.standard else { break }
      let language = tag["lang"] ?? ""
      open = (label, language.hasPrefix("en") ? 2 : 1)
      text = []
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { text?.append(contentsOf: bytes) }

  func end(_ number: Int) {
    guard number >= 0 else { return }
    switch Element.allCases[number] {
    case .label:
      if let open, let text, resources[open.label].map({ $0.rank < open.rank }) ?? true {
        let folded = String(decoding: InlineXBRL.folded(text[...]), as: UTF8.self)
        if !folded.isEmpty { resources[open.label] = (folded, open.rank) }
      }
      (open, text) = (nil, nil)
    case .labelLink: resolve()
    case .loc, .labelArc: break
    }
  }

  /// The labels of one link; its `xlink:label`s mean nothing outside it.
  private func resolve() {
    for (from, to) in arcs {
      guard let (text, rank) = resources[to] else { continue }
      // A locator's label serves one concept but for rare schemas.
      for concept in (locators[from] ?? []).prefix(8) where ranks[concept, default: 0] < rank {
        (labels[concept], ranks[concept]) = (text, rank)
      }
    }
    (locators, resources, arcs) = ([:], [:], [])
  }

  /// `...us-gaap-2024.xsd#us-gaap_Revenues`: ids are prefix, underscore, name, as the SEC has it.
  private static func concept(_ href: String) -> String {
    let id = href[(href.lastIndex(of: "#").map(href.index(after:)) ?? href.startIndex)...]
    guard let mark = id.firstIndex(of: "_") else { return String(id) }
    return "\(id[..<mark]):\(id[id.index(after: mark)...])"
  }
}
