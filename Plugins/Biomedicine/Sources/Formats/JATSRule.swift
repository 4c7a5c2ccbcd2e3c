import Didact
import DidactXML

/// The rules by which character data of an article is left out.
enum JATSRule: String {
  /// Who wrote it, where they work, how to reach them, notes on them.
  case authors = "author-list"
  case references
  /// Marks of superscript citations and footnotes, with the separators between them.
  case referenceMarks = "reference-marks"
  /// Where, when and under which numbers it appeared, beyond what facts say; counts, custom metadata.
  case articleDetails = "article-details"
  case relatedArticles = "related-articles"
  case supplements = "supplementary-material"
  /// What stands for a picture: descriptions, object ids.
  case pictures = "picture-descriptions"
  /// The wording of a licence and of copyright, where `rights` is its address.
  case license = "license-text"
  /// Notes in the front matter: on the article's versions, how to cite it.
  case frontNotes = "front-notes"
  /// Numbers and labels that head what has a title or caption of its own, or nothing.
  case labels
  /// Titles of sections without text.
  case emptySection = "empty-section"
  /// A formula's or table's other notations, and signs of one that do not show.
  case notation = "formula-notation"
  case eMailAddress = "e-mail-address"
  /// What no rule names.
  case unread
}

extension JATSReader {
  /// Counts characters that no document holds.
  mutating func leaveOut(_ rule: JATSRule, _ characters: Int) {
    guard characters > 0 else { return }
    if isInArticle {
      article.leftOut.count(rule.rawValue, characters: characters)
    } else {
      outside.count(rule.rawValue, characters: characters)
    }
  }
  /// Counts text that no document holds.
  mutating func leaveOut(_ rule: JATSRule, _ bytes: some Sequence<UInt8>) {
    leaveOut(rule, XMLCharacters.count(bytes))
  }
}

extension XMLCharacters {
  /// How many characters of UTF-8 are no blanks.
  static func count(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.withContiguousStorageIfAvailable { count($0) }
      ?? Array(bytes).withUnsafeBufferPointer { count($0) }
  }
}
