import Didact
import DidactXML

/// Character references in wikitext, which are HTML's: `&nbsp;`, `&#8211;`, `&#x2013;`.
enum WikiEntity {
  /// The character of the reference that begins at `start` and the offset after it; nil where there is none.
  static func decoded(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ([UInt8], Int)? {
    var stop = start + 1
    let limit = min(end, start + 34)
    while stop < limit, bytes[stop] != UInt8(ascii: ";") {
      guard
        UTF8Bytes.isLetter(bytes[stop]) || UTF8Bytes.isDigit(bytes[stop])
          || bytes[stop] == UInt8(ascii: "#")
      else { return nil }
      stop += 1
    }
    guard stop < limit, stop > start + 1 else { return nil }
    return CharacterReference.utf8(bytes[start...stop]).map { ($0, stop + 1) }
  }
}
