import Didact

/// A fact of a report as its source states it, before it is looked up what it is about.
struct XBRLFact {
  /// Prefix and local name: `us-gaap:Revenues`.
  var concept: String
  /// After transformation, scale and sign.
  var value = ""
  var id: String?
  var context: String?
  var unit: String?
  var decimals: String?
  var precision: String?
  var isNil = false
  /// Why the value is the shown text as it is: `unknown-format`, `not-of-format`, `no-number`, `scale`, `sign`.
  var asShown: String?
  var format: String?
  /// What the page shows, blanks folded, where it is not the value.
  var shown: String?
  /// How many characters that are no blanks a text has that stands in the document and is not repeated.
  var characters: Int?
  var footnotes = 0
  var span: Span?

  static let name = "xbrl"
  /// Where the text of a fact goes on, in another place.
  static let continuation = "xbrl-continuation"

  /// The fact in the document's terms; where too much has been repeated it names its context and unit alone.
  func fact(_ report: inout XBRLReport) -> Fact {
    var attributes = [Fact.Attribute("concept", concept)]
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { attributes.append(.init(name, value)) }
    }
    if let about = report.about(self) {
      add("label", about.label)
      add("period", about.period)
      add("unit", about.unit)
      add("decimals", decimals)
      add("precision", precision)
      add("dimensions", about.dimensions.joined(separator: "; "))
      add("entity", about.entity)
      if about.isUndefined { add("undefined-context", context) }
      if about.unit == nil { add("undefined-unit", unit) }
    } else {
      add("decimals", decimals)
      add("precision", precision)
      add("context", context)
      add("unit-id", unit)
    }
    if isNil { add("nil", "true") }
    add("as-shown", asShown)
    if asShown != nil { add("format", format) }
    add("shown", shown)
    if let characters { add("characters", String(characters)) }
    if footnotes > 0 { add("footnotes", String(footnotes)) }
    add("id", id)
    return Fact(Self.name, value, span: span, attributes: attributes)
  }
}
