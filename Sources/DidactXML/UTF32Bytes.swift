import Didact

/// XML in UTF-32, which libxml2 does not read with certainty, as UTF-8.
enum UTF32Bytes {
  /// The bytes as UTF-8 without their declaration; nil where they are not UTF-32.
  static func asUTF8(_ bytes: ArraySlice<UInt8>) throws(RecordError) -> [UInt8]? {
    guard let isLittle = isLittleEndian(bytes) else { return nil }
    var text = String.UnicodeScalarView()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard index + 4 <= bytes.endIndex else {
        throw RecordError(
          reason: "encoding", detail: "is UTF-32 that ends inside a character",
          offset: index - bytes.startIndex)
      }
      var code: UInt32 = 0
      for place in 0..<4 {
        code = code << 8 | UInt32(bytes[isLittle ? index + 3 - place : index + place])
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw RecordError(
          reason: "encoding", detail: "is not valid UTF-32", offset: index - bytes.startIndex)
      }
      if index > bytes.startIndex || scalar != "\u{FEFF}" { text.append(scalar) }
      index += 4
    }
    var output = Array(String(text).utf8)
    // The declaration names an encoding that the bytes are no longer in; its lines still count.
    if output.starts(with: "<?xml".utf8), let end = UTF8Bytes.find("?>".utf8, in: output[...]) {
      for index in 0..<end + 2 where output[index] != 0x0A { output[index] = 0x20 }
      while let first = output.first, first == 0x20 { output.removeFirst() }
    }
    return output
  }

  /// By the mark, or by `<` at the beginning; nil where it is neither.
  private static func isLittleEndian(_ bytes: ArraySlice<UInt8>) -> Bool? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0x3C, 0, 0, 0]) {
      return true
    }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) || bytes.starts(with: [0, 0, 0, 0x3C]) {
      return false
    }
    return nil
  }
}
