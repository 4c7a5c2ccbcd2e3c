import Didact
import DidactXML

/// Reads one PubMed record from its XML events.
///
/// Character data is gathered only inside the elements whose text is wanted, into one buffer that is used
/// again.
final class PubMedReader: XMLHandler {
  private static let vocabulary = XMLVocabulary(
    PubMedElement.self, skipping: Set(PubMedElement.leftOut.keys))
  private static let xml = XMLReader(vocabulary)
  /// By vocabulary number.
  private static let rules = vocabulary.names.map { PubMedElement.leftOut[$0] ?? .unread }

  /// What one record yields.
  static func read(_ record: Record) throws(RecordError) -> Reading {
    let reader = PubMedReader()
    try xml.parse(record, into: reader)
    if reader.isDeletion { return .skipped(rule: "delete-citation") }
    guard reader.isRecord else {
      throw RecordError(reason: "no-record", detail: "there is no PubMed record in it")
    }
    reader.article.leaveOut(.repeated, reader.repeated)
    return .documents(reader.article.documents())
  }

  /// What the record says of versions, where its bytes alone do not tell.
  static func version(of record: Record) -> RecordVersion {
    let reader = PubMedReader()
    do {
      try xml.parse(record, into: reader)
    } catch {
      return .none
    }
    if reader.isDeletion {
      return .deletes(reader.deleted.compactMap { PubMedVersions.number($0.utf8) })
    }
    guard let number = PubMedVersions.number(reader.article.pmid.utf8) else { return .none }
    return .version(PubMedVersions.number(reader.version.utf8) ?? 1, of: number)
  }

  private var article = PubMedArticle()
  /// Characters of fields that were stated again.
  private var repeated = 0
  private var isRecord = false
  private var isDeletion = false
  private var deleted: [String] = []
  /// What the PMID's attribute says.
  private var version = ""

  private var buffer: [UInt8] = []
  /// The element whose text is being gathered.
  private var capturing: PubMedElement?
  private var label = ""
  private var role = ""
  private var attributes: [Fact.Attribute] = []
  private var inOtherAbstract = false
  private var inRelated = false
  private var inPublicationDate = false
  private var keywordOwner = ""
  private var descriptor = ""
  private var databank = ""
  private var databankUsed = false
  private var registryNumber = ""
  private var grant = (id: "", agency: "", country: "")
  private var inGrant = false
  private var math = MathText()
  private var mathDepth = 0

  func start(_ element: Int, _ tag: XMLTag) {
    if mathDepth > 0 {
      mathDepth += 1
      math.start(MathElement(localName: tag.name) ?? .row)
      return
    }
    guard element >= 0, element < PubMedElement.all.count,
      capturing == nil || element == Self.mathNumber
    else { return }
    begin(PubMedElement.all[element], tag)
  }

  private static let mathNumber = PubMedElement.allCases.firstIndex(of: .math) ?? -1

  func end(_ element: Int) {
    if mathDepth > 0 {
      math.end()
      mathDepth -= 1
      if mathDepth == 0 {
        buffer.append(contentsOf: math.finish())
        article.leaveOut(.formula, math.leftOut)
        math = MathText()
      }
      return
    }
    guard element >= 0, element < PubMedElement.all.count else { return }
    finish(PubMedElement.all[element])
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if mathDepth > 0 {
      math.characters(bytes)
    } else if capturing != nil {
      buffer.append(contentsOf: bytes)
    } else if bytes.contains(where: { $0 > 0x20 }) {
      // Blanks between elements are most of what comes here.
      article.leaveOut(.unread, XMLCharacters.count(bytes))
    }
  }

  func skipped(_ element: Int, characters: Int) {
    article.leaveOut(Self.rules[element], characters)
  }

  private func begin(_ element: PubMedElement, _ tag: XMLTag) {
    switch element {
    case .article, .bookArticle, .citation: isRecord = true
    case .deleteCitation: isDeletion = true
    case .math:
      if capturing != nil {
        mathDepth = 1
        math.start(.math)
      }
    case .otherAbstract:
      inOtherAbstract = true
      article.otherAbstracts.append(
        PubMedAbstract(
          type: tag["Type"] ?? "other", language: tag["Language"].map(LanguageCode.iso)))
    case .abstract: inOtherAbstract = false
    case .abstractText:
      label = tag["Label"] ?? ""
      role = tag["NlmCategory"] ?? ""
      capture(element)
    case .related:
      inRelated = true
      if let type = tag["RefType"] { article.add(Fact("related", type)) }
    case .publicationDate: inPublicationDate = true
    case .grant:
      inGrant = true
      grant = ("", "", "")
    case .pmid:
      if article.pmid.isEmpty { version = tag["Version"] ?? "" }
      capture(element)
    case .keywordList: keywordOwner = tag["Owner"] ?? ""
    case .dataBank:
      databank = ""
      databankUsed = false
    case .chemical: registryNumber = ""
    case .articleID:
      attributes = [Fact.Attribute("type", tag["IdType"] ?? "")]
      capture(element)
    case .locationID:
      attributes = [Fact.Attribute("type", tag["EIdType"] ?? "")]
      capture(element)
    case .publicationType, .substance:
      attributes = [Fact.Attribute("ui", tag["UI"] ?? "")]
      capture(element)
    case .supplementaryName:
      attributes = [
        Fact.Attribute("type", tag["Type"] ?? ""), Fact.Attribute("ui", tag["UI"] ?? ""),
      ]
      capture(element)
    case .descriptor, .qualifier:
      attributes = [
        Fact.Attribute("ui", tag["UI"] ?? ""),
        Fact.Attribute("major", tag["MajorTopicYN"] ?? "N"),
      ]
      capture(element)
    case .keyword:
      attributes = [
        Fact.Attribute("owner", keywordOwner), Fact.Attribute("major", tag["MajorTopicYN"] ?? "N"),
      ]
      capture(element)
    case .journal, .heading: break
    default: capture(element)
    }
  }

  private func capture(_ element: PubMedElement) {
    capturing = element
    buffer.removeAll(keepingCapacity: true)
  }

  private func finish(_ element: PubMedElement) {
    switch element {
    case .otherAbstract: inOtherAbstract = false
    case .related: inRelated = false
    case .publicationDate: inPublicationDate = false
    case .grant:
      inGrant = false
      article.addGrant(id: grant.id, agency: grant.agency, country: grant.country)
    case .dataBank: if !databankUsed { article.leaveOut(.bookkeeping, databank.utf8) }
    case .chemical: article.leaveOut(.bookkeeping, registryNumber.utf8)
    default: break
    }
    guard capturing == element else { return }
    capturing = nil
    // A comment's own PMID and source belong to another article.
    guard !inRelated else { return article.leaveOut(.relatedArticles, buffer) }
    take(element)
  }

  /// Puts a captured text where it belongs.
  private func take(_ element: PubMedElement) {
    switch element {
    case .abstractText: takeAbstractText()
    case .articleTitle: repeated += PubMedArticle.state(&article.title, buffer)
    case .bookTitle: repeated += PubMedArticle.state(&article.bookTitle, buffer)
    case .copyright:
      if inOtherAbstract, !article.otherAbstracts.isEmpty {
        repeated += PubMedArticle.state(
          &article.otherAbstracts[article.otherAbstracts.count - 1].copyright, folded)
      } else {
        repeated += PubMedArticle.state(&article.abstract.copyright, folded)
      }
    default:
      let value = folded
      if !value.isEmpty { take(element, value) }
    }
  }

  private func takeAbstractText() {
    let part = PubMedAbstract.Part(label: label, role: role, text: buffer)
    if inOtherAbstract, !article.otherAbstracts.isEmpty {
      article.otherAbstracts[article.otherAbstracts.count - 1].parts.append(part)
    } else {
      article.abstract.parts.append(part)
    }
  }

  private func take(_ element: PubMedElement, _ value: String) {
    switch element {
    case .pmid:
      if isDeletion { deleted.append(value) }
      if article.pmid.isEmpty {
        article.pmid = value
      } else {
        article.leaveOut(.repeated, value.utf8)
      }
    case .articleID, .locationID: article.addIdentifier(value, attributes)
    case .vernacularTitle: repeated += PubMedArticle.state(&article.vernacularTitle, value)
    case .language: article.languages.append(LanguageCode.iso(value))
    case .journalTitle: repeated += PubMedArticle.state(&article.journal.title, value)
    case .abbreviatedJournal: repeated += PubMedArticle.state(&article.journal.abbreviation, value)
    case .volume: repeated += PubMedArticle.state(&article.journal.volume, value)
    case .issue: repeated += PubMedArticle.state(&article.journal.issue, value)
    case .pages: repeated += PubMedArticle.state(&article.journal.pages, value)
    case .firstPage: repeated += PubMedArticle.state(&article.pages.first, value)
    case .lastPage: repeated += PubMedArticle.state(&article.pages.last, value)
    case .year, .month, .day, .season, .medlineDate:
      if inPublicationDate {
        article.date.append(value)
      } else {
        article.leaveOut(.bookkeeping, value.utf8)
      }
    case .publicationType: article.add(Fact("publication-type", value, attributes: attributes))
    case .registryNumber: registryNumber = value
    case .substance:
      attributes.append(Fact.Attribute("registry-number", registryNumber))
      article.add(Fact("chemical", value, attributes: attributes))
      registryNumber = ""
    case .supplementaryName: article.add(Fact("supplementary-mesh", value, attributes: attributes))
    case .descriptor:
      descriptor = value
      article.add(Fact("mesh-heading", value, attributes: attributes))
    case .qualifier:
      article.add(
        Fact(
          "mesh-qualifier", value,
          attributes: [Fact.Attribute("descriptor", descriptor)] + attributes))
    case .gene: article.add(Fact("gene-symbol", value))
    case .keyword: article.add(Fact("keyword", value, attributes: attributes))
    case .grantID: grant.id = value
    case .agency: grant.agency = value
    case .country:
      if inGrant { grant.country = value } else { article.leaveOut(.bookkeeping, value.utf8) }
    case .dataBankName: databank = value
    case .accessionNumber:
      databankUsed = true
      article.add(
        Fact("accession-number", value, attributes: [Fact.Attribute("databank", databank)]))
    default: article.leaveOut(.unread, value.utf8)
    }
  }

  /// The captured text with blanks folded and e-mail addresses taken out.
  private var folded: String {
    if buffer.withUnsafeBufferPointer(UTF8Bytes.areFolded),
      !EMailAddress.isPossible(in: buffer[...])
    {
      return String(decoding: buffer, as: UTF8.self)
    }
    var text = DocumentText()
    _ = text.title(buffer)
    return article.clean(text.finish().description)
  }
}
