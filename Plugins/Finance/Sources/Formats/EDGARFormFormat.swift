public import Didact
import DidactXML

/// Forms that EDGAR takes as XML, by themselves: ownership (3, 4, 5), 13F with its information table, N-PORT,
/// D, C, EFFECT and others of the `edgarSubmission` kind.
///
/// The text has a line for each answer, its caption before it, and a table for transactions and holdings; numbers stand
/// as the form has them. Sections are the form's parts.
///
/// | fact | value | attributes | place in the text |
/// |---|---|---|---|
/// | `form-type`, `period`, `company`, `cik`, `symbol` | as stated, `period` as `2022-12-13` | | it |
/// | `reporting-owner` | name | `relationship` | it |
/// | `transaction`, `holding` | the security, the issuer | the row's other answers; `code-meaning` as form 4's instructions have it | the row |
/// | `table-cell` | an answer in a table | `row`, `column`, `table` | it |
/// | `footnote`, `footnote-reference` | the mark | | the note; the answer that it is to |
/// | any other answer | as stated | | it, unless it has no column of its table |
/// | `left-out` | `address`, `telephone`, `e-mail`, `contact`, `signature`, `flag`, `filing-system`, `zero-return` | `characters` | |
/// | `boilerplate` | `composed-title` | | it |
public struct EDGARFormFormat: SourceFormat {
  public init() {}

  public let name = "edgar-form"
  public let summary =
    "forms that EDGAR takes as XML: 3, 4, 5, 13F and its table, N-PORT, D, C and others; "
    + "without addresses, telephone numbers, signatures"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    guard let root = head.rootElement, EDGARForm.roots.contains(root) else { return .no }
    let marks = ["<ownershipDocument", "sec.gov/edgar/", "<submissionType", "infoTable"]
    return marks.contains { UTF8Bytes.find($0.utf8, in: head.bytes[...]) != nil }
      ? .certain : .possible
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let form = try EDGARForm(record).form
    guard form.text.count > 0 else { return .skipped(rule: "blank") }
    return .documents([form.document(id: "")])
  }

  public var examples: [FormatExample] { FormExamples.all }
}
