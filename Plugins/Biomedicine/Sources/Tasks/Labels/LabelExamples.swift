import Didact

extension ExampleDocument {
  /// A drug label of two sections.
  static func label(
    description: String =
      "Each puff holds budesonide and lactose monohydrate as an oral powder with magnesium stearate",
    overdosage: String = "Children who swallow a canister should be watched for a day or two.",
    _ facts: [Fact] = []
  ) -> Document {
    var text = DocumentText()
    let title = text.title("WHEEZOL (budesonide) powder for children")
    let first = text.paragraph(description)
    let second = text.paragraph(overdosage)
    let sections = [
      Section(label: "DESCRIPTION", role: "description", span: first),
      Section(label: "OVERDOSAGE", role: "overdosage", span: second),
    ]
    let codes = [
      Fact("section-code", "34089-3", span: first), Fact("section-code", "34088-5", span: second),
    ]
    return Document(
      id: "1", title: title, text: text.finish(), sections: sections, facts: codes + facts,
      language: "en")
  }
}
