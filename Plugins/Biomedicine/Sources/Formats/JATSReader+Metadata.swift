import Didact
import DidactXML

/// What is said of the article: identifiers, titles, keywords, funding, dates, licence.
extension JATSReader {
  mutating func openMetadata(_ element: JATSElement, _ attributes: some JATSAttributes) {
    switch element {
    case .abstract, .transAbstract:
      if !isText { openAbstract(element, attributes) }
      return
    case .permissions, .license:
      if isText { return skip(as: .license) }
      if element == .license { article.rights.state(plain(attributes.string(.href))) }
      return
    case .link:
      if !isText, frames.contains(where: { $0.element == .license }) {
        article.rights.link(plain(attributes.string(.href)))
      }
      return
    case .relatedArticle:
      guard !isText else { return }
      let relation = lowered(attributes.string(.relation) ?? "")
      if relation == "retraction-forward" || relation == "retraction" { article.isRetracted = true }
      return skip(as: .relatedArticles)
    default: break
    }
    guard !isText else { return }
    if captureDepth > 0 {
      withLine { $0.blank() }
      return
    }
    switch element {
    case .keywordGroup:
      group.keywordType = short(attributes.string(.keywordGroupType))
      group.keywordLanguage = JATSLanguage.code(attributes.string(.language)) ?? ""
    case .subjectGroup:
      set(type: group.subjectType)
      if let type = attributes.string(.subjectGroupType) { group.subjectType = short(type) }
    case .transTitleGroup:
      set(type: JATSLanguage.code(attributes.string(.language)) ?? "")
    case .date:
      group.year = ""
      group.month = ""
      group.day = ""
      set(type: attributes.string(.publicationType) ?? attributes.string(.dateType) ?? "")
    case .year, .month, .day:
      guard frames.dropLast().last?.element == .date else {
        return skip(as: .articleDetails)
      }
      capture()
    case .awardGroup:
      group.awards = []
      group.sources = []
    case .articleID: capture(type: attributes.string(.identifierType) ?? "")
    case .transTitle: capture(type: JATSLanguage.code(attributes.string(.language)) ?? "")
    default: capture()
    }
  }

  private mutating func capture(type: String = "") {
    beginCapture()
    set(type: type, isSpecial: true)
  }

  mutating func closeMetadata(_ frame: Frame) {
    switch frame.element {
    case .subjectGroup: if !isText { group.subjectType = frame.type }
    case .date: if !isText { closeDate(frame) }
    case .awardGroup: if !isText { closeAwards() }
    default:
      guard frame.isSpecial else { return }
      take(endCapture(), of: frame)
    }
  }

  private mutating func take(_ bytes: [UInt8], of frame: Frame) {
    guard !bytes.isEmpty else { return }
    let value = String(decoding: bytes, as: UTF8.self)
    switch frame.element {
    case .articleID: article.identifiers.append((frame.type, value))
    case .articleTitle:
      if article.title.isEmpty { article.title = bytes } else { leaveOut(.unread, bytes) }
    case .subtitle: takeSubtitle(bytes)
    case .transTitle:
      let group = frames.last.map { $0.element == .transTitleGroup ? $0.type : "" } ?? ""
      let language = group.isEmpty ? frame.type : group
      article.translatedTitles.append((language, bytes))
      add(fact: "other-title", value, ("language", language))
    case .keyword:
      add(fact: "keyword", value, ("type", group.keywordType), ("language", group.keywordLanguage))
    case .subject: add(fact: "subject", value, ("type", group.subjectType))
    case .journalTitle: add(fact: "journal", value)
    case .year: group.year = value
    case .month: group.month = value
    case .day: group.day = value
    case .awardID, .fundingSource:
      if frames.contains(where: { $0.element == .awardGroup }) {
        if frame.element == .awardID {
          group.awards.append(value)
        } else {
          group.sources.append(value)
        }
      } else {
        add(fact: frame.element == .awardID ? "grant" : "funding-source", value)
      }
    case .fundingStatement: add(fact: "funding-statement", value)
    case .licenseReference:
      if article.rights.url.isEmpty {
        article.rights.state(value)
      } else {
        leaveOut(.license, bytes)
      }
    case .licenseText, .paragraph:
      if article.rights.text.isEmpty {
        article.rights.text = value
      } else {
        leaveOut(.license, bytes)
      }
    case .copyright:
      if article.rights.copyright.isEmpty {
        article.rights.copyright = value
      } else {
        leaveOut(.license, bytes)
      }
    default: leaveOut(.unread, bytes)
    }
  }

  /// Adds a fact with those attributes that say something.
  private mutating func add(fact name: String, _ value: String, _ attributes: (String, String)...) {
    article.facts.append(
      Fact(
        name, value,
        attributes: attributes.filter { !$0.1.isEmpty }.map { Fact.Attribute($0.0, $0.1) }))
  }

  private mutating func takeSubtitle(_ bytes: [UInt8]) {
    guard frames.last?.element != .transTitleGroup, let last = article.title.last else {
      return leaveOut(.unread, bytes)
    }
    let ends = [UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ".")]
      .contains(last)
    article.title += Array((ends ? " " : ": ").utf8) + bytes
  }

  private mutating func closeDate(_ frame: Frame) {
    guard !group.year.isEmpty else {
      return leaveOut(.articleDetails, (group.month + group.day).utf8)
    }
    if group.month.isEmpty { leaveOut(.articleDetails, group.day.utf8) }
    var value = group.year
    for part in [group.month, group.day] {
      guard !part.isEmpty else { break }
      value += "-" + (part.utf8.count == 1 ? "0" + part : part)
    }
    add(fact: "publication-date", value, ("type", frame.type))
  }

  private mutating func closeAwards() {
    let sources = group.sources.joined(separator: "; ")
    let source = short(sources)
    if !group.awards.isEmpty {
      leaveOut(.unread, XMLCharacters.count(sources.utf8) - XMLCharacters.count(source.utf8))
    }
    for award in group.awards { add(fact: "grant", award, ("agency", source)) }
    if group.awards.isEmpty { for source in group.sources { add(fact: "funding-source", source) } }
    group.awards = []
    group.sources = []
  }

  // MARK: Abstracts and licence text

  /// An abstract in the article's language begins its text; one in another language is a document of its own.
  private mutating func openAbstract(_ element: JATSElement, _ attributes: some JATSAttributes) {
    let language = JATSLanguage.code(attributes.string(.language))
    let differs = language != nil && article.language != nil && language != article.language
    if element == .transAbstract || differs {
      var next = JATSArticle(kind: .abstract)
      next.language = language
      next.suffix = "abstract-" + (language ?? String(parts.count + 1))
      next.articleType = "translated-abstract"
      next.title = article.translatedTitles.first { $0.language == language }?.title ?? []
      beginArticle(next)
      set(isSpecial: true)
    }
    isText = true
    let type = lowered(attributes.string(.abstractType) ?? "")
    beginSection(role: type.isEmpty ? "abstract" : type)
  }

  /// A `p` outside of text: older licences are written in them.
  mutating func openLicenseText() {
    guard frames.contains(where: { $0.element == .license }) else { return }
    capture()
  }
  mutating func closeLicenseText(_ frame: Frame) {
    take(endCapture(), of: frame)
  }

  /// What is repeated with each value of a group is cut at 200 bytes, so that a group stays in proportion.
  private func short(_ string: String?) -> String {
    guard let string, string.utf8.count > 200 else { return string ?? "" }
    return String(decoding: string.utf8.prefix(200), as: UTF8.self)
  }

  private func plain(_ string: String?) -> String {
    guard let string else { return "" }
    return String(
      decoding: trimmed(EMailAddress.removed(from: Array(string.utf8)[...])[...]), as: UTF8.self)
  }
}
