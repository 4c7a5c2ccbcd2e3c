import Didact

/// Tells an article's statements about itself (thanks, funding, interests, ethics, data) from its matter.
///
/// They stay in the text; as boilerplate, no task touches them.
enum EndMatter {
  /// A `boilerplate` fact for each such section.
  static func facts(of sections: [Section]) -> [Fact] {
    sections.filter { !$0.span.isEmpty && holds($0) }.map {
      Fact(Fact.boilerplate, "end-matter", span: $0.span)
    }
  }

  private static func holds(_ section: Section) -> Bool {
    if roles.contains(section.role) { return true }
    let label = folded(section.label)
    // Most labels are known by their first letter to be none.
    guard let first = label.first, firsts.contains(first) else { return false }
    return labels.contains(label) || starts.contains { label.starts(with: $0) }
  }

  /// `5. Authors’ contributions:` as `authors' contributions`.
  private static func folded(_ label: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(label.utf8.prefix(80))[...]
    while let byte = rest.popFirst() {
      if byte == 0xE2, rest.starts(with: [0x80, 0x99]) {
        bytes.append(UInt8(ascii: "'"))
        rest = rest.dropFirst(2)
      } else if !bytes.isEmpty || UTF8Bytes.isLetter(byte) {
        bytes.append(UTF8Bytes.lowered(byte))
      }
    }
    while let last = bytes.last, " .:".utf8.contains(last) { bytes.removeLast() }
    return bytes
  }

  private static let firsts = Set((labels.map { $0[0] }) + starts.map { $0[0] })

  /// Values of `sec-type`, and the reader's names for elements of the back matter.
  private static let roles: Set<String> = [
    "ack", "acknowledgements", "footnotes", "additional-information", "author-contribution",
    "author-contributions", "coi-statement", "conflict", "data-availability", "datasets",
    "ethics-statement", "funding-information", "supplementary-material",
  ]

  private static let labels = Set<[UInt8]>(
    [
      "additional file", "additional files", "additional information", "authors' information",
      "code availability", "consent", "consent for publication", "contributions", "contributors",
      "contributorship", "declarations", "disclaimer", "disclosure", "disclosures", "ethics",
      "ethics statement", "financial support", "funding", "funding information", "funding sources",
      "funding statement", "patient consent", "pre-publication history",
      "provenance and peer review", "role of the funding source", "sources of funding",
      "supplementary data", "supplementary information", "supplementary material",
      "supplementary materials", "supplemental material", "supporting information",
    ].map { (label: String) in Array(label.utf8) })

  private static let starts = [
    "acknowledg", "author contribution", "authors' contribution", "author's contribution",
    "availability of data", "competing interest", "competing financial interest",
    "compliance with ethical", "conflict of interest", "conflicts of interest",
    "data and software availab", "data availability", "data sharing statement",
    "declaration of competing", "declaration of conflicting", "declaration of interest",
    "ethical approval", "ethics approval", "informed consent statement",
    "institutional review board statement", "publisher's note",
  ].map { (start: String) in Array(start.utf8) }
}
