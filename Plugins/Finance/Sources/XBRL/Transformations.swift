import Didact

/// What inline XBRL's `format` says of shown text: `num-dot-decimal` of `1,234.5` is `1234.5`.
///
/// The XBRL Transformation Registry 1 to 5 under their old and new names, less what is of one calendar or language
/// other than English, and the SEC's own (`ixt-sec`) less its lists of countries. What is not here, and text that is not
/// of its format, has no value: it is never guessed.
enum Transformations {
  /// Takes shown text, blanks folded; nil where it is not of the format.
  typealias Transformation = @Sendable (ArraySlice<UInt8>) -> String?

  /// The transformation of a format's local name.
  static func named(_ name: String) -> Transformation? { all[name] }

  private static let all: [String: Transformation] = {
    var all = NumberFormats.all
    for table in [DateFormats.all, WordFormats.all, fixed] {
      all.merge(table) { first, _ in first }
    }
    return all
  }()

  /// Formats that say the same of any text.
  private static let fixed: [String: Transformation] = [
    "fixed-true": { _ in "true" }, "booleantrue": { _ in "true" },
    "fixed-false": { _ in "false" }, "booleanfalse": { _ in "false" },
    "fixed-zero": { _ in "0" }, "fixed-empty": { _ in "" }, "nocontent": { _ in "" },
    "zerodash": { dashes.contains(String(decoding: $0, as: UTF8.self)) ? "0" : nil },
    "numdash": { $0.elementsEqual("-".utf8) ? "0" : nil },
  ]

  /// The dashes that stand for zero.
  static let dashes: Set<String> = [
    "-", "\u{58A}", "\u{5BE}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}",
    "\u{2015}", "\u{FE58}", "\u{FE63}", "\u{FF0D}",
  ]
}
