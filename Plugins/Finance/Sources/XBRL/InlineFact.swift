import Didact
import DidactXML

/// An element of inline XBRL that tags a value, and what it says of it.
struct InlineFact {
  enum Kind { case number, text, fraction, continuation }

  var kind: Kind
  var concept = ""
  var id: String?
  var context: String?
  var unit: String?
  var decimals: String?
  var precision: String?
  var format: String?
  var scale: String?
  var sign: String?
  var continuedAt: String?
  var footnotes = 0
  var isNil = false
  /// Whether its content is markup: a block of text.
  var isEscaped = false
  /// What it tags, blanks folded; nil where that is too long to be repeated.
  var content: [UInt8]? = []
  /// Characters that are no blanks in it.
  var characters = 0
  /// Numerator and denominator of a fraction.
  var parts: [String] = []

  /// Attribute names are HTML's: in lower case.
  init(_ kind: Kind, _ tag: XMLTag) {
    self.kind = kind
    concept = tag["name"] ?? ""
    id = tag["id"]
    context = tag["contextref"]
    unit = tag["unitref"]
    decimals = tag["decimals"]
    precision = tag["precision"]
    format = tag["format"]
    scale = tag["scale"]
    sign = tag["sign"]
    continuedAt = tag["continuedat"]
    isNil = ["true", "1"].contains(tag["xsi:nil"] ?? "")
    isEscaped = ["true", "1"].contains(tag["escape"] ?? "")
    footnotes = tag["footnoterefs"]?.split(separator: " ").count ?? 0
  }

  /// The value that the content stands for, or why it stands for none.
  enum Value: Equatable {
    case value(String)
    case asShown(because: String)
  }

  /// The value after transformation, scale and sign.
  func value(_ content: [UInt8], _ formats: InlineFormats) -> Value {
    var text = String(decoding: content, as: UTF8.self)
    if let format {
      guard let transformation = formats.transformation(format) else {
        return .asShown(because: "unknown-format")
      }
      guard let transformed = transformation(content[...]) else {
        return .asShown(because: "not-of-format")
      }
      text = transformed
    }
    return kind == .number ? scaled(text) : .value(text)
  }

  /// A number of plain digits, scaled and signed.
  private func scaled(_ text: String) -> Value {
    guard let number = ExactDecimal(text.utf8) else { return .asShown(because: "no-number") }
    guard let power = Int(scale ?? "0"), let scaled = number.scaled(by: power) else {
      return .asShown(because: "scale")
    }
    switch sign {
    case nil: return .value(scaled.text)
    case "-": return .value(scaled.negated.text)
    default: return .asShown(because: "sign")
    }
  }
}

/// Which prefixes of a page stand for a registry of transformations.
struct InlineFormats {
  /// Namespaces by prefix, as the page declares them.
  var namespaces: [String: String] = [:]

  private static let registries = [
    "http://www.xbrl.org/inlineXBRL/transformation/",
    "http://www.xbrl.org/2008/inlineXBRL/transformation",
    "http://www.sec.gov/inlineXBRL/transformation/",
  ]

  /// The transformation that `ixt:num-dot-decimal` names. A prefix that is declared nowhere counts as a registry's
  /// where it begins as theirs do.
  func transformation(_ format: String) -> Transformations.Transformation? {
    let parts = format.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let namespace = namespaces[parts[0]]
    let isRegistry =
      namespace.map { name in Self.registries.contains { name.hasPrefix($0) } }
      ?? parts[0].hasPrefix("ixt")
    return isRegistry ? Transformations.named(parts[1]) : nil
  }
}
