import CLanguage
public import Didact

/// CLD2's answers, where it is sure of most of a text: Google's Compact Language Detector 2, which tells some 80
/// languages by their quadgrams and scripts (https://github.com/CLD2Owners/cld2).
public struct CompactLanguageDetector: LanguageDetector {
  public init() {}

  /// Shorter texts are not asked about.
  private static let fewest = 60
  /// The share of the text, in percent, that must be in the language.
  private static let share: Int32 = 75

  public func language(of text: ArraySlice<UInt8>) -> String? {
    guard text.count >= Self.fewest else { return nil }
    let found = text.withUnsafeBytes { raw in
      raw.withMemoryRebound(to: CChar.self) { bytes -> didact_language? in
        guard let base = bytes.baseAddress else { return nil }
        return didact_language_of(base, Int32(clamping: bytes.count))
      }
    }
    guard let found, found.is_reliable != 0, found.percent >= Self.share else { return nil }
    let code = String(cString: found.code)
    return Self.current[code] ?? String(code.prefix { $0 != "-" })
  }

  /// Codes that ISO 639-1 has renamed since, and what CLD2 says for no language.
  private static let current = ["iw": "he", "jw": "jv", "in": "id", "mo": "ro", "nb": "no"]
}
