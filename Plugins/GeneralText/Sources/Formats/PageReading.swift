import Didact
import DidactDecoding
import DidactXML

/// Reads a page in any encoding: by its mark, by being UTF-8, by what is declared of it, else by its looks.
struct PageReading {
  let page: HTMLPage
  /// The encoding, where it was not UTF-8.
  let facts: [Fact]

  /// - Parameter charset: what is said of the page from outside, as by HTTP.
  init(_ bytes: ArraySlice<UInt8>, charset: String? = nil) throws(RecordError) {
    let declared = charset ?? Self.meta(in: bytes.prefix(2_048))
    let text = try TextDecoding(bytes, declared: declared.map(Self.meant))
    page = try HTMLPage.read(text.bytes[...])
    facts = text.facts
  }

  /// What the web means by these names (WHATWG Encoding Standard).
  private static func meant(_ name: String) -> String {
    let latin = [
      "iso-8859-1", "iso8859-1", "latin1", "l1", "ascii", "us-ascii", "cp1252", "x-cp1252",
    ]
    return latin.contains(name.lowercased()) ? "windows-1252" : name
  }

  /// The value after `charset=`, quotes aside.
  static func meta(in head: ArraySlice<UInt8>) -> String? {
    let lowered = head.map(UTF8Bytes.lowered)
    guard let mark = UTF8Bytes.find("charset=".utf8, in: lowered[...]) else { return nil }
    let value = lowered[(mark + 8)...].drop {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || UTF8Bytes.isBlank($0)
    }.prefix {
      UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) || "-_:.".utf8.contains($0)
    }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }
}
