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

  /// The fact in the document's terms.
  ///
  /// - Parameter entity: whom the report is about; facts about another say so.
  func fact(_ contexts: XBRLContexts, labels: XBRLLabels?, entity: String) -> Fact {
    var attributes = [Fact.Attribute("concept", concept)]
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { attributes.append(.init(name, value)) }
    }
    add("label", labels?[concept])
    let about = context.flatMap { contexts.contexts[$0] }
    add("period", about?.period)
    add("unit", unit.flatMap { contexts.units[$0] })
    add("decimals", decimals)
    add("precision", precision)
    add("dimensions", about?.dimensions.joined(separator: "; "))
    if let about, about.entity != entity { add("entity", about.entity) }
    if about == nil { add("undefined-context", context) }
    if let unit, contexts.units[unit] == nil { add("undefined-unit", unit) }
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
