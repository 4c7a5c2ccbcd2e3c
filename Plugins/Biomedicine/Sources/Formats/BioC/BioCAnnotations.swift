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
      guard
        let place = text.find(
          location.offset, location.length, unit, longest: annotation.text.utf8.count)
      else { return [] }
      found.append(place)
    }
    let there = found.flatMap { $0.bytes.filter { !UTF8Bytes.isBlank($0) } }
    return there.elementsEqual(annotation.text.utf8.filter { !UTF8Bytes.isBlank($0) }) ? found : []
  }

  private static func read(_ element: XMLTree, _ account: inout XMLAccount) -> Annotation {
    var names = Names(element)
    for infon in element.all("infon") { names.add(infon, &account) }
    return Annotation(
      element: element["text"], text: folded(element["text"]?.text ?? ""),
      locations: element.all("location").map { location in
        let number = { (name: String) in location.attribute(name).flatMap(Int.init) ?? -1 }
        return (number("offset"), number("length"))
      }, attributes: names.attributes)
  }

  /// A relation: its type, and what takes which role in it.
  static func fact(_ element: XMLTree, _ account: inout XMLAccount) -> Fact {
    var names = Names(element)
    for infon in element.all("infon") { names.add(infon, &account) }
    for node in element.all("node") {
      names.add(node.attribute("role") ?? "", else: "node", node.attribute("refid") ?? "")
    }
    let type = names.attributes.first { $0.name == "type" || $0.name == "relation-type" }
    return Fact(
      "relation", type?.value ?? element.attribute("id") ?? "", attributes: names.attributes)
  }

  private static func folded(_ text: String) -> String {
    var line = DocumentText()
    _ = line.paragraph(text)
    return line.finish().description
  }

  /// Attributes whose names are each there once: a name that is taken gets a number.
  private struct Names {
    private(set) var attributes: [Fact.Attribute] = []
    private var taken: [String: Int] = [:]

    init(_ element: XMLTree) {
      if let id = element.attribute("id") { add("id", else: "id", id) }
    }

    mutating func add(_ infon: XMLTree, _ account: inout XMLAccount) {
      add(infon.attribute("key") ?? "", else: "infon", account.line(infon))
    }

    /// `NCBI Homologene` is `ncbi-homologene`.
    mutating func add(_ key: String, else other: String, _ value: String) {
      let bytes = key.utf8.map { UTF8Bytes.isWord($0) ? UTF8Bytes.lowered($0) : UInt8(ascii: "-") }
      let name = bytes.isEmpty ? other : String(decoding: bytes, as: UTF8.self)
      var unique = name
      while taken[unique] != nil {
        taken[name, default: 1] += 1
        unique = "\(name)-\(taken[name, default: 1])"
      }
      taken[unique] = 1
      attributes.append(.init(unique, value))
    }
  }
}
