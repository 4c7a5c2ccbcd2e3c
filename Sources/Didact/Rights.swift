/// Compares what a source states about rights with what a user asks for.
public enum Rights {
  /// What a document says where its source says nothing.
  public static let unknown = "unknown"

  /// The short name of a Creative Commons licence or dedication in lower case (`cc-by`, `cc-by-nc-nd`,
  /// `cc0`), read from its URL or its usual spellings; nil for anything else.
  public static func shortName(of rights: String) -> String? {
    let text = Array(rights.utf8).map(UTF8Bytes.lowered)
    if let at = UTF8Bytes.find("creativecommons.org/".utf8, in: text[...]) {
      let path = text[(at + 20)...]
      if path.starts(with: "publicdomain/".utf8) { return "cc0" }
      guard path.starts(with: "licenses/".utf8) else { return nil }
      let name = path.dropFirst(9).prefix { UTF8Bytes.isLetter($0) || $0 == UInt8(ascii: "-") }
      return name.isEmpty ? nil : "cc-" + String(decoding: name, as: UTF8.self)
    }
    let words = text.map {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0
    }
    if words.starts(with: "cc0".utf8) || words.starts(with: "cc-0".utf8) { return "cc0" }
    guard words.starts(with: "cc-".utf8) else { return nil }
    let name = words.prefix { UTF8Bytes.isLetter($0) || $0 == UInt8(ascii: "-") }
    return String(decoding: name, as: UTF8.self).trimmingHyphens()
  }

  /// Whether `rights` is what `asked` names: the same licence by short name, or a text that holds `asked`
  /// whatever its case.
  public static func matches(_ rights: String, _ asked: String) -> Bool {
    if let wanted = shortName(of: asked) { return shortName(of: rights) == wanted }
    let lowered = { (text: String) in Array(text.utf8).map(UTF8Bytes.lowered) }
    return UTF8Bytes.find(lowered(asked), in: lowered(rights)[...]) != nil
  }

  /// Whether the stated rights forbid commercial use or derivatives, as far as a licence name tells.
  public static func isRestricted(_ rights: String) -> Bool {
    guard let name = shortName(of: rights) else { return false }
    let parts = name.split(separator: "-")
    return parts.contains("nc") || parts.contains("nd")
  }
}

extension String {
  fileprivate func trimmingHyphens() -> String {
    var text = Substring(self)
    while text.last == "-" { text.removeLast() }
    return String(text)
  }
}
