import Didact
import DidactXML

/// A form that EDGAR takes as XML: what it says, as lines of text and facts.
///
/// `ownershipDocument` (forms 3, 4, 5) and tables of holdings have readers of their own; whatever else is an
/// `edgarSubmission` (13F, N-PORT, D, C, ...) is read in the order in which it stands.
struct EDGARForm {
  private(set) var form = FormText()

  /// Roots of the forms' XML.
  static let roots: Set<String> = [
    "ownershipDocument", "informationTable", "edgarSubmission",
  ]

  /// Whether some bytes are such a form's.
  static func isForm(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = SourceHead(path: "", bytes: Array(bytes.prefix(4 << 10)))
    return head.rootElement.map(roots.contains) ?? false
  }

  /// Reads a form.
  ///
  /// - Parameter title: what names the document, where its submission's header does.
  /// - Throws: ``RecordError`` as ``XMLTree`` does, and `unknown-form` for another root.
  init(_ record: Record, title: String = "") throws(RecordError) {
    let bytes = record.bytes
    // Some begin with a blank line, which the XML declaration may not follow.
    let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    let content = marked.drop(while: UTF8Bytes.isBlank)
    let root: XMLTree
    do {
      root = try XMLTree.parse(
        Record(source: record.source, offset: 0, bytes: content))
    } catch {
      throw error.shifted(
        by: content.startIndex - bytes.startIndex,
        lines: bytes[..<content.startIndex].count { $0 == 0x0A })
    }
    guard Self.roots.contains(root.name) else {
      throw RecordError(
        reason: "unknown-form", detail: "its root element is none of an EDGAR form's")
    }
    form.title(title.isEmpty ? Self.title(of: root) : title)
    switch root.name {
    case "ownershipDocument": OwnershipForm.read(root, into: &form)
    case "informationTable": FormHoldings.read(root.elements, as: .information, into: &form)
    default: FormOutline.read(root, into: &form)
    }
  }

  /// Company, form and period: `METLIFE INC, 13F-HR, 2021-12-31`.
  private static func title(of root: XMLTree) -> String {
    // A table of holdings names the companies that are held, not its own.
    guard root.name != "informationTable" else { return "" }
    var values: [String: String] = [:]
    collect(root, into: &values)
    let parts = ["company", "form-type", "period"].compactMap { values[$0] }
    return values["company"] == nil ? "" : parts.joined(separator: ", ")
  }

  /// The first value of each fact that names a document.
  private static func collect(_ tree: XMLTree, into values: inout [String: String]) {
    guard FormRules.leftOut(tree) == nil else { return }
    for child in tree.elements {
      let fact = FormNames.fact(child.name, in: tree.name)
      if values[fact] == nil, child.elements.isEmpty {
        let value = UTF8Bytes.trimmed(child.text)
        if !value.isEmpty { values[fact] = fact == "period" ? FormDate.iso(value) : value }
      }
      collect(child, into: &values)
    }
  }
}

extension RecordError {
  /// The error with its place counted from an earlier beginning.
  func shifted(by bytes: Int, lines: Int) -> RecordError {
    var error = self
    error.offset = offset.map { $0 + bytes }
    error.line = line.map { $0 + lines }
    return error
  }
}

/// The dates of forms.
enum FormDate {
  /// `12-31-2021` as `2021-12-31`; others as they are, a time zone aside.
  static func iso(_ value: String) -> String {
    let bytes = Array(value.utf8)
    func areDigits(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy(UTF8Bytes.isDigit) }
    guard bytes.count == 10, bytes[2] == bytes[5], [0x2D, 0x2F].contains(bytes[2]),
      areDigits(0..<2), areDigits(3..<5), areDigits(6..<10)
    else { return value }
    return "\(value.suffix(4))-\(value.prefix(2))-\(value.dropFirst(3).prefix(2))"
  }
}
