public import Didact
import DidactXML

/// Replies of NCBI's E-utilities that hold no documents: lists of ids, counts, links, summaries, sequences. Each is
/// skipped by the rule that names it, so that a folder of replies beside its articles is no folder of failures. A
/// reply that is an error is rejected: what a script stored unread.
///
/// Articles among the replies are other formats': ``PubMedFormat``, ``JATSFormat``.
/// Source: NCBI, "Entrez Programming Utilities Help".
public struct EntrezReplyFormat: SourceFormat {
  public init() {}

  public let name = "eutils"
  public let summary =
    "replies of NCBI's E-utilities without documents (esearch, esummary, elink, sequences, ...): skipped by rule; "
    + "errors are rejected"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    if isJSONError(head.bytes) { return .certain }
    guard let root = head.rootElement else { return .no }
    if Self.rules[root] != nil || root == "ERROR" { return .certain }
    // egquery's root is called Result, as others' may be; an article set may hold a refusal alone.
    if root == "Result" { return holds("<eGQueryResult", head) ? .certain : .no }
    if root == "pmc-articleset", holds("<Reply", head), !holds("<article", head) { return .certain }
    return .no
  }

  private func holds(_ mark: String, _ head: SourceHead) -> Bool {
    UTF8Bytes.find(mark.utf8, in: head.bytes[...]) != nil
  }

  /// `{"error":"API rate limit exceeded", ...}`
  private func isJSONError(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let start = text.prefix(64).filter { !UTF8Bytes.isBlank($0) }.prefix(9)
    return start.elementsEqual("{\"error\":".utf8)
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    if isJSONError(Array(record.bytes.prefix(64))) { throw Self.refusal }
    let reply = Reply()
    try Self.reader.parse(record, into: reply)
    if reply.isError { throw Self.refusal }
    if reply.isEmpty {
      throw RecordError(
        reason: "entrez-no-result",
        detail: "the search found nothing, or did not know a word of its query; look at the query")
    }
    guard let rule = Self.rules[reply.root] ?? (reply.root == "Result" ? "egquery" : nil) else {
      throw RecordError(reason: "unknown-format", detail: "is no reply of the E-utilities")
    }
    return .skipped(rule: rule)
  }

  private static let refusal = RecordError(
    reason: "entrez-error",
    detail: "the server answered with an error instead of records; fetch them again")

  /// Root elements, and the rule by which a reply is skipped.
  private static let rules: [String: String] = [
    "eSearchResult": "esearch", "eInfoResult": "einfo", "eLinkResult": "elink",
    "ePostResult": "epost", "eSpellResult": "espell", "eGQueryResult": "egquery",
    "eSummaryResult": "esummary", "DocumentSummarySet": "esummary", "eFetchResult": "efetch",
    "GBSet": "sequence", "INSDSet": "sequence", "TSeqSet": "sequence", "Bioseq-set": "sequence",
    "Bioseq": "sequence", "Seq-entry": "sequence", "Seq-annot": "sequence", "GBSeq": "sequence",
    "TaxaSet": "taxonomy", "Taxon": "taxonomy", "BioSampleSet": "biosample",
    "BioSample": "biosample", "BioProjectSet": "bioproject", "RecordSet": "bioproject",
    "SerialsSet": "journals", "NLMCatalogRecordSet": "journals",
    "Entrezgene-Set": "gene", "Entrezgene": "gene", "ExchangeSet": "snp",
    "EXPERIMENT_PACKAGE_SET": "sra", "SraRunInfo": "sra", "PC-Compounds": "compound",
    "PC-Substances": "compound", "ClinVarResult-Set": "clinvar", "MMDBSet": "structure",
    "GTRRegistry": "gtr", "IdList": "id-list",
  ]

  /// Elements that tell an error from a reply.
  private static let names = ["ERROR", "Error", "error", "ErrorList", "Count", "IdList", "Id"]
  private static let reader = XMLReader(XMLVocabulary(names))

  /// What a reply is, as far as it matters.
  private final class Reply: XMLHandler {
    private(set) var root = ""
    private var depth = 0
    private var open = -1
    private var hasError = false
    private var hasErrorList = false
    private var hasID = false
    private var isRefused = false

    var isError: Bool { root == "ERROR" || hasError || isRefused }
    /// A search with an error list and without ids.
    var isEmpty: Bool { root == "eSearchResult" && hasErrorList && !hasID }

    func start(_ element: Int, _ tag: XMLTag) {
      if depth == 0 { root = tag.name }
      depth += 1
      open = element
      switch element {
      case 3: hasErrorList = true
      case 6: hasID = true
      default: if root == "pmc-articleset", tag["error"] != nil { isRefused = true }
      }
    }
    func end(_ element: Int) {
      depth -= 1
      open = -1
    }
    /// `<ERROR/>` without a word stands in replies that are none, and a record may have a field of that name: the
    /// reply's own stand at the top.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
      if (0...2).contains(open), depth <= 3, LeftOut.characters(bytes) > 0 { hasError = true }
    }
  }

  public var examples: [FormatExample] { EntrezReplyExamples.all }
}

enum EntrezReplyExamples {
  static let all: [FormatExample] = [
    FormatExample(
      "A list of ids",
      source: """
        <?xml version="1.0" encoding="UTF-8" ?>
        <eSearchResult><Count>1</Count><RetMax>1</RetMax><IdList><Id>41297076</Id></IdList></eSearchResult>
        """,
      yields: [.skipped(rule: "esearch")]),
    FormatExample(
      "Summaries name articles and hold none",
      source: """
        <eSummaryResult><DocSum><Id>1</Id><Item Name="Title" Type="String">Salt.</Item></DocSum></eSummaryResult>
        """,
      yields: [.skipped(rule: "esummary")]),
    FormatExample(
      "A sequence", source: "<GBSet><GBSeq><GBSeq_locus>X1</GBSeq_locus></GBSeq></GBSet>",
      yields: [.skipped(rule: "sequence")]),
    FormatExample(
      "An error in the place of records",
      source: "<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>",
      yields: [.rejected(reason: "entrez-error")]),
    FormatExample(
      "An error in the place of an article",
      source: """
        <pmc-articleset><Reply Id="1" error="The publisher does not allow downloading"/></pmc-articleset>
        """,
      yields: [.rejected(reason: "entrez-error")]),
    FormatExample(
      "An error as JSON", source: "{\"error\":\"API rate limit exceeded\",\"count\":\"4\"}",
      yields: [.rejected(reason: "entrez-error")]),
    FormatExample(
      "A search that did not know a word",
      source: """
        <eSearchResult><Count>0</Count><IdList/><ErrorList><PhraseNotFound>saltt</PhraseNotFound></ErrorList></eSearchResult>
        """,
      yields: [.rejected(reason: "entrez-no-result")]),
    FormatExample(
      "A search that found nothing",
      source: "<eSearchResult><Count>0</Count><IdList/></eSearchResult>",
      yields: [.skipped(rule: "esearch")]),
  ]
}
