public import Didact
import DidactXML

/// PubMed records in NLM's XML: baseline and update files, efetch sets, website exports, book articles
/// (https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/).
///
/// The text is the title line and the abstract, one paragraph an `AbstractText`: all character data, markup
/// dropped, blanks folded, so `CO<sub>2</sub>` is `CO2`; MathML reads on one line; e-mail addresses are taken
/// out. Each `OtherAbstract` (another language, a plain-language summary) is a document of its own, its id
/// the article's with `#` and its type. Labels of abstract parts are in `sections`, not in the text; a
/// section's role is its NlmCategory in lower case, none where that is UNASSIGNED.
///
/// | fact | value | attributes | place |
/// |---|---|---|---|
/// | `article-id` | identifier | `type`: doi, pmc, pii, ... | |
/// | `journal` | title | `abbreviation`, `volume`, `issue`, `pages` | |
/// | `publication-date` | `2018-05-17`, `2018`, as stated | | |
/// | `article-language` | ISO code of the article itself | | |
/// | `vernacular-title` | the title in the article's language | | |
/// | `translated-title` | `yes` where the title is NLM's translation | | |
/// | `publication-type` | type | `ui` | |
/// | `mesh-heading` | descriptor | `ui`, `major`: Y or N | |
/// | `mesh-qualifier` | qualifier | `descriptor`, `ui`, `major` | |
/// | `supplementary-mesh` | name | `type`, `ui` | |
/// | `chemical` | substance | `ui`, `registry-number` | |
/// | `gene-symbol` | symbol | | |
/// | `keyword` | keyword | `owner`, `major` | |
/// | `grant` | grant number | `agency`, `country` | |
/// | `funding-source` | funder that states no number | `country` | |
/// | `accession-number` | number in a databank or trial registry | `databank` | |
/// | `related` | kind: `RetractionIn`, `CommentOn`, ... | | |
/// | `copyright` | the stated copyright line | | |
/// | `boilerplate` | `copyright-line`, `link`, `notice-title` | | the sentence, the title |
/// | `left-out` | rule, as ``PubMedRule`` names them | `characters` | |
///
/// Marks: `retracted`, `notice` (a retraction, an erratum, an expression of concern), `no-abstract`.
public struct PubMedFormat: SourceFormat {
  public init() {}

  public let name = "pubmed"
  public let summary =
    "PubMed XML (baseline, updates, efetch; articles and book articles); without authors, affiliations, references"
  public let cutting = Cutting.elements(["PubmedArticle", "PubmedBookArticle", "DeleteCitation"])

  public func recognises(_ head: SourceHead) -> Confidence {
    switch head.rootElement {
    case "PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle": .certain
    case nil: .no
    // Sets that someone wrapped anew hold PubMed's own records.
    default: Self.holdsRecord(head.bytes[...]) ? .likely : .no
    }
  }

  private static func holdsRecord(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let at = UTF8Bytes.find("<PubmedArticle".utf8, in: bytes) else { return false }
    return bytes[(at + 14)...].first.map { $0 == UInt8(ascii: ">") || UTF8Bytes.isBlank($0) }
      ?? false
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    try PubMedReader.read(record)
  }

  public var examples: [FormatExample] { PubMedExamples.all }
}

/// MEDLINE citations without PubMed's wrapping: `MedlineCitationSet`, NLM's form until 2015.
public struct MedlineCitationFormat: SourceFormat {
  public init() {}

  public let name = "medline-xml"
  public let summary = "MedlineCitationSet, NLM's older form of PubMed XML; read as pubmed is"
  public let cutting = Cutting.elements(["MedlineCitation", "DeleteCitation"])

  public func recognises(_ head: SourceHead) -> Confidence {
    switch head.rootElement {
    case "MedlineCitationSet", "MedlineCitation": .certain
    default: .no
    }
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    try PubMedReader.read(record)
  }

  public var examples: [FormatExample] { PubMedExamples.medline }
}
