import Didact

/// Finds out the encoding of bytes that are not UTF-8 and declare nothing.
///
/// uchardet says what they look like. It errs with few characters, and it does not know MacRoman; so what it says
/// must be valid, must look like writing, and must be the only one that does.
enum Sniffing {
  /// Bytes that are looked at, from the first one that is not ASCII.
  private static let window = 256 << 10
  /// From this many characters on, uchardet's word decides between two encodings that would both do.
  private static let enough = 16

  static func decoded(_ bytes: ArraySlice<UInt8>) throws(RecordError) -> TextDecoding {
    let first = bytes.firstIndex { $0 >= 0x80 || $0 == 0x1B } ?? bytes.startIndex
    let start = max(bytes.startIndex, first - 256)
    let looked = bytes[start..<min(bytes.endIndex, start + window)]
    guard let looks = Conversion.sniffed(looked).flatMap(EncodingName.canonical) else {
      throw unknown(["UTF-8"])
    }
    if latin.contains(looks) { return try latinText(bytes, looks) }
    guard case .success(let text) = Conversion.utf8(of: bytes, from: looks),
      Plausibility(text, enough: 4).isForeignScript
    else { throw unknown(["UTF-8", looks]) }
    return TextDecoding(text, looks, .sniffed)
  }

  /// Encodings of Latin letters, which are told apart by few characters.
  private static let latin: Set<String> = Set(
    words: """
      WINDOWS-1252 ISO-8859-1 ISO-8859-15 WINDOWS-1250 ISO-8859-2 ISO-8859-16 WINDOWS-1257 ISO-8859-13
      ISO-8859-3 ISO-8859-4 ISO-8859-9 ISO-8859-10 WINDOWS-1254 WINDOWS-1258 VISCII IBM852 IBM850
      MACCENTRALEUROPE
      """)

  /// Those of them whose few characters prove enough.
  private static let western: Set<String> = [
    "WINDOWS-1252", "ISO-8859-1", "ISO-8859-15", "MACINTOSH",
  ]

  /// Latin text: in the encoding that it looks like, or in windows-1252, by far the most frequent one; whichever
  /// makes words of it.
  private static func latinText(
    _ bytes: ArraySlice<UInt8>, _ looks: String
  ) throws(RecordError) -> TextDecoding {
    let common = "WINDOWS-1252"
    let tried = ["UTF-8", looks] + (looks == common ? [] : [common])
    var found: [(name: String, text: [UInt8], characters: Int)] = []
    for name in tried.dropFirst() {
      guard case .success(let text) = Conversion.utf8(of: bytes, from: name) else { continue }
      let writing = Plausibility(text, enough: 1)
      guard writing.isWriting else { continue }
      found.append((name, text, writing.characters))
    }
    if looks == "MACCENTRALEUROPE", found.first?.name == looks {
      // Quotation marks are the same in MacRoman, which is meant more often; accents are not.
      let isSame = Conversion.utf8(of: bytes, from: "MACINTOSH")
      if found.count > 1 {
        found.removeFirst()
      } else if case .success(let text) = isSame, text == found.first?.text {
        found[0].name = "MACINTOSH"
      } else {
        throw unknown(tried + ["MACINTOSH"])
      }
    }
    guard let best = found.first else { throw unknown(tried) }
    if best.characters < enough,
      found.count > 1 ? found[1].text != best.text : !western.contains(best.name)
    {
      throw unknown(tried)
    }
    return TextDecoding(best.text, best.name, .sniffed)
  }

  private static func unknown(_ tried: [String]) -> RecordError {
    RecordError(
      reason: "encoding",
      detail: "is in no encoding that can be told for certain (tried: "
        + "\(tried.joined(separator: ", "))); name it in the preset, as in {name: text, encoding: koi8-r}"
    )
  }
}
