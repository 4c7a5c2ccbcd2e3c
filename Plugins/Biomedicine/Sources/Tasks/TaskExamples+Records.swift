import Didact

extension ExampleDocument {
  /// A trial's record: summary, arms and criteria under a brief title.
  static func record(
    title: String = "Budesonide for children with mild asthma", _ facts: [Fact] = [],
    summary: String =
      "This randomized study asks whether a daily inhaler helps children who wheeze, and for how long it does so.",
    parts: [(role: String, label: String, text: [String])] = []
  ) -> Document {
    var text = DocumentText()
    let titleSpan = text.title(title)
    var sections = [Section(label: "", role: "brief-summary", span: text.paragraph(summary))]
    var placed: [Fact] = []
    for part in parts {
      let lines = part.text.map { text.paragraph($0) }
      guard let first = lines.first, let last = lines.last else { continue }
      sections.append(
        Section(label: part.label, role: part.role, span: Span(first.start, last.end)))
      // The first line of a part names what it is about, as in the format.
      if let fact = facts.first(where: {
        $0.value == part.text[0] && ($0.name == part.role || $0.name == "table-cell")
      }) {
        placed.append(Fact(fact.name, fact.value, span: first, attributes: fact.attributes))
      }
    }
    let others = facts.filter { fact in
      !placed.contains { $0.name == fact.name && $0.value == fact.value }
    }
    return Document(
      id: "NCT00000001", title: titleSpan, text: text.finish(), sections: sections,
      facts: others + placed, language: "en")
  }
}
