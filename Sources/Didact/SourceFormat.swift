/// Tells one kind of source from others, and how records are cut from it; what a record holds is another's matter.
///
/// Implementers: all members are pure and are called from any number of threads at once.
public protocol RecordFormat: Sendable {
  /// Name in presets, documents and manifests, lower case: `pubmed`.
  var name: String { get }
  /// How sure the format is that a source is its own.
  func recognises(_ head: SourceHead) -> Confidence
  /// How records are cut from the bytes.
  var cutting: Cutting { get }
}

/// Reads one kind of source: says whether it recognises a file, how records are cut from it, and what
/// documents a record holds.
///
/// Implementers: all members are pure and are called from any number of threads at once.
public protocol SourceFormat: RecordFormat {
  /// One line for `didact show`: what it takes, and what it leaves out.
  var summary: String { get }
  /// The documents of one record, in order.
  ///
  /// - Throws: ``RecordError`` where the record cannot be read; it is rejected, and the run goes on.
  func documents(in record: Record) throws(RecordError) -> Reading
  /// Sound and broken snippets with what they yield: documentation and tests at once.
  var examples: [FormatExample] { get }
}

/// What a record yielded.
public enum Reading: Sendable {
  /// Its documents; may be none.
  case documents([Document])
  /// The record is no document by a named rule: `delete-citation`.
  case skipped(rule: String)
}

/// The beginning of a decompressed source: what formats are told apart by.
public struct SourceHead: Sendable {
  /// Path relative to the SOURCE argument; a hint where content is silent (plain text).
  public let path: String
  /// Up to the first 64 KiB.
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Name of the first element where the head looks like XML (after byte order mark, declaration, comments
  /// and DOCTYPE), without its namespace prefix; nil otherwise.
  public var rootElement: String? { XMLHead.rootElement(of: bytes) }
}

/// How sure a format is that a source is its own; the surest one reads it.
public enum Confidence: Int, Sendable, Comparable {
  case no, possible, likely, certain
  public static func < (left: Confidence, right: Confidence) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// How records are cut from a decompressed stream, before anything is parsed.
public enum Cutting: Sendable {
  /// Each XML element of one of these names, prefix aside, with what stands around it as its envelope; elements of
  /// the names in `keeping` that stand before it are the envelope's context.
  case elements([String], keeping: [String] = [])
  /// Each line that is not blank, without its line end.
  case lines
  /// The whole stream is one record.
  case whole
  /// Stretches between lines that consist of exactly this text; a stretch of blanks alone is no record.
  case separated(by: String)
  /// Each stretch from a line that begins with this mark to the next such line (`PMID-`).
  case headed(by: String)
  /// Each stretch from a line that begins with the one mark to a line that begins with the other
  /// (`<DOCUMENT>` to `</DOCUMENT>`), with what stands before it, since the last one, as its envelope.
  case marked(from: String, to: String)
  /// Each row of a table of delimited values, line breaks inside quotes honoured (RFC 4180), with the first row as
  /// its envelope's head. The separator is the one of these that the first row has most of.
  case rows(separators: String)
  /// Each record that begins with a line of this mark (`WARC/1.`), a head of `Name: value` lines and a blank one,
  /// and goes on for as many bytes as its Content-Length says.
  case sized(after: String)
  /// Each value that JSON text gathers: elements of a top-level array, members of a top-level object of objects, else
  /// what stands in a top-level object's `data`, `train`, `dev`, ... ; the object itself where nothing is gathered.
  /// A member's key is its envelope's head. Members beside those (`version`) are records too, with `beside` as their
  /// envelope's context, so that they are counted. The path names where the values stand in place of that rule:
  /// keys from the top, `*` for every member of the top; an empty one makes each top-level value a record.
  case jsonValues(at: [String]? = nil)
}

/// A format whose reading can be set by a preset: `formats: [{name: text, separator: "%%"}]`.
public protocol ConfigurableFormat: SourceFormat {
  /// The format with these options.
  ///
  /// - Throws: ``RunError`` naming an option that it does not have or a value that it cannot use.
  func configured(_ options: [String: String]) throws(RunError) -> any SourceFormat
}

/// A format's snippet with what it yields.
public struct FormatExample: Sendable {
  /// What the snippet shows.
  public var title: String
  /// A whole source; cut and parsed as a file of it would be.
  public var source: String
  /// What comes of it, in order.
  public var outcome: [Outcome]
  /// Where the example is written, for the test that fails there.
  public var file: String
  public var line: Int

  /// What one record of the snippet yields.
  public enum Outcome: Sendable {
    /// A document, for which each of the listed expectations holds.
    case document([Expectation])
    case skipped(rule: String)
    case rejected(reason: String)
  }

  /// One thing that holds for an expected document.
  public enum Expectation: Sendable, Equatable {
    case id(String)
    case title(String)
    /// The whole text.
    case text(String)
    /// A section with this label and role whose text is this.
    case section(label: String, role: String, text: String)
    /// A fact of this name and value, at this text where one is given.
    case fact(String, String, at: String? = nil)
    case language(String)
    case rights(String)
    case mark(String)
    /// No text, section, fact or identifier holds this string.
    case nowhere(String)
  }

  public init(
    _ title: String, source: String, yields outcome: [Outcome], file: String = #filePath,
    line: Int = #line
  ) {
    self.title = title
    self.source = source
    self.outcome = outcome
    self.file = file
    self.line = line
  }
}
