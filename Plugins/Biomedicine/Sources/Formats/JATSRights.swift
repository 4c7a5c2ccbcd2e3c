import Didact

/// What an article says of its licence, and what of it is quoted.
struct JATSRights {
  /// `license/@xlink:href`, `ali:license_ref`, else a link in the licence's text.
  private(set) var url = ""
  private var linked = ""
  var text = ""
  var copyright = ""

  init() {}

  /// A licence's own address; the first one counts.
  mutating func state(_ address: String) {
    if url.isEmpty { url = address }
  }
  /// A link in the licence's text; one to Creative Commons goes before any other.
  mutating func link(_ address: String) {
    if linked.isEmpty || (!Self.isCreativeCommons(linked) && Self.isCreativeCommons(address)) {
      linked = address
    }
  }

  /// The licence's address, else the stated text, else `unknown`.
  var stated: String {
    let found = [url, linked, Self.address(in: text) ?? "", text, copyright].first { !$0.isEmpty }
    guard let found else { return "unknown" }
    // Each part of the article repeats it.
    return found.utf8.count <= 2_000
      ? found : String(decoding: found.utf8.prefix(2_000), as: UTF8.self)
  }

  /// Counts what is stated beside what is quoted.
  func leaveOut(_ leftOut: inout LeftOut) {
    let stated = stated
    for value in [text, copyright] where value != stated {
      leftOut.count(JATSRule.license.rawValue, value.utf8)
    }
  }

  private static let host = Array("creativecommons.org/".utf8)
  private static func isCreativeCommons(_ address: String) -> Bool {
    UTF8Bytes.find(host, in: Array(address.utf8)[...]) != nil
  }

  /// A Creative Commons address written out in the text.
  private static func address(in text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let hit = UTF8Bytes.find(host, in: bytes[...]) else { return nil }
    var start = hit
    while start > 0, !ends(bytes[start - 1]) { start -= 1 }
    var end = hit
    while end < bytes.count, !ends(bytes[end]) { end += 1 }
    while end > hit,
      [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";")].contains(bytes[end - 1])
    {
      end -= 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func ends(_ byte: UInt8) -> Bool {
    UTF8Bytes.isBlank(byte)
      || [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">")].contains(byte)
  }
}
