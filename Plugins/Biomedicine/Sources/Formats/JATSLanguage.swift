import Didact

/// Language marks as JATS writes them (`en`, `EN`, `pt-BR`, `eng`).
enum JATSLanguage {
  /// The ISO 639-1 code of a mark, its 639-2 code where there is none, nil for no mark.
  static func code(_ mark: String?) -> String? {
    guard let mark else { return nil }
    let primary = lowered(mark.utf8.prefix { UTF8Bytes.isLetter($0) })
    guard primary.utf8.count == 2 || primary.utf8.count == 3 else { return nil }
    return short[primary] ?? primary
  }

  private static func lowered(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.map(UTF8Bytes.lowered), as: UTF8.self)
  }

  private static let short = [
    "ara": "ar", "cat": "ca", "ces": "cs", "cze": "cs", "chi": "zh", "zho": "zh", "dan": "da",
    "deu": "de", "ger": "de", "dut": "nl", "nld": "nl", "ell": "el", "gre": "el", "eng": "en",
    "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "heb": "he", "hrv": "hr",
    "hun": "hu", "ita": "it", "jpn": "ja", "kor": "ko", "lat": "la", "nor": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl",
    "spa": "es", "srp": "sr", "swe": "sv", "tur": "tr", "ukr": "uk", "vie": "vi",
  ]
}
