import Didact
import DidactXML

/// Products, ingredients and packages of a drug label: facts without a place in the text.
extension DrugLabelReader {
  /// What a section is about: a product, or a substance with its pharmacologic classes.
  mutating func readSubject(_ subject: XMLTree) {
    for part in subject.elements {
      switch part.name {
      case "manufacturedProduct": readProduct(part)
      case "identifiedSubstance": readSubstance(part)
      default: break
      }
    }
  }

  /// A product and what it is made of; kits hold products.
  private mutating func readProduct(_ outer: XMLTree) {
    let wrapped =
      outer["manufacturedProduct"] ?? outer["manufacturedMedicine"] ?? outer["partProduct"]
      ?? outer["partMedicine"]
    let inner = wrapped ?? outer
    let name = name(of: inner)
    var routes: [String] = []
    for use in outer.all("consumedIn") {
      for act in use.elements {
        if let route = HL7.display(act["routeCode"]), !routes.contains(route) {
          routes.append(route)
        }
      }
    }
    add(
      "product", name,
      [
        ("code", inner["code"]?.attribute("code")), ("form", HL7.display(inner["formCode"])),
        ("route", routes.joined(separator: "; ")),
      ])
    let product = name ?? ""
    for part in inner.elements { readPart(part, of: product) }
    guard let wrapped else { return }
    for part in outer.elements where part.name != wrapped.name { readPart(part, of: product) }
  }

  private mutating func readPart(_ part: XMLTree, of product: String) {
    switch part.name {
    case "asEntityWithGeneric":
      add(
        "generic-name", part["genericMedicine"].flatMap { self.name(of: $0) },
        [("product", product)])
    case "ingredient", "activeIngredient", "inactiveIngredient":
      readIngredient(part, of: product)
    case "asContent": readPackage(part, of: product)
    case "part": readProduct(part)
    case "subjectOf": readCharacteristic(part, of: product)
    default: break
    }
  }

  /// A name; a suffix inside it is set apart.
  private mutating func name(of element: XMLTree) -> String? {
    guard let name = element["name"] else { return nil }
    account.read(name)
    var text: [UInt8] = []
    for child in name.children {
      switch child {
      case .text(let piece): text += Array(piece.utf8)
      case .element(let inner): text += [0x20] + Array(inner.text.utf8)
      }
    }
    let value = String(decoding: HL7.folded(text), as: UTF8.self)
    return value.isEmpty ? nil : value
  }

  private mutating func readIngredient(_ ingredient: XMLTree, of product: String) {
    let kind = ingredient.attribute("classCode") ?? ""
    let isActive = ingredient.name == "activeIngredient" || kind.hasPrefix("ACT")
    guard
      let substance = ingredient.elements.first(where: { $0.name.hasSuffix("IngredientSubstance") })
        ?? ingredient["ingredientSubstance"], let value = name(of: substance)
    else { return }
    let numerator = HL7.quantity(ingredient["quantity"]?["numerator"])
    let denominator = HL7.quantity(ingredient["quantity"]?["denominator"])
    add(
      isActive ? "active-ingredient" : "inactive-ingredient", value,
      [
        ("unii", substance["code"]?.attribute("code")), ("strength", numerator),
        ("per", numerator == nil ? nil : denominator), ("product", product),
      ])
    for moiety in substance.all("activeMoiety") {
      let inner = moiety["activeMoiety"] ?? moiety
      add(
        "active-moiety", name(of: inner),
        [("unii", inner["code"]?.attribute("code")), ("ingredient", value)])
    }
  }

  /// A package and those that it is packed in.
  private mutating func readPackage(_ content: XMLTree, of product: String) {
    var content: XMLTree? = content
    while let packed = content {
      let container = packed["containerPackagedProduct"] ?? packed["containerPackagedMedicine"]
      add(
        "package", container?["code"]?.attribute("code"),
        [
          ("form", HL7.display(container?["formCode"])),
          ("quantity", HL7.quantity(packed["quantity"]?["numerator"])), ("product", product),
        ])
      content = container?["asContent"]
    }
  }

  /// Approval, marketing status, and how a product looks.
  private mutating func readCharacteristic(_ subject: XMLTree, of product: String) {
    if let approval = subject["approval"] {
      add(
        "approval", approval["id"]?.attribute("extension") ?? HL7.display(approval["code"]),
        [("type", HL7.display(approval["code"])), ("product", product)])
    }
    if let act = subject["marketingAct"] {
      add(
        "marketing-status", act["statusCode"]?.attribute("code"),
        [
          ("type", HL7.display(act["code"])),
          ("since", act["effectiveTime"]?["low"]?.attribute("value").map(HL7.date)),
          ("until", act["effectiveTime"]?["high"]?.attribute("value").map(HL7.date)),
          ("product", product),
        ])
    }
    if let policy = subject["policy"] {
      add("controlled-substance", HL7.display(policy["code"]), [("product", product)])
    }
    guard let characteristic = subject["characteristic"], let value = characteristic["value"] else {
      return
    }
    let stated = account.line(value)
    add(
      "characteristic",
      HL7.display(value) ?? HL7.quantity(value) ?? (stated.isEmpty ? nil : stated),
      [
        ("code", characteristic["code"]?.attribute("code")),
        ("text", HL7.display(value) == nil ? nil : stated), ("product", product),
      ])
  }

  /// A substance of FDA's index with its pharmacologic classes.
  private mutating func readSubstance(_ outer: XMLTree) {
    let inner = outer["identifiedSubstance"] ?? outer
    guard let value = name(of: inner) else { return }
    add("substance", value, [("unii", inner["code"]?.attribute("code"))])
    for kind in inner.all("asSpecializedKind") {
      let material = kind["generalizedMaterialKind"]
      add(
        "pharmacologic-class", HL7.display(material?["code"]),
        [
          ("code", material?["code"]?.attribute("code")),
          ("name", material.flatMap { name(of: $0) }), ("substance", value),
        ])
    }
  }
}
