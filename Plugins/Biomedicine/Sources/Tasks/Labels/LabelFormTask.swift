public import Didact
import DidactMining

/// A product's form filled in from its label: generic name, route, dosage form, as far as the text states them.
public struct LabelFormTask: DomainTask {
  public init() {}

  public let id = "label-form"
  public let category = "text to data"
  public let templates: [Template] = [
    "[Fill in|Complete] the product's form for {product}. Fields: {fields}",
    "[Extract|Take] from the label of {product}, in this order: {fields}",
    "[Give|State] the {fields} of {product}.",
    "[What are|Which are] the {fields} of {product}?",
    "Product: {product}\nFields: {fields}\n[Values|Entries]:",
    "[For a formulary|For a list of medicines], the columns are {fields}. [Fill in|Write] the row of {product}.",
    "[Turn the label into data|Make a record of the label] ({product}): {fields}",
    "[A database of drugs needs|A pharmacy's database asks for] the {fields} of {product}. [Supply them.|Enter them.]",
    "[Read the label and answer in order|From the label, answer in order]. {product}: {fields}",
    "[Enter the data of {product}|Write the entry of {product}] ({fields}), [separated by semicolons|one after the other].",
    "[A nurse looks up|A prescriber looks up] {product}. [What are its|State its] {fields}?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let products = passage.statements.facts(named: "product")
    // A label of several products has no single form.
    guard let product = products.first, products.allSatisfy({ $0.value == product.value }) else {
      return .none(because: products.isEmpty ? "no products" : "several products")
    }
    let terms = PassageTerms(passage)
    var fields: [(name: String, value: String, evidence: Evidence)] = []
    let generics = Set(passage.statements.facts(named: "generic-name").map(\.value))
    if generics.count == 1, let generic = generics.first,
      generic.lowercased() != product.value.lowercased(), let place = terms.first(generic)
    {
      fields.append(("generic name", generic.lowercased(), .text(place, in: passage.document)))
    }
    for (attribute, name) in [("route", "route of administration"), ("form", "dosage form")] {
      let values = Set(products.map { $0[attribute] ?? "" })
      guard values.count == 1, let value = values.first, !value.isEmpty,
        let evidence = Evidence.attribute(attribute, of: product),
        isShown(value, in: terms)
      else { continue }
      fields.append((name, value.lowercased(), evidence))
    }
    guard fields.count > 1 else {
      return .none(because: "fewer than two fields that the text states")
    }
    var random = SeededGenerator(seed: 0, id, passage.document.id)
    fields = random.shuffled(fields)
    let names = fields.map(\.name)
    return .exercises([
      Exercise(
        slots: [
          "product": product.value,
          "fields": names.dropLast().joined(separator: ", ") + " and " + (names.last ?? ""),
        ],
        response: fields.map(\.value).joined(separator: "; "), evidence: fields.map(\.evidence))
    ])
  }

  /// Whether each part of `TABLET, FILM COATED` stands in the text, in the plural or the singular, with blanks or
  /// hyphens.
  private func isShown(_ value: String, in terms: PassageTerms) -> Bool {
    value.split(separator: ",").allSatisfy { part in
      let part = UTF8Bytes.trimmed(String(part))
      return [part, part + "s", part.replacing(" ", with: "-")].contains { terms.first($0) != nil }
    }
  }

  private static let product = Fact(
    "product", "Wheezol", attributes: [.init("form", "POWDER"), .init("route", "ORAL")])

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.label([
          Self.product,
          Fact("generic-name", "Budesonide", attributes: [.init("product", "Wheezol")]),
        ]), slots: ["product": "Wheezol"], response: "oral; powder; budesonide")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no products"),
      TaskCounterexample(
        ExampleDocument.label([Self.product, Fact("product", "Sneezol")]),
        because: "several products"),
      TaskCounterexample(
        ExampleDocument.label([
          Fact("product", "Wheezol", attributes: [.init("form", "TABLET"), .init("route", "ORAL")])
        ]), because: "fewer than two fields that the text states"),
    ]
  }
}
