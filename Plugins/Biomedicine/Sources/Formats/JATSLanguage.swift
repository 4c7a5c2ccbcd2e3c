import Didact

/// Language marks as JATS writes them (`en`, `EN`, `pt-BR`, `eng`).
enum JATSLanguage {
  /// The ISO 639-1 code of a mark, its 639-2 code where there is none, nil for no mark.
  static func code(_ mark: String?) -> String? {
    guard let mark else { return nil }
    let primary = lowered(
      String(decoding: mark.utf8.prefix { UTF8Bytes.isLetter($0) }, as: UTF8.self))
    guard primary.utf8.count == 2 || primary.utf8.count == 3 else { return nil }
    return LanguageCode.iso(primary)
  }
}
