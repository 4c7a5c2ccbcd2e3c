import Didact
import DidactXML

/// What the elements of the Text Encoding Initiative's Guidelines (P5, and P4 where it differs) are to a reader.
struct TEIVocabulary: ProseVocabulary {
  /// Heads of the document's parts by their identifiers, for pointers without a text.
  let heads: [String: String]

  func rule(for element: XMLTree, in ancestors: [XMLTree], isRunning: Bool) -> ProseRule {
    let name = element.name
    if let rule = Self.leftOut[name] { return ProseRule(.leftOut(rule)) }
    if let rule = breaks(element) { return rule }
    if let rule = quotation(element, isRunning) { return rule }
    if let rule = names(element, ancestors.last, isRunning) { return rule }
    if let rule = editorial(element) { return rule }
    if let rule = table(element, ancestors.last) { return rule }
    let parent = ancestors.last
    switch name {
    case "head" where parent.map(Self.isSection) == true: return ProseRule(.head)
    case "head": return ProseRule(parent?.name == "table" ? .caption : .block)
    case "lg" where !element.holds(["head"]): return ProseRule(.stanza).inSpeech(parent)
    case "p", "ab", "l": return ProseRule.block.inSpeech(parent)
    case "speaker": return ProseRule.block.name
    case "note":
      return ProseRule(.note).stating("note", element.attributes(["type", "place", "resp"]))
    case "egXML": return ProseRule(.markup).stating("code", [.init("language", "xml")])
    case "eg": return ProseRule(.verbatim).stating("code")
    case "formula":
      return element.holds(["math"])
        ? .inline : ProseRule.inline.stating("formula", element.attributes(["notation"]))
    case "ptr", "xptr": return pointer(element)
    case "hi": return ProseRule(Self.isRaised(element) ? .raised : .inline)
    default: break
    }
    if Self.isSection(element) {
      return ProseRule(.section(role: (element.attribute("type") ?? "").lowercased()))
    }
    if isRunning { return Self.alwaysBlocks.contains(name) ? .block : .inline }
    if Self.lines.contains(name) { return ProseRule.block.spaced }
    return element.isStructure && !element.children.isEmpty ? .group : .block
  }

  // MARK: Kinds of elements

  /// Elements that are not text, by the rule that counts them.
  private static let leftOut: [String: String] = [
    "teiHeader": "header", "titlePage": "title-page", "fw": "forme-work", "gap": "gap",
    "index": "index-term",
    "del": "deleted",
    "math": "mathml", "svg": "picture", "binaryObject": "picture", "facsimile": "facsimile",
    "standOff": "stand-off", "interp": "annotation", "interpGrp": "annotation",
    "span": "annotation", "spanGrp": "annotation", "fs": "annotation", "fLib": "annotation",
    "fvLib": "annotation", "certainty": "annotation", "respons": "annotation",
    "moduleSpec": "schema", "schemaSpec": "schema", "elementSpec": "schema", "classSpec": "schema",
    "macroSpec": "schema", "dataSpec": "schema", "constraintSpec": "schema", "specGrp": "schema",
  ]

  private static let divisions: Set<String> = [
    "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "msDesc",
  ]
  /// Blocks inside running text as well.
  private static let alwaysBlocks: Set<String> = [
    "item", "lg", "list", "sp", "table", "figure", "listBibl", "castList", "castItem", "p", "l",
    "label", "addrLine",
  ]
  /// One line each, whatever they hold.
  private static let lines: Set<String> = [
    "msIdentifier", "altIdentifier", "dimensions", "address", "biblStruct", "biblFull", "bibl",
    "respStmt", "label", "item", "castItem", "byline", "docImprint", "closer", "opener", "dateline",
    "origin", "locus", "msName",
  ]
  /// Elements whose head is a line and no label.
  private static let notSections: Set<String> = [
    "table", "figure", "list", "listBibl", "listPerson", "listPlace", "listOrg", "listEvent",
    "castList", "castGroup", "item", "note",
  ]

  private static func isSection(_ element: XMLTree) -> Bool {
    divisions.contains(element.name)
      || !notSections.contains(element.name) && element.holds(["head"])
  }

  private static func isRaised(_ element: XMLTree) -> Bool {
    element.attribute("rend").map { $0 == "sup" || $0.contains("superscript") } ?? false
  }

  // MARK: Breaks, quotations, readings

  private func breaks(_ element: XMLTree) -> ProseRule? {
    switch element.name {
    case "lb": ProseRule(element.attribute("break") == "no" ? .glue : .lineBreak)
    case "pb", "cb", "gb", "milestone":
      ProseRule(element.attribute("break") == "no" ? .glue : .inline)
    case "caesura", "space": ProseRule(.blank)
    default: nil
    }
  }

  /// Speech and quotations: blocks where they hold blocks, else running text; a fact where the speaker is named.
  private func quotation(_ element: XMLTree, _ isRunning: Bool) -> ProseRule? {
    switch element.name {
    case "soCalled": return ProseRule(.quotation)
    case "q", "said", "quote":
      let kind: ProseRule.Kind =
        element.holds(Self.blocks) ? .group : isRunning ? .quotation : .block
      let who = element.attributes(["who", "toWhom"])
      return who.isEmpty ? ProseRule(kind) : ProseRule(kind).stating("quotation", who)
    default: return nil
    }
  }

  private static let blocks: Set<String> = [
    "p", "ab", "l", "lg", "sp", "div", "list", "table", "floatingText", "figure", "egXML", "eg",
  ]

  /// One of several readings: the corrected, the regularised, the expanded; the editor's of an apparatus.
  private func editorial(_ element: XMLTree) -> ProseRule? {
    let preferred: Set<String>
    switch element.name {
    case "choice": preferred = ["corr", "reg", "expan", "ex"]
    case "app": preferred = ["lem"]
    default: return nil
    }
    let readings = element.elements
    return ProseRule(.reading(of: readings.firstIndex { preferred.contains($0.name) } ?? 0))
  }

  private func table(_ element: XMLTree, _ parent: XMLTree?) -> ProseRule? {
    switch element.name {
    case "table": return ProseRule(.table)
    case "row": return ProseRule(.row)
    case "cell":
      return ProseRule(
        .cell(
          isHead: element.attribute("role") == "label" || parent?.attribute("role") == "label",
          columns: element.attribute("cols").flatMap(Int.init) ?? 1,
          rows: element.attribute("rows").flatMap(Int.init) ?? 1))
    default: return nil
    }
  }

  /// A pointer stands for the head of what it points to, or for its address.
  private func pointer(_ element: XMLTree) -> ProseRule {
    guard let target = element.attribute("target") else { return .inline }
    if target.hasPrefix("http") { return ProseRule(.reference(text: target, target: target)) }
    guard target.hasPrefix("#"), let head = heads[String(target.dropFirst())] else {
      return .inline
    }
    return ProseRule(.reference(text: head, target: target))
  }
}

extension ProseRule {
  /// What stands in a speech is a fact with its speaker.
  fileprivate func inSpeech(_ parent: XMLTree?) -> ProseRule {
    guard let parent, parent.name == "sp" else { return self }
    return stating("speech", parent.attributes(["who"])).naming(as: "speaker")
  }
}
