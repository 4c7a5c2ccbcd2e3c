public import Didact
import DidactXML

/// A filing's main document by itself, in HTML, inline XBRL or plain text: a 10-K, 10-Q, 8-K or 20-F cut into its items.
///
/// The form is the one that the page's beginning names (`FORM 10-K`), else the cover's `dei:DocumentType`. Facts and
/// sections are those of ``EDGARSubmissionFormat``, less what a header says. Of inline XBRL, with labels where the label
/// linkbase (`..._lab.xml`, or the schema that holds one) lies in the same folder and is among the run's sources:
///
/// | fact | value | attributes | place in the text |
/// |---|---|---|---|
/// | `xbrl` | the tagged value after format, scale and sign; empty for a block of text | `concept`, `label`, `period`, `unit`, `decimals`, `precision`, `dimensions`, `entity`, `undefined-context`, `undefined-unit`, `nil`, `as-shown`, `format`, `shown`, `characters`, `footnotes`, `id` | what is tagged |
/// | `xbrl-continuation` | the concept whose text goes on here | | it |
/// | `company`, `cik`, `state`, `form-type`, `period`, `fiscal-year-end`, `fiscal-year`, `fiscal-period`, `file-number`, `filer-category`, `trading-symbol`, `exchange` | as the cover's `dei` facts state them, where no header does | | what is tagged |
public struct FilingFormat: CompanionFormat {
  public init() {}

  public let name = "filing"
  public let summary =
    "single SEC filings in HTML, inline XBRL or plain text, 10-K, 10-Q, 8-K and 20-F in items, with inline XBRL's facts; without page numbers"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    let lowered = FilingType.plain(head.bytes)
    func holds(_ mark: String) -> Bool { UTF8Bytes.find(mark.utf8, in: lowered[...]) != nil }
    if UTF8Bytes.find("<ix:header".utf8, in: head.bytes[...]) != nil
      || UTF8Bytes.find("xmlns:ix=".utf8, in: head.bytes[...]) != nil
    {
      return .certain
    }
    let isCover = holds("securities and exchange commission") || holds("exact name of registrant")
    let forms = [
      "form 10", "form 8", "form 20", "form 6-k", "form 40-f", "form 11-k", "form s-", "form f-",
    ]
    return isCover && forms.contains(where: holds) ? .certain : .no
  }

  public func companion(for head: SourceHead) -> Companion.Place? {
    InlineXBRL.isIn(head.bytes[...]) ? .beside(LabelFiles.names(for: head)) : nil
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let inline = InlineXBRL.isIn(record.bytes) ? InlineXBRL(size: record.bytes.count) : nil
    let page = try FilingText.page(record.bytes, inline)
    guard !page.lines.isEmpty else { return .skipped(rule: "blank") }
    let type = FilingType.stated(in: page.lines) ?? inline?.stated("dei:DocumentType")
    var filing = FilingDocument(id: "")
    filing.inline = inline
    filing.labels = record.companion.map { XBRLLabels($0.bytes) }
    if let type { filing.facts.append(Fact("form-type", type)) }
    return .documents([filing.document(of: page, form: type.flatMap(FilingForm.init(type:)))])
  }

  public var examples: [FormatExample] { FilingExamples.filings }
}

/// The form that a page names at its beginning.
enum FilingType {
  static func stated(in lines: [HTMLPage.Line]) -> String? {
    for line in lines.prefix(80) where line.text.count < 120 {
      let bytes = line.text.map { UTF8Bytes.isLower($0) ? $0 & ~0x20 : $0 }
      guard let form = UTF8Bytes.find("FORM ".utf8, in: bytes[...]) else { continue }
      let name = bytes[(form + 5)...].prefix {
        !UTF8Bytes.isBlank($0) && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ",")
      }
      // Some pages write the form's hyphen as a typesetter would (U+2010, U+2011).
      let type = String(decoding: name, as: UTF8.self).replacing("\u{2010}", with: "-")
        .replacing("\u{2011}", with: "-")
      if FilingForm(type: type) != nil || others.contains(where: type.hasPrefix) { return type }
    }
    return nil
  }

  /// Forms without items of their own.
  private static let others = [
    "6-K", "40-F", "11-K", "S-1", "S-3", "S-4", "S-8", "S-11", "F-1", "F-3", "F-4",
  ]

  /// What a page's beginning says: without tags, blanks folded, in lower case.
  static func plain(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var isInTag = false
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "<"), index + 1 < bytes.count,
        UTF8Bytes.isLetter(bytes[index + 1]) || "/!?".utf8.contains(bytes[index + 1])
      {
        isInTag = true
      } else if byte == UInt8(ascii: ">") {
        isInTag = false
      }
      if isInTag || byte == UInt8(ascii: ">") || UTF8Bytes.isBlank(byte) {
        if output.last != 0x20 { output.append(0x20) }
      } else {
        output.append(UTF8Bytes.lowered(byte))
      }
    }
    return output
  }
}
