import Didact
import DidactXML

/// Gathers the facts of an XBRL instance.
///
/// Source: XBRL 2.1 (2003). A fact is an element that names a context, wherever it stands; what stands around it below
/// the root is its tuple.
final class InstanceReader: XMLHandler {
  /// Elements of XBRL itself, under any prefix.
  private enum Element: String, CaseIterable {
    case context, unit, footnoteLink, loc, footnoteArc, footnote, schemaRef, linkbaseRef
    case identifier, instant, startDate, endDate, forever, explicitMember, typedMember
    case measure, unitNumerator, unitDenominator
  }

  private static let elements = Element.allCases
  private static let names = Element.allCases.map { $0.rawValue.lowercased() }

  static let reader = XMLReader(XMLVocabulary(Element.self))

  /// Facts in source order, their text as written.
  private(set) var facts: [(fact: XBRLFact, text: [UInt8], tuple: String?)] = []
  private(set) var contexts = XBRLContexts()
  /// Texts of footnotes in source order.
  private(set) var footnotes: [[UInt8]] = []
  /// How many footnotes explain the fact of an id.
  private(set) var explained: [String: Int] = [:]
  private(set) var leftOut = LeftOut()
  /// The language that the instance is marked with.
  private(set) var language: String?

  private var depth = 0
  /// The element of XBRL's own that is open, and its depth.
  private var resource: (element: Element, depth: Int)?
  /// The fact that is open, and its depth.
  private var open: (place: Int, depth: Int)?
  private var tuples: [(name: String, depth: Int)] = []
  private var tupleCounts: [String: Int] = [:]
  private var footnote: [UInt8]?
  private var locators: [String: String] = [:]

  func start(_ number: Int, _ tag: XMLTag) {
    depth += 1
    if resource != nil {
      startInside(number, tag)
      return
    }
    guard open == nil else { return }
    if depth == 1 {
      language = tag["lang"]
    } else if number >= 0, [.context, .unit, .footnoteLink].contains(Self.elements[number]) {
      resource = (Self.elements[number], depth)
      contexts.start(Self.names[number], tag)
    } else if let context = tag["contextRef"] {
      facts.append((Self.fact(tag, context), [], tuples.last?.name))
      open = (facts.count - 1, depth)
    } else if number < 0 {
      let concept = Self.concept(tag)
      tupleCounts[concept, default: 0] += 1
      tuples.append(("\(concept)#\(tupleCounts[concept] ?? 1)", depth))
    }
  }

  private func startInside(_ number: Int, _ tag: XMLTag) {
    guard resource?.element == .footnoteLink else {
      return contexts.start(number < 0 ? "" : Self.names[number], tag)
    }
    guard number >= 0 else { return }
    switch Self.elements[number] {
    case .loc:
      if let label = tag["label"], let href = tag["href"], let mark = href.lastIndex(of: "#") {
        locators[label] = String(href[href.index(after: mark)...])
      }
    case .footnoteArc:
      if let from = tag["from"] { explained[locators[from] ?? from, default: 0] += 1 }
    case .footnote: footnote = []
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let open {
      facts[open.place].text += bytes
    } else if footnote != nil {
      footnote?.append(contentsOf: bytes)
    } else if let resource, resource.element != .footnoteLink {
      contexts.characters(bytes)
      leftOut.count("contexts-and-units", bytes)
    } else {
      leftOut.count("stray-text", bytes)
    }
  }

  func end(_ number: Int) {
    if let open, open.depth == depth { self.open = nil }
    if let resource {
      if resource.element != .footnoteLink {
        contexts.end(number < 0 ? "" : Self.names[number])
      } else if number >= 0, Self.elements[number] == .footnote, let text = footnote {
        footnotes.append(InlineXBRL.folded(text[...]))
        footnote = nil
      }
      if resource.depth == depth { self.resource = nil }
    }
    if tuples.last?.depth == depth { tuples.removeLast() }
    depth -= 1
  }

  private static func fact(_ tag: XMLTag, _ context: String) -> XBRLFact {
    var fact = XBRLFact(concept: concept(tag))
    fact.context = context
    fact.unit = tag["unitRef"]
    fact.decimals = tag["decimals"]
    fact.precision = tag["precision"]
    fact.id = tag["id"]
    fact.isNil = ["true", "1"].contains(tag["nil"] ?? "")
    return fact
  }

  private static func concept(_ tag: XMLTag) -> String {
    tag.prefix.map { "\($0):\(tag.name)" } ?? tag.name
  }
}
