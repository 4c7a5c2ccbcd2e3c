import Didact
import DidactXML

/// What the elements of DocBook (4 and 5) are to a reader.
struct DocBookVocabulary: ProseVocabulary {
  /// What the document's parts are called, by their identifiers, for references without a text.
  let titles: [String: String]

  func rule(for element: XMLTree, in ancestors: [XMLTree], isRunning: Bool) -> ProseRule {
    let name = element.name
    if let rule = Self.leftOut[name] { return ProseRule(.leftOut(rule)) }
    if let kind = Self.sections[name] { return section(element, kind) }
    if let rule = pairs(element, ancestors.last) { return rule }
    if let rule = table(element) { return rule }
    switch name {
    case "title", "subtitle", "refentrytitle", "refdescriptor": return title(in: ancestors)
    case "titleabbrev": return ProseRule(.leftOut("short-title"))
    case _ where Self.isMetadata(ancestors.last): return ProseRule(.leftOut("metadata"))
    case "programlisting", "screen", "synopsis", "funcsynopsisinfo", "classsynopsisinfo":
      return ProseRule(.verbatim).stating("code", element.attributes(["language"]))
    case "literallayout", "address":
      return ProseRule(isRunning && name == "address" ? .inline : .verbatim)
    case "note", "tip", "warning", "caution", "important", "danger":
      return ProseRule.group.stating("admonition", [.init("type", name)])
    case "footnote", "annotation": return ProseRule(.note).stating("note")
    case "quote": return ProseRule(.quotation)
    case "superscript": return ProseRule(.raised)
    case "mathphrase": return ProseRule.inline.stating("formula")
    case "xref", "biblioref": return reference(element)
    case "link", "ulink", "olink":
      return element.children.isEmpty ? reference(element) : .inline
    default: break
    }
    if Self.groups.contains(name) { return .group }
    if Self.blocks.contains(name) { return .block }
    if Self.spaced.contains(name) { return (isRunning ? ProseRule.inline : .block).spaced }
    if isRunning { return .inline }
    return element.isStructure && !element.children.isEmpty ? .group : .block
  }

  // MARK: Kinds of elements

  /// Elements that are not text, by the rule that counts them.
  private static let leftOut: [String: String] = [
    "indexterm": "index-term", "index": "index", "setindex": "index", "toc": "contents",
    "lot": "contents", "tocchap": "contents", "remark": "remark", "comment": "remark",
    "alt": "alternative-text", "revhistory": "revision-history", "math": "mathml",
    "svg": "picture", "refmiscinfo": "metadata",
  ]

  /// Parts that their titles label, with the roles that their names state.
  private static let sections: [String: String] = [
    "set": "set", "book": "book", "part": "part", "chapter": "chapter", "appendix": "appendix",
    "preface": "preface", "article": "article", "reference": "reference", "refentry": "refentry",
    "section": "", "sect1": "", "sect2": "", "sect3": "", "sect4": "", "sect5": "",
    "simplesect": "", "refsection": "", "refsect1": "", "refsect2": "", "refsect3": "",
    "refsynopsisdiv": "synopsis", "glossary": "glossary", "glossdiv": "",
    "bibliography": "bibliography", "bibliodiv": "", "dedication": "dedication",
    "colophon": "colophon", "acknowledgements": "acknowledgements", "topic": "topic",
    "partintro": "introduction", "qandaset": "questions", "qandadiv": "", "sidebar": "sidebar",
    "abstract": "abstract", "legalnotice": "legal-notice", "task": "task",
  ]

  private func section(_ element: XMLTree, _ role: String) -> ProseRule {
    let rule = ProseRule(.section(role: role))
    return element.name == "legalnotice" ? rule.stating(Fact.boilerplate) : rule
  }

  private static let groups: Set<String> = [
    "itemizedlist", "orderedlist", "simplelist", "variablelist", "varlistentry", "procedure",
    "step", "substeps", "stepalternatives", "calloutlist", "callout", "glosslist",
    "glossentry", "qandaentry", "blockquote", "epigraph", "figure", "informalfigure", "example",
    "informalexample", "equation", "informalequation", "mediaobject", "formalpara", "listitem",
    "refnamediv", "refmeta", "programlistingco", "screenco", "info",
  ]
  private static let blocks: Set<String> = [
    "para", "simpara", "member", "attribution", "bibliomixed", "caption", "refpurpose", "refname",
    "cmdsynopsis", "funcprototype", "glosssee", "glossseealso",
  ]
  /// Elements whose parts are set apart, where they hold nothing else.
  private static let spaced: Set<String> = [
    "biblioentry", "biblioset", "author", "editor", "othercredit", "authorgroup", "personname",
    "copyright", "fieldsynopsis", "methodsynopsis", "constructorsynopsis",
    "keycombo", "menuchoice", "publisher", "affiliation",
  ]

  static func isMetadata(_ element: XMLTree?) -> Bool {
    element.map { $0.name == "info" || $0.name.hasSuffix("info") && $0.name != "funcsynopsisinfo" }
      ?? false
  }

  /// The label of a section, the caption of a table; a line elsewhere.
  private func title(in ancestors: [XMLTree]) -> ProseRule {
    guard let owner = ancestors.last(where: { !Self.isMetadata($0) && $0.name != "refmeta" }) else {
      return ProseRule(.head)
    }
    if Self.sections[owner.name] != nil { return ProseRule(.head) }
    return ["table", "informaltable", "segmentedlist"].contains(owner.name)
      ? ProseRule(.caption) : .block
  }

  // MARK: Terms and questions

  private func pairs(_ element: XMLTree, _ parent: XMLTree?) -> ProseRule? {
    switch (element.name, parent?.name) {
    case ("term", "varlistentry"), ("glossterm", "glossentry"): ProseRule.block.name
    case ("listitem", "varlistentry"), ("glossdef", _):
      ProseRule.group.stating("definition").naming(as: "term")
    case ("question", _): ProseRule.group.stating("question").name
    case ("answer", _): ProseRule.group.stating("answer").naming(as: "question")
    case ("refname", _): ProseRule.block.name
    case ("refpurpose", _): ProseRule.block.stating("purpose").naming(as: "of")
    default: nil
    }
  }

  // MARK: Tables, references

  private func table(_ element: XMLTree) -> ProseRule? {
    func number(_ attribute: String) -> Int { element.attribute(attribute).flatMap(Int.init) ?? 0 }
    switch element.name {
    case "table", "informaltable", "segmentedlist": return ProseRule(.table)
    case "thead": return ProseRule(.tableHead)
    case "row", "tr", "seglistitem": return ProseRule(.row)
    case "segtitle", "seg":
      return ProseRule(.cell(isHead: element.name == "segtitle", columns: 1, rows: 1))
    case "colspec": return ProseRule(.column(element.attribute("colname") ?? ""))
    case "entry":
      let rows = number("morerows") < 1_000 ? number("morerows") + 1 : 1
      if let first = element.attribute("namest"), let last = element.attribute("nameend") {
        return ProseRule(.cellBetween(first: first, last: last, rows: rows))
      }
      return ProseRule(.cell(isHead: false, columns: 1, rows: rows))
    case "td", "th":
      return ProseRule(
        .cell(
          isHead: element.name == "th", columns: max(1, number("colspan")),
          rows: max(1, number("rowspan"))))
    default: return nil
    }
  }

  /// A reference stands for the title of what it refers to, or for its address.
  private func reference(_ element: XMLTree) -> ProseRule {
    if let target = element.attribute("linkend") ?? element.attribute("endterm") {
      return titles[target].map { ProseRule(.reference(text: $0, target: "#" + target)) } ?? .inline
    }
    guard let address = element.attribute("href") ?? element.attribute("url") else {
      return .inline
    }
    if address.hasPrefix("#") {
      return titles[String(address.dropFirst())].map {
        ProseRule(.reference(text: $0, target: address))
      } ?? .inline
    }
    return ProseRule(.reference(text: address, target: address))
  }
}
