public import Didact

/// Journal articles in JATS (ANSI/NISO Z39.96) and its forerunner, the NLM DTD: files of PubMed Central, of
/// publishers, of SciELO, alone or wrapped in `pmc-articleset` or OAI-PMH.
///
/// An `<article>` is a record. It yields a document of its own, one for each sub-article or response (a
/// translation, a referee's report, an answer), and one for each abstract in another language; their ids are the
/// article's with `#` and the part's own id.
///
/// The text is the title line, the abstracts, the body, the back matter, then what floats. Paragraphs, list
/// items and rows of tables stand on lines of their own; figures, tables and footnotes follow the paragraph in
/// which they stand. Blanks of all kinds become one space. Titles of sections are labels in `sections` and not in the text. References, authors and how
/// to reach them, supplementary material and pictures are left out, and e-mail addresses wherever they stand.
/// Citations keep their place in a sentence (`[12]`, `Smith (2010)`); superscript ones are left out.
///
/// | fact | value | attributes | place |
/// |---|---|---|---|
/// | `article-id` | identifier | `type`: doi, pmid, pmc, publisher-id, ... | |
/// | `article-type` | `research-article`, ... | | |
/// | `part-of` | id of the article that a part belongs to | | |
/// | `journal` | title | | |
/// | `publication-date` | `2008`, `2008-04`, `2008-04-16` | `type`: epub, ppub, ... | |
/// | `subject` | subject | `type` of its group | |
/// | `keyword` | keyword | `type`, `language` of its group | |
/// | `other-title` | title | `language` | |
/// | `grant` | award number | `agency` | |
/// | `funding-source` | funder without award number | | |
/// | `funding-statement` | statement | | |
/// | `abbreviation` | short form | `long-form` | where the source defines it |
/// | `figure-caption`, `table-caption` | label: `Figure 1` | | the caption, label not included |
/// | `table-cell` | the cell's text | `row`, `column`: their heads | the cell |
/// | `left-out` | rule, as ``JATSRule`` names them | `characters` | |
/// | `boilerplate` | `review-title` | | the title of a decision letter, a referee's report, a reply |
/// | `boilerplate` | `end-matter` | | a section on thanks, funding, interests, ethics, data |
///
/// Roles of sections: `sec-type` in lower case as the source states it; `abstract` (or the abstract's type),
/// `acknowledgements`, `appendix`, `glossary`, `footnotes`, `boxed-text`, `notes` where the element says so.
/// Marks: `retracted`, `notice` (a correction, a retraction, ...), `no-abstract` (neither abstract nor body).
public struct JATSFormat: SourceFormat {
  public init() {}

  public let name = "jats"
  public let summary =
    "JATS and NLM journal articles, parts and translations as documents of their own; without references, "
    + "superscript reference marks, authors' addresses, supplementary material"
  public let cutting = Cutting.elements(["article"])

  public func recognises(_ head: SourceHead) -> Confidence {
    guard let root = head.rootElement else { return .no }
    let bytes = JATSHead.text(of: head.bytes)
    let hasFront = ["<article-meta", ":article-meta"].contains { JATSHead.contains($0, in: bytes) }
    switch root {
    case "article":
      if hasFront || JATSHead.hasDoctype(bytes) { return .certain }
      return JATSHead.contains("article-type=", in: bytes) && JATSHead.contains("body>", in: bytes)
        ? .likely : .no
    case "pmc-articleset": return .certain
    case "OAI-PMH": return hasFront ? .certain : .no
    default: return hasFront && JATSHead.contains("<article", in: bytes) ? .likely : .no
    }
  }

  public let examples = JATSExamples.all
}

/// Looks at the beginning of a source for what only JATS has.
enum JATSHead {
  /// The bytes, those of UTF-16 without their zeros: markup is ASCII.
  static func text(of bytes: [UInt8]) -> [UInt8] {
    bytes.prefix(4).contains(0) ? bytes.filter { $0 != 0 } : bytes
  }

  static func contains(_ needle: String, in bytes: [UInt8]) -> Bool {
    UTF8Bytes.find(Array(needle.utf8), in: bytes[...]) != nil
  }

  /// Whether the DOCTYPE names one of the public DTDs.
  static func hasDoctype(_ bytes: [UInt8]) -> Bool {
    guard let start = UTF8Bytes.find(Array("<!DOCTYPE".utf8), in: bytes[...]) else { return false }
    let doctype = Array(
      bytes[start...].prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "[") })
    return contains("//NLM//DTD", in: doctype) || contains("JATS", in: doctype)
  }
}
