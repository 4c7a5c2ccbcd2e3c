import Didact

/// Which fields of a record are its text, its title and so on, for formats whose records are fields.
struct FieldMapping: Sendable {
  /// What a document is made of.
  enum Field: String, CaseIterable { case text, id, title, language, rights }

  /// Paths of the fields, in the order of `Field`.
  private var paths = Field.allCases.map { Array($0.rawValue.utf8) }
  /// Whether other fields become facts, and are not left out.
  private(set) var asFacts = false

  init() {}

  /// - Throws: ``RunError`` naming an option that there is not or a value that it cannot have.
  init(_ options: [String: String], of format: String) throws(RunError) {
    for (option, value) in options.sorted(by: { $0.key < $1.key }) {
      if option == "fields" {
        guard value == "facts" || value == "left-out" else {
          throw RunError(
            "format \(format): the option fields has no value '\(value)'",
            remedy: "use facts, left-out")
        }
        asFacts = value == "facts"
      } else if let field = Field(rawValue: option), !value.isEmpty {
        paths[Self.index(of: field)] = Array(value.utf8)
      } else {
        let names = (Field.allCases.map(\.rawValue) + ["fields"]).sorted()
        throw RunError(
          "format \(format) has no option '\(option)'",
          remedy: "its options are \(names.joined(separator: ", "))")
      }
    }
  }

  private static func index(of field: Field) -> Int { Field.allCases.firstIndex(of: field) ?? 0 }

  /// The field that stands at this path, or nil.
  func field(at path: [UInt8]) -> Field? {
    for (index, candidate) in paths.enumerated() where candidate == path {
      return Field.allCases[index]
    }
    return nil
  }

  /// The path of a field as the preset has it.
  func path(of field: Field) -> String {
    String(decoding: paths[Self.index(of: field)], as: UTF8.self)
  }
}

/// A record's fields on their way into a document.
struct MappedFields {
  private var text: [UInt8]?
  private var title: [UInt8]?
  private var id: String?
  private var language: String?
  private var rights: String?
  private var facts: [Fact] = []
  private var leftOut = LeftOut()

  /// Sets a field; false where it was set before.
  mutating func set(_ field: FieldMapping.Field, _ value: [UInt8]) -> Bool {
    let string = { String(decoding: value, as: UTF8.self) }
    let isFirst: Bool
    switch field {
    case .text: (isFirst, text) = (text == nil, value)
    case .title: (isFirst, title) = (title == nil, value)
    case .id: (isFirst, id) = (id == nil, string())
    case .language: (isFirst, language) = (language == nil, string())
    case .rights: (isFirst, rights) = (rights == nil, string())
    }
    return isFirst
  }

  /// Tells another field as a fact, or counts it.
  mutating func leave(_ path: [UInt8], _ value: [UInt8], asFacts: Bool) {
    guard asFacts else { return leftOut.count("fields", value) }
    guard !value.isEmpty else { return }
    facts.append(
      Fact(
        "field", String(decoding: value, as: UTF8.self),
        attributes: [.init("name", String(decoding: path, as: UTF8.self))]))
  }

  /// The document, or nil where there is no text.
  consuming func document() -> Document? {
    guard let body = text else { return nil }
    var facts = facts
    let code = language.flatMap(LanguageCode.primary)
    if let language, code != language, !language.isEmpty {
      facts.append(Fact("language", language))
    }
    facts += leftOut.facts
    let text: Text
    var span = Span(0, 0)
    if let title, !title.isEmpty {
      var builder = DocumentText()
      span = builder.title(title)
      _ = builder.verbatim(CollectionOfOne(UInt8(ascii: "\n")))
      _ = builder.verbatim(body)
      text = builder.finish()
    } else {
      text = Text(trusted: body)
    }
    return Document(
      id: id ?? "", title: span, text: text, facts: facts, language: code,
      rights: rights.flatMap { $0.isEmpty ? nil : $0 } ?? Rights.unknown)
  }
}
