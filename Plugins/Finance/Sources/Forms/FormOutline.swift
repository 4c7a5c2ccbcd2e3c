import Didact
import DidactXML

/// Reads a form in the order in which it stands: a line for each answer, a section for each part, a table where
/// elements of one kind hold the same answers.
struct FormOutline {
  private var form: FormText
  /// Elements whose every number is zero, which N-PORT has hundreds of.
  private var zeros = 0

  static func read(_ root: XMLTree, into form: inout FormText) {
    var outline = FormOutline(form: form)
    outline.children(of: root, depth: 0)
    form = outline.form
    if outline.zeros > 0 {
      form.add(
        Fact(
          LeftOut.fact, "zero-return",
          attributes: [.init("elements", String(outline.zeros))]))
    }
  }

  private init(form: FormText) { self.form = form }

  /// Reads the children of an element, those of one name in a row together.
  private mutating func children(of parent: XMLTree, depth: Int, path: [String] = []) {
    let elements = parent.elements
    var index = 0
    while index < elements.count {
      let name = elements[index].name
      var end = index + 1
      while end < elements.count, elements[end].name == name { end += 1 }
      read(Array(elements[index..<end]), in: parent, depth: depth, path: path)
      index = end
    }
    // Character data beside elements is rare, and kept all the same.
    guard !elements.isEmpty else { return }
    form.remark(FormLeaves.ownText(of: parent), fact: FormNames.fact(parent.name, in: ""))
  }

  /// Elements of one name.
  private mutating func read(
    _ group: [XMLTree], in parent: XMLTree, depth: Int, path: [String]
  ) {
    guard let first = group.first else { return }
    if let rule = FormRules.leftOut(first) {
      for element in group { form.leftOut.count(rule, element.text.utf8) }
      return
    }
    if first.name == "invstOrSec" {
      return FormHoldings.read(group, as: .portfolio, into: &form)
    }
    if group.allSatisfy({ Self.value($0) != nil }) {
      return answers(group, in: parent)
    }
    if group.count > 1, let table = table(of: group, in: parent) { return form.table(table) }
    for element in group {
      attributes(of: element, in: parent, path: path)
      let isTransparent = FormRules.transparent.contains(element.name)
      if depth == 0, !isTransparent {
        let start = form.startSection()
        children(of: element, depth: 1)
        form.endSection(
          start, FormNames.caption(element.name, in: parent.name),
          role: FormNames.fact(element.name, in: ""))
      } else {
        let isContext = Self.contexts.contains(element.name)
        children(
          of: element, depth: isTransparent ? depth : depth + 1,
          path: isContext ? path + [FormNames.caption(element.name, in: parent.name)] : [])
      }
    }
  }

  /// The character data of an element that holds one answer, itself or in its `value`s; nil for others.
  private static func value(_ tree: XMLTree) -> [String]? {
    let elements = tree.elements
    if elements.isEmpty { return tree.attributes.isEmpty || !isBlank(tree) ? [tree.text] : nil }
    guard elements.allSatisfy({ $0.name == "value" && $0.elements.isEmpty }) else { return nil }
    return elements.map(\.text)
  }

  private static func isBlank(_ tree: XMLTree) -> Bool {
    tree.text.utf8.allSatisfy(UTF8Bytes.isBlank)
  }

  /// A line of one or several answers; a long one is a paragraph of its own.
  private mutating func answers(_ group: [XMLTree], in parent: XMLTree) {
    let name = group[0].name
    // A person's names are one, and written.
    if Self.nameParts.contains(name), person(parent) != nil { return }
    let fact = FormNames.fact(name, in: parent.name)
    let values = group.flatMap { Self.value($0) ?? [] }
    let stated =
      group.count == 1 ? group[0].attributes.map { Fact.Attribute($0.name, $0.value) } : []
    if let only = values.first, values.count == 1, only.utf8.count > 300 {
      return form.remark(only, fact: fact)
    }
    form.line(
      FormNames.caption(name, in: parent.name),
      values.map { value in
        FormText.Answer(
          fact: fact, value: value,
          meant: fact == "period" ? FormDate.iso(UTF8Bytes.trimmed(value)) : nil,
          attributes: stated)
      })
  }

  // MARK: Persons

  private static let nameParts: Set<String> = ["firstName", "middleName", "lastName", "suffix"]

  /// An element that is a person's name.
  private func person(_ tree: XMLTree) -> String? {
    let parts = tree.elements
    guard !parts.isEmpty, parts.allSatisfy({ Self.nameParts.contains($0.name) }) else { return nil }
    return parts.map(\.text).joined(separator: " ")
  }

  // MARK: Attributes

  /// Elements that say of what those inside them are.
  private static let contexts: Set<String> = [
    "commodityContracts", "creditContracts", "equityContracts", "foreignExchgContracts",
    "interestRtContracts", "otherContracts", "forwardCategory", "futureCategory", "optionCategory",
    "swaptionCategory", "swapCategory", "warrantCategory", "otherCategory",
  ]

  /// What an element says in attributes, in a line; of a person, the name.
  private mutating func attributes(of tree: XMLTree, in parent: XMLTree, path: [String]) {
    if let name = person(tree) {
      return form.line(
        FormNames.caption(tree.name, in: parent.name),
        [
          .init(
            fact: "person", value: name,
            attributes: [.init("as", FormNames.fact(tree.name, in: ""))])
        ])
    }
    let stated = tree.attributes.filter { $0.name != "schemaLocation" && $0.name != "nil" }
    guard !stated.isEmpty else { return }
    if let note = stated.first(where: { $0.name == "note" }) {
      form.remark(note.value, fact: "note")
      for (name, value) in stated where name != "note" {
        form.line(
          FormNames.caption(name, in: tree.name),
          [.init(fact: "note-\(name.lowercased())", value: value)])
      }
      return
    }
    if stated.allSatisfy({ Self.isZero($0.value) }) {
      zeros += 1
      return
    }
    let caption = (path + [FormNames.caption(tree.name, in: parent.name)]).joined(separator: ", ")
    let fact = FormNames.fact(tree.name, in: parent.name)
    let of = path.isEmpty ? [] : [Fact.Attribute("of", path.joined(separator: ", "))]
    for (name, value) in stated {
      form.line(
        "\(caption), \(FormNames.caption(name, in: tree.name))",
        [
          .init(
            fact: fact, value: value, attributes: of + [.init("kind", FormNames.fact(name, in: ""))]
          )
        ])
    }
  }

  private static func isZero(_ value: String) -> Bool {
    !value.isEmpty && value.utf8.allSatisfy { "0.-".utf8.contains($0) }
  }

  // MARK: Tables

  /// Elements that hold answers alone, as rows; nil where they hold more.
  private func table(of group: [XMLTree], in parent: XMLTree) -> FormTable? {
    var names: [String] = []
    var rows: [[String: [String]]] = []
    for element in group {
      guard element.attributes.isEmpty, !element.elements.isEmpty, person(element) == nil else {
        return nil
      }
      var row: [String: [String]] = [:]
      for child in element.elements {
        guard FormRules.leftOut(child) == nil, let values = Self.value(child) else { return nil }
        if !names.contains(child.name) { names.append(child.name) }
        row[child.name, default: []] += values.map(UTF8Bytes.trimmed).filter { !$0.isEmpty }
      }
      rows.append(row)
    }
    guard names.count <= 20 else { return nil }
    let name = group[0].name
    return FormTable(
      caption: FormNames.caption(parent.name, in: ""), fact: FormNames.fact(name, in: ""),
      columns: names.map {
        (FormNames.fact($0, in: ""), FormNames.caption($0, in: name))
      },
      rows: rows.map { row in
        FormTable.Row(cells: names.map { FormTable.Cell(values: row[$0] ?? []) })
      })
  }
}
