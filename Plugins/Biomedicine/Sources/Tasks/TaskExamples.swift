import Didact

/// Documents for tasks' examples.
enum ExampleDocument {
  /// An abstract of labelled parts; `role` as NLM's category, empty where there is none.
  static func abstract(
    _ title: String, _ parts: [(label: String, role: String, text: String)], facts: [Fact] = []
  ) -> Document {
    var text = DocumentText()
    let titleSpan = text.title(title)
    var sections: [Section] = []
    for part in parts {
      let span = text.paragraph(part.text)
      if !part.label.isEmpty {
        sections.append(Section(label: part.label, role: part.role, span: span))
      }
    }
    return Document(
      id: "1", title: titleSpan, text: text.finish(), sections: sections, facts: facts,
      language: "en")
  }

  /// A trial in four parts.
  static func trial(title: String = "Budesonide in mild asthma", facts: [Fact] = []) -> Document {
    abstract(
      title,
      [
        (
          "BACKGROUND", "background",
          "Mild asthma is often treated too late, and inhalers are used irregularly by many people."
        ),
        (
          "METHODS", "methods",
          "We randomly assigned 3849 people to budesonide or placebo for one year and recorded symptoms daily."
        ),
        (
          "RESULTS", "results",
          "Symptoms were fewer with budesonide than with placebo (odds ratio, 0.64; P=0.046) during the year."
        ),
        (
          "CONCLUSIONS", "conclusions",
          "Budesonide as needed reduced symptoms of mild asthma more than placebo did over one year."
        ),
      ], facts: facts)
  }

  /// A text under the length that tasks ask about.
  static let short = abstract("Asthma", [("", "", "It is common.")])
}
