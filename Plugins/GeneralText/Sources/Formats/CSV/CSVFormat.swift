public import Didact
import DidactDecoding

/// Tables of delimited values: a row is a document.
///
/// Options name the columns, by their heads or by their numbers: `text: "abstract, body"`
/// makes a section of each. Without them columns that are called so are taken. Other columns are counted as left out
/// under the rule `fields`, or with `fields: facts` told as facts. The text is the cell's, line ends made LF.
public struct CSVFormat: ConfigurableFormat {
  private var columns = ColumnMapping()
  private var separators = ",;\t|"
  private var encoding: String?

  public init() {}

  public let name = "csv"
  public let summary =
    "tables of values set apart by commas, semicolons, tabs or bars, a row a document; columns other than text, id, "
    + "title, language, rights are left out and counted (options: text, id, title, language, rights, fields, "
    + "separator, encoding)"
  public var cutting: Cutting { .rows(separators: separators) }

  public func configured(_ options: [String: String]) throws(RunError) -> any SourceFormat {
    var format = self
    var rest = options
    if let separator = rest.removeValue(forKey: "separator") {
      let names = ["comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"]
      format.separators = names[separator] ?? separator
      guard format.separators.utf8.count == 1, format.separators != "\"" else {
        throw RunError(
          "format csv: the option separator has no value '\(separator)'",
          remedy: "use comma, semicolon, tab, pipe, or a character of ASCII")
      }
    }
    if let encoding = rest.removeValue(forKey: "encoding") {
      guard TextDecoding.knows(encoding) else {
        throw RunError(
          "format csv: the option encoding has no value '\(encoding)'",
          remedy: "name an encoding as iconv -l lists them: windows-1252, koi8-r, shift_jis")
      }
      format.encoding = encoding
    }
    format.columns = try ColumnMapping(rest)
    return format
  }

  public func recognises(_ head: SourceHead) -> Confidence {
    guard !head.bytes.contains(0), head.rootElement == nil else { return .no }
    let path = head.path.lowercased()
    let isNamed = [
      ".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst", ".csv.bz2", ".csv.xz",
    ]
    .contains(where: path.hasSuffix)
    guard let rows = Rows(of: head.bytes[...], separators: Array(separators.utf8), most: 4) else {
      return isNamed ? .possible : .no
    }
    if isNamed { return .likely }
    return rows.looksLikeTable ? .possible : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    guard let envelope = record.envelope else { return try whole(record) }
    let separator = DelimitedRow.separator(of: envelope.head[...], among: Array(separators.utf8))
    let header = try DelimitedRow.fields(of: try decoded(envelope.head[...]), separator: separator)
    let row = try DelimitedRow.fields(of: try decoded(record.bytes), separator: separator)
    return try document(of: row, under: header).map { .documents([$0]) } ?? .skipped(rule: "blank")
  }

  /// A table in UTF-16 or UTF-32, which cannot be cut: one record, all of it good or none.
  private func whole(_ record: Record) throws(RecordError) -> Reading {
    let text = try TextDecoding(record.bytes, declared: encoding)
    guard let rows = Rows(of: text.bytes[...], separators: Array(separators.utf8), most: .max)
    else {
      throw RecordError(reason: "unclosed-quote", detail: "the table cannot be cut into rows")
    }
    var documents: [Document] = []
    for row in rows.rows {
      guard var document = try document(of: row, under: rows.header) else { continue }
      document.facts += text.facts
      documents.append(document)
    }
    return documents.isEmpty ? .skipped(rule: "blank") : .documents(documents)
  }

  private func document(
    of row: [[UInt8]], under header: [[UInt8]]
  ) throws(RecordError) -> Document? {
    guard row.count == header.count else {
      throw RecordError(
        reason: "ragged-row",
        detail: "the row has \(row.count) fields where the first has \(header.count)")
    }
    return try columns.resolved(for: header).document(of: row)
  }

  private func decoded(_ bytes: ArraySlice<UInt8>) throws(RecordError) -> ArraySlice<UInt8> {
    if encoding == nil, let fault = UTF8Bytes.firstFault(in: bytes) {
      throw RecordError(
        reason: "encoding",
        detail: "is not UTF-8; name the table's encoding in the preset, as in "
          + "{name: csv, encoding: windows-1252}", offset: fault - bytes.startIndex)
    }
    return try TextDecoding(bytes, declared: encoding).bytes[...]
  }

  public var examples: [FormatExample] { CSVExamples.all }

  /// A table's first rows, all with their fields.
  private struct Rows {
    var header: [[UInt8]] = []
    var rows: [[[UInt8]]] = []

    /// Whether this can hardly be prose: a first line of short names, and another one as long.
    var looksLikeTable: Bool {
      header.count > 1 && rows.first?.count == header.count
        && header.allSatisfy { name in
          (1...40).contains(name.count) && name.first != 0x20
            && name.contains(where: UTF8Bytes.isWord)
            && name.split(separator: 0x20).count <= 3
        }
    }

    init?(of bytes: ArraySlice<UInt8>, separators: [UInt8], most: Int) {
      let bytes = Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes)
      let separator = DelimitedRow.separator(
        of: bytes.prefix { $0 != 0x0A }, among: separators)
      var start = 0
      while start < bytes.count, rows.count < most {
        let end = bytes.withUnsafeBufferPointer {
          DelimitedRow.end(in: $0, from: start, separator: separator)
        }
        // A head of 64 KiB may end anywhere.
        guard case .at(let index) = end, most == .max || index < bytes.count || rows.isEmpty else {
          break
        }
        let row = bytes[start..<index]
        start = index + (index < bytes.count && bytes[index] == 0x0D ? 2 : 1)
        if row.allSatisfy(UTF8Bytes.isBlank) { continue }
        guard let fields = try? DelimitedRow.fields(of: row, separator: separator) else {
          return nil
        }
        if header.isEmpty { header = fields } else { rows.append(fields) }
      }
      if header.isEmpty || most == .max && start < bytes.count { return nil }
    }
  }
}
