public import Didact

/// PubMed's MEDLINE format (`.nbib`): a field a line, `TI  - The title`, continued on indented lines.
///
/// Text, facts and marks are those of ``PubMedFormat``. The format writes the labels of a structured abstract into
/// its text (`METHODS: We asked ...`); they become sections' labels, as they are in XML. Authors and affiliations
/// (`AU`, `FAU`, `AD`, `IR`) are not read.
/// Source: NLM, "MEDLINE/PubMed data element (field) descriptions".
public struct MedlineTextFormat: SourceFormat {
  public init() {}

  public let name = "medline-text"
  public let summary =
    "PubMed's MEDLINE format (.nbib, .txt); without authors, affiliations; read as pubmed is"
  public let cutting = Cutting.headed(by: "PMID-")

  public func recognises(_ head: SourceHead) -> Confidence {
    let bytes = head.bytes.drop { UTF8Bytes.isBlank($0) || $0 >= 0x80 }
    if bytes.starts(with: "PMID- ".utf8) { return .certain }
    return UTF8Bytes.find("\nPMID- ".utf8, in: head.bytes[...]) != nil
      && UTF8Bytes.find("\nTI  - ".utf8, in: head.bytes[...]) != nil ? .likely : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let bytes = record.bytes
    if let text = String(validating: bytes, as: UTF8.self) {
      return .documents(MedlineFields(text).article.documents())
    }
    throw RecordError(reason: "encoding", detail: "is not UTF-8", offset: nil)
  }

  public var examples: [FormatExample] {
    [
      FormatExample(
        "A record with a structured abstract, MeSH headings and a chemical",
        source: """
          PMID- 12
          TI  - Salt and blood
                pressure.
          AB  - BACKGROUND: Salt is common: it is old. METHODS: We asked
                forty people. RESULTS: They ate it.
          CI  - (c) 2006 The Authors.
          AD  - Salt Institute. salt@example.org
          AU  - Roe J
          LA  - eng
          PT  - Journal Article
          PT  - Review
          RN  - 451W47IQ8X (Sodium Chloride)
          MH  - *Blood Pressure/drug effects/*physiology
          MH  - Humans
          OT  - *salt
          AID - 10.1/x [doi]
          DP  - 2006 Mar 1
          JT  - Heart

          """,
        yields: [
          .document([
            .id("12"), .title("Salt and blood pressure."), .language("en"),
            .rights("(c) 2006 The Authors."),
            .text(
              "Salt and blood pressure.\nSalt is common: it is old.\nWe asked forty people.\nThey ate it."
            ),
            .section(label: "METHODS", role: "", text: "We asked forty people."),
            .fact("mesh-heading", "Blood Pressure"), .fact("mesh-qualifier", "physiology"),
            .fact("chemical", "Sodium Chloride"), .fact("article-id", "10.1/x"),
            .fact("keyword", "salt"), .fact("publication-date", "2006-Mar-1"),
            .nowhere("Roe"), .nowhere("Institute"),
          ])
        ]),
      FormatExample(
        "A retracted article, a title alone",
        source: "PMID- 3\nTI  - Pepper.\nPT  - Retracted Publication\n\nPMID- 4\nTI  - Mace.\n",
        yields: [
          .document([.id("3"), .mark("retracted"), .mark("no-abstract")]),
          .document([.id("4"), .mark("no-abstract")]),
        ]),
    ]
  }
}
