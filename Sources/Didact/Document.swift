/// A record understood: its text, what the source says about it, and where each of these stands.
public struct Document: Sendable {
  /// Unique in a run: `stream-offset-index`; set by the flow, empty until then.
  public var key = ""
  /// The source's own identifier (PMID, DOI, accession number), else `path#offset`; may repeat.
  public var id: String
  /// Place of the title at the head of `text`; empty where the source gives none.
  public var title: Span
  /// Title line, newline, body. Section labels are not in it.
  public var text: Text
  /// Labelled parts of the body in text order; they may nest, an outer one standing before its inner ones.
  public var sections: [Section]
  /// Labelled values that the source states, in source order.
  public var facts: [Fact]
  /// The source's own language mark as an ISO 639-1 code (639-2 where there is none), or nil.
  public var language: String?
  /// Licence URL or the stated text, else `unknown`.
  public var rights: String
  /// Reasons for which a recipe may leave this document out: `retracted`, `no-abstract`, ...
  public var marks: [String]
  /// Name of the domain that it is read for; set by the flow.
  public var domain = ""
  /// Name of the format that read it; set by the flow.
  public var format = ""
  /// Where its record stands; set by the flow.
  public var place: RecordPlace?

  /// What a format knows of a document.
  public init(
    id: String, title: Span = Span(0, 0), text: Text, sections: [Section] = [],
    facts: [Fact] = [], language: String? = nil, rights: String = "unknown", marks: [String] = []
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.sections = sections
    self.facts = facts
    self.language = language
    self.rights = rights
    self.marks = marks
  }

  /// The text after the title line.
  public var body: Span {
    var start = title.end
    if start > 0, start < text.count, text.bytes[start] == UInt8(ascii: "\n") { start += 1 }
    return Span(start, text.count)
  }

  /// The facts of one name, in source order.
  public func facts(named name: String) -> [Fact] { facts.filter { $0.name == name } }
}

/// A labelled part of a document's text.
public struct Section: Sendable, Hashable {
  /// The label as the source writes it: `MATERIALS AND METHODS`.
  public var label: String
  /// The role that the source itself states (NlmCategory, sec-type), lower case; empty where it states none.
  public var role: String
  public var span: Span

  public init(label: String, role: String = "", span: Span) {
    self.label = label
    self.role = role
    self.span = span
  }
}

/// A labelled value that the source states.
public struct Fact: Sendable, Hashable {
  /// What kind: `mesh-heading`, `chemical`, `publication-type`, `boilerplate`.
  public var name: String
  /// The value as the source writes it.
  public var value: String
  /// Its place in the document's text, where it has one.
  public var span: Span?
  /// What else the source says of it, in a fixed order.
  public var attributes: [Attribute]

  /// A name and a value.
  public struct Attribute: Sendable, Hashable {
    public var name: String
    public var value: String
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(_ name: String, _ value: String, span: Span? = nil, attributes: [Attribute] = []) {
    self.name = name
    self.value = value
    self.span = span
    self.attributes = attributes
  }

  /// The value of the attribute of that name, or nil.
  public subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
  }

  /// Whether the fact states `value` under `name`: its own name, or `name@attribute` for one of its attributes.
  public func states(_ value: String, as name: String) -> Bool {
    if self.name == name { return self.value == value }
    let (own, asked) = (self.name.utf8, name.utf8)
    guard asked.count > own.count + 1, asked.starts(with: own),
      asked.dropFirst(own.count).first == UInt8(ascii: "@")
    else { return false }
    let attribute = asked.dropFirst(own.count + 1)
    return attributes.contains { $0.value == value && $0.name.utf8.elementsEqual(attribute) }
  }

  /// Marks a stretch of text that no task touches: a copyright line, "Correction to:", a citation of the
  /// article itself.
  public static let boilerplate = "boilerplate"

  /// Marks a stretch of code or of other text that is no prose, which no task on prose touches either.
  public static let code = "code"

  /// Where no task on prose reaches: boilerplate and code.
  var untouched: Span? { name == Self.boilerplate || name == Self.code ? span : nil }
}
