public import Didact
import DidactXML

/// Full EDGAR submissions: a header in SGML, and documents in HTML, plain text or data.
///
/// A record is one `<DOCUMENT>`; the header is its envelope. The first document has the accession number for its
/// id, the others `accession#sequence`. Title: company, form type and period as the header states them, since
/// the pieces of a long filing need to say whose they are; no task asks for it.
///
/// | fact | value | attributes | place in the text |
/// |---|---|---|---|
/// | `accession-number`, `form-type`, `period`, `filed`, `effective`, `series` | as the header states them, dates as `1995-05-10` | | |
/// | `company`, `reporting-owner` | a party's name | `role`, `relationship` | |
/// | `cik`, `state`, `fiscal-year-end`, `act`, `file-number`, `sic`, `former-name` | of a party | `of` where there are several; `until` | |
/// | `industry` | name of the standard industrial classification | `sic` | |
/// | `item-information`, `item-code`, `group-member` | events that an 8-K reports; who files together | | |
/// | `document-type`, `sequence`, `file-name`, `description` | of the document | | |
/// | `page-title` | the title of an HTML page | | |
/// | `unplaced-heading` | a line that looks like an item's heading and is none of the form's | | the line |
/// | `empty-item` | a heading without text | `role` | |
/// | `xbrl`, `xbrl-continuation`, cover facts | as ``FilingFormat``'s, labels from the submission's `EX-101.LAB` or `EX-101.SCH` | | |
/// | `left-out` | rule | `characters` | |
/// | `boilerplate` | `composed-title`, `cover-page`, `signatures`, `forward-looking`, `incorporation-by-reference`, `furnished-not-filed` | | it |
///
/// Sections of forms 10-K, 10-Q, 8-K and 20-F: their items, roles `item-1a`, `item-2.02`, `part-2-item-1`,
/// `item-1-and-2`. Forms in XML (3, 4, 13F, ...) are read as ``EDGARFormFormat`` does.
public struct EDGARSubmissionFormat: CompanionFormat {
  public init() {}

  public let name = "edgar"
  public let summary =
    "EDGAR full submissions, a document for each of their documents, 10-K, 10-Q, 8-K and 20-F in items; "
    + "forms in XML; without addresses, data (XBRL, spreadsheets), PDF and uuencoded parts, page numbers"
  public let cutting = Cutting.marked(from: "<DOCUMENT>", to: "</DOCUMENT>")

  public func recognises(_ head: SourceHead) -> Confidence {
    let bytes = head.bytes[...]
    let marks = [
      "<SEC-HEADER>", "<SEC-DOCUMENT>", "<IMS-HEADER>", "<DOCUMENT>\n<TYPE>",
      "<DOCUMENT>\r\n<TYPE>", "<ACCEPTANCE-DATETIME>", "<SUBMISSION>\n<ACCESSION-NUMBER>",
    ]
    return marks.contains { UTF8Bytes.find($0.utf8, in: bytes) != nil } ? .certain : .no
  }

  public func companion(for head: SourceHead) -> Companion.Place? {
    // Documents in inline XBRL stand in an element of EDGAR's own.
    guard UTF8Bytes.find("<XBRL>".utf8, in: head.bytes[...]) != nil else { return nil }
    return .within(
      ["EX-101.LAB", "EX-101.SCH"].flatMap { type in
        ["\n", "\r\n"].map { "<DOCUMENT>\($0)<TYPE>\(type)" }
      })
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let header = SubmissionHeader(record.envelope?.head ?? [])
    let part = SubmissionPart(record.bytes)
    if let rule = part.skipRule { return .skipped(rule: rule) }
    let type = part.type.isEmpty ? header.formType ?? "" : part.type
    var title = ""
    if let company = header.company {
      title = [company, type, header.date ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    var facts = header.facts
    func add(_ fact: String, _ value: String) {
      if !value.isEmpty { facts.append(Fact(fact, value)) }
    }
    add("document-type", part.type)
    add("sequence", part.sequence)
    add("file-name", part.fileName)
    add("description", part.description)
    // The header stands before each document; what it says of addresses is counted once.
    if part.sequence == "1" || part.sequence.isEmpty { facts += header.leftOut.facts }
    if part.isForm {
      let inside = Record(source: record.source, offset: 0, bytes: part.content)
      let form: FormText
      do {
        form = try EDGARForm(inside, title: title).form
      } catch {
        throw error.shifted(
          by: part.content.startIndex - record.bytes.startIndex,
          lines: record.bytes[..<part.content.startIndex].count { $0 == 0x0A })
      }
      return .documents([form.document(id: id(header, part), facts: facts)])
    }
    let inline = InlineXBRL.isIn(part.content) ? InlineXBRL(size: part.content.count) : nil
    let page = try FilingText.page(part.content, inline)
    guard !page.lines.isEmpty else { return .skipped(rule: "blank") }
    var filing = FilingDocument(id: id(header, part), title: title, facts: facts)
    filing.inline = inline
    if inline != nil {
      filing.labels = record.companion.map { XBRLLabels(SubmissionPart($0.bytes).content) }
    }
    return .documents([filing.document(of: page, form: FilingForm(type: type))])
  }

  private func id(_ header: SubmissionHeader, _ part: SubmissionPart) -> String {
    guard let accession = header.accessionNumber else { return "" }
    return part.sequence.isEmpty || part.sequence == "1"
      ? accession : "\(accession)#\(part.sequence)"
  }

  public var examples: [FormatExample] { FilingExamples.submissions }
}
