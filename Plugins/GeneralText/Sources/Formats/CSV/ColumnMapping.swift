import Didact

/// Which columns of a table are the text, the title and so on, as a preset says.
struct ColumnMapping: Sendable {
  typealias Field = FieldMapping.Field

  private var named: [Field: String] = [:]
  private var asFacts = false

  init() {}

  /// - Throws: ``RunError`` naming an option that there is not or a value that it cannot have.
  init(_ options: [String: String]) throws(RunError) {
    for (option, value) in options.sorted(by: { $0.key < $1.key }) {
      switch option {
      case "fields" where value == "facts" || value == "left-out": asFacts = value == "facts"
      case "fields":
        throw RunError(
          "format csv: the option fields has no value '\(value)'", remedy: "use facts, left-out")
      case _ where Field(rawValue: option) != nil && !value.isEmpty:
        if let field = Field(rawValue: option) { named[field] = value }
      default:
        let names = (Field.allCases.map(\.rawValue) + ["fields", "separator", "encoding"]).sorted()
        throw RunError(
          "format csv has no option '\(option)'",
          remedy: "its options are \(names.joined(separator: ", "))")
      }
    }
  }

  /// What columns are called that need no option.
  private static let usual: [Field: [String]] = [
    .text: ["text", "body", "content", "article", "document", "abstract", "description"],
    .title: ["title", "headline", "heading"],
    .id: ["id", "uid", "guid", "doc_id", "identifier"],
    .language: ["language", "lang"],
    .rights: ["rights", "license", "licence", "copyright"],
  ]

  /// The columns of a table with this header.
  ///
  /// - Throws: ``RecordError`` with reason `no-text-column`, `no-column` or `duplicate-column`, naming the columns.
  func resolved(for header: [[UInt8]]) throws(RecordError) -> Columns {
    let names = header.map { UTF8Bytes.trimmed(String(decoding: $0, as: UTF8.self)) }
    var columns = Columns(names: names, asFacts: asFacts)
    for field in Field.allCases {
      if let option = named[field] {
        columns.places[field] = try places(of: option, for: field, in: names)
      } else if let place = try usual(field, in: names) {
        columns.places[field] = [place]
      }
    }
    guard columns.places[.text] != nil else {
      throw RecordError(
        reason: "no-text-column",
        detail:
          "no column is called text; name it in the preset, as in {name: csv, text: \"COLUMN\"}; the columns "
          + "are \(Self.list(names))")
    }
    return columns
  }

  private func usual(_ field: Field, in names: [String]) throws(RecordError) -> Int? {
    for candidate in Self.usual[field] ?? [] {
      let found = names.indices.filter { names[$0].lowercased() == candidate }
      if found.count > 1 { throw duplicate(candidate) }
      if let place = found.first { return place }
    }
    return nil
  }

  /// An option's columns: one whose whole name it is, else several set apart by commas.
  private func places(
    of option: String, for field: Field, in names: [String]
  ) throws(RecordError) -> [Int] {
    if names.contains(option) || field != .text { return [try place(of: option, in: names)] }
    var places: [Int] = []
    for part in option.split(separator: ",") {
      places.append(try place(of: UTF8Bytes.trimmed(String(part)), in: names))
    }
    return places
  }

  private func place(of name: String, in names: [String]) throws(RecordError) -> Int {
    let found = names.indices.filter { names[$0] == name }
    if found.count > 1 { throw duplicate(name) }
    if let place = found.first { return place }
    if let number = Int(name), names.indices.contains(number - 1) { return number - 1 }
    throw RecordError(
      reason: "no-column",
      detail: "there is no column '\(name.prefix(60))'; the columns are \(Self.list(names))")
  }

  private func duplicate(_ name: String) -> RecordError {
    RecordError(
      reason: "duplicate-column",
      detail: "two columns are called '\(name.prefix(60))'; name the one by its number")
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(30).map { $0.prefix(60) }.joined(separator: ", ")
    return names.count > 30 ? "\(shown) and \(names.count - 30) more" : shown
  }
}

/// The columns of one table.
struct Columns {
  let names: [String]
  let asFacts: Bool
  var places: [FieldMapping.Field: [Int]] = [:]

  init(names: [String], asFacts: Bool) {
    self.names = names
    self.asFacts = asFacts
  }

  /// A row's document; nil where its text is blank.
  func document(of row: [[UInt8]]) throws(RecordError) -> Document? {
    var text = DocumentText()
    var sections: [Section] = []
    var facts: [Fact] = []
    var leftOut = LeftOut()
    let title = text.title(value(.title, row))
    let texts = places[.text] ?? []
    for place in texts where !row[place].allSatisfy(UTF8Bytes.isBlank) {
      if text.count > 0 { _ = text.verbatim(CollectionOfOne(0x0A)) }
      let span = text.verbatim(LineEnds.normalised(row[place]))
      if texts.count > 1 { sections.append(Section(label: names[place], span: span)) }
    }
    guard text.count > title.end else { return nil }
    let used = Set(places.values.joined())
    for place in row.indices where !used.contains(place) && !row[place].isEmpty {
      if asFacts {
        facts.append(
          Fact(
            "field", String(decoding: row[place], as: UTF8.self),
            attributes: [.init("name", names[place])]))
      } else {
        leftOut.count("fields", row[place])
      }
    }
    let language = value(.language, row)
    let code = LanguageCode.primary(language)
    if code != language, !language.isEmpty { facts.append(Fact("language", language)) }
    let rights = value(.rights, row)
    return Document(
      id: value(.id, row), title: title, text: text.finish(), sections: sections,
      facts: facts + leftOut.facts, language: code, rights: rights.isEmpty ? Rights.unknown : rights
    )
  }

  private func value(_ field: FieldMapping.Field, _ row: [[UInt8]]) -> String {
    guard let place = places[field]?.first else { return "" }
    return UTF8Bytes.trimmed(String(decoding: row[place], as: UTF8.self))
  }
}
