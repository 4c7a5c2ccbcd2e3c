import Didact
import DidactXML

/// Annotations and relations of a BioC document as facts.
enum BioCAnnotations {
  private struct Annotation {
    var element: XMLTree?
    var text: String
    var locations: [(offset: Int, length: Int)]
    var attributes: [Fact.Attribute]
  }

  /// Facts of annotations: one for each location, with its place where the text there is the annotation's own.
  static func facts(
    _ elements: [XMLTree], in text: BioCText, _ account: inout XMLAccount
  ) -> [Fact] {
    let annotations = elements.map { read($0, &account) }
    // The unit under which the most annotations stand on their own text.
    var best = (unit: BioCText.Unit.characters, fits: -1)
    for unit in BioCText.Unit.allCases {
      let fits = annotations.count { !places(of: $0, in: text, unit).isEmpty }
      if fits > best.fits { best = (unit, fits) }
    }
    var facts: [Fact] = []
    var misplaced = 0
    for annotation in annotations {
      let found = places(of: annotation, in: text, best.unit)
      if found.isEmpty {
        if !annotation.locations.isEmpty { misplaced += 1 }
        if let element = annotation.element { account.read(element) }
        let place = annotation.locations.isEmpty ? [] : [Fact.Attribute("place", "misplaced")]
        facts.append(
          Fact("annotation", annotation.text, attributes: annotation.attributes + place))
        continue
      }
      // What it says stands in the text.
      account.leaveOut(annotation.element, as: "annotation-texts")
      for (number, place) in found.enumerated() {
        var attributes = annotation.attributes
        if found.count > 1 { attributes.append(.init("part", "\(number + 1) of \(found.count)")) }
        if place.span == nil { attributes.append(.init("place", "heading")) }
        facts.append(
          Fact(
            "annotation", String(decoding: place.bytes, as: UTF8.self), span: place.span,
            attributes: attributes))
      }
    }
    if misplaced > 0 { facts.append(Fact("misplaced-annotations", String(misplaced))) }
    return facts
  }

  /// Places of all locations, if what stands there is what the annotation says; else none.
  private static func places(
    of annotation: Annotation, in text: BioCText, _ unit: BioCText.Unit
  ) -> [(bytes: ArraySlice<UInt8>, span: Span?)] {
    var found: [(bytes: ArraySlice<UInt8>, span: Span?)] = []
    for location in annotation.locations {
      guard let place = text.find(location.offset, location.length, unit) else { return [] }
      found.append(place)
    }
    let there = found.flatMap { $0.bytes.filter { !UTF8Bytes.isBlank($0) } }
    return there.elementsEqual(annotation.text.utf8.filter { !UTF8Bytes.isBlank($0) }) ? found : []
  }

  private static func read(_ element: XMLTree, _ account: inout XMLAccount) -> Annotation {
    var attributes = identity(element)
    for infon in element.all("infon") { add(infon, to: &attributes, &account) }
    return Annotation(
      element: element["text"], text: folded(element["text"]?.text ?? ""),
      locations: element.all("location").map { location in
        let number = { (name: String) in location.attribute(name).flatMap(Int.init) ?? -1 }
        return (number("offset"), number("length"))
      }, attributes: attributes)
  }

  /// A relation: its type, and what takes which role in it.
  static func fact(_ element: XMLTree, _ account: inout XMLAccount) -> Fact {
    var attributes = identity(element)
    for infon in element.all("infon") { add(infon, to: &attributes, &account) }
    for node in element.all("node") {
      let role = hyphenated(node.attribute("role") ?? "")
      attributes.append(
        .init(unique(role.isEmpty ? "node" : role, attributes), node.attribute("refid") ?? ""))
    }
    let type = attributes.first { $0.name == "type" || $0.name == "relation-type" }
    return Fact("relation", type?.value ?? element.attribute("id") ?? "", attributes: attributes)
  }

  private static func folded(_ text: String) -> String {
    var line = DocumentText()
    _ = line.paragraph(text)
    return line.finish().description
  }

  private static func identity(_ element: XMLTree) -> [Fact.Attribute] {
    element.attribute("id").map { [Fact.Attribute("id", $0)] } ?? []
  }

  private static func add(
    _ infon: XMLTree, to attributes: inout [Fact.Attribute], _ account: inout XMLAccount
  ) {
    let key = hyphenated(infon.attribute("key") ?? "")
    attributes.append(.init(unique(key.isEmpty ? "infon" : key, attributes), account.line(infon)))
  }

  /// `NCBI Homologene` as `ncbi-homologene`.
  private static func hyphenated(_ key: String) -> String {
    let bytes = key.utf8.map { UTF8Bytes.isWord($0) ? UTF8Bytes.lowered($0) : UInt8(ascii: "-") }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The name, with a number after it where it is taken.
  private static func unique(_ name: String, _ attributes: [Fact.Attribute]) -> String {
    guard attributes.contains(where: { $0.name == name }) else { return name }
    let taken = attributes.count { $0.name == name || $0.name.hasPrefix(name + "-") }
    return "\(name)-\(taken + 1)"
  }
}
