import Didact
import Foundation
import Testing

@testable import DidactDecoding

/// Text comes out whatever its encoding, or is refused with what was tried.
@Suite struct TextDecodingTests {
  @Test(
    arguments: [
      ("utf-16le", [0xFF, 0xFE], "UTF-16LE"), ("utf-16be", [0xFE, 0xFF], "UTF-16BE"),
      ("utf-32le", [0xFF, 0xFE, 0, 0], "UTF-32LE"), ("utf-32be", [0, 0, 0xFE, 0xFF], "UTF-32BE"),
    ] as [(String, [UInt8], String)])
  func marksDecide(name: String, mark: [UInt8], told: String) throws {
    let text = "Añ, 吾輩は猫である, 😀"
    let bytes = mark + Encoded.bytes(text, in: name)
    for declared in [nil, "koi8-r"] {
      let decoded = try TextDecoding(bytes[...], declared: declared)
      #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
      #expect(decoded.encoding == told)
      #expect(decoded.basis == .mark)
    }
  }

  @Test func utf8NeedsNoWord() throws {
    for bytes in [[0xEF, 0xBB, 0xBF, 0x61, 0xC3, 0xA9], [0x61, 0xC3, 0xA9]] as [[UInt8]] {
      let decoded = try TextDecoding(bytes[...])
      #expect(decoded.bytes == [0x61, 0xC3, 0xA9])
      #expect(decoded.facts.isEmpty)
    }
    // It is what the bytes are, whatever is declared of them.
    #expect(try TextDecoding([0xC3, 0xA9], declared: "windows-1252").bytes == [0xC3, 0xA9])
  }

  @Test(arguments: [
    ("windows-1252", "Das Café, „schön“ und – teuer."), ("koi8-r", "Счастье"),
    ("shift_jis", "猫である"), ("gb18030", "学而时习之"), ("big5", "學而時習之"), ("euc-kr", "하늘"),
    ("iso-8859-2", "Zażółć"), ("macintosh", "déjà"), ("iso-2022-jp", "猫である"), ("utf-16le", "ab"),
  ])
  func whatIsDeclaredIsRead(name: String, text: String) throws {
    let decoded = try TextDecoding(Encoded.bytes(text, in: name)[...], declared: name)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect(decoded.basis == .declared)
    #expect(decoded.facts.map { $0["by"] } == ["declared"])
  }

  @Test(arguments: [
    ("windows-1252", Encoded.french), ("iso-8859-1", Encoded.german), ("koi8-r", Encoded.russian),
    ("windows-1251", Encoded.russian), ("iso-8859-5", Encoded.russian), ("ibm866", Encoded.russian),
    ("shift_jis", Encoded.japanese), ("euc-jp", Encoded.japanese),
    ("iso-2022-jp", Encoded.japanese), ("gb18030", Encoded.chinese), ("big5", Encoded.taiwanese),
    ("euc-kr", Encoded.korean), ("iso-8859-2", Encoded.polish), ("windows-1250", Encoded.polish),
    ("iso-8859-7", Encoded.greek),
  ])
  func whatDeclaresNothingIsSniffed(name: String, text: String) throws {
    let decoded = try TextDecoding(Encoded.bytes(text, in: name)[...])
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text, "\(decoded.encoding ?? "")")
    #expect(decoded.basis == .sniffed)
  }

  /// Accents in MacRoman look like other letters in other encodings: they are refused rather than guessed.
  @Test(arguments: [Encoded.french, Encoded.german]) func macRomanIsRefused(text: String) {
    let error = #expect(throws: RecordError.self) {
      try TextDecoding(Encoded.bytes(text, in: "macintosh")[...])
    }
    #expect(error?.reason == "encoding")
    #expect(error?.detail.contains("tried: UTF-8, ") ?? false)
  }

  @Test(arguments: [
    ("The caf\u{E9} was closed.", "windows-1252"),
    ("It\u{2019}s fine, isn\u{2019}t it?", "windows-1252"),
    ("\u{201C}Quoted\u{201D} text \u{2013} a dash", "windows-1252"),
  ]) func aFewCharactersAreEnoughWhereOneEncodingDoes(text: String, name: String) throws {
    let decoded = try TextDecoding(Encoded.bytes(text, in: name)[...])
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
  }

  @Test(
    arguments: [
      ([0x61, 0], nil, "binary"), ([0x61, 0xC3], "utf-8", "encoding"),
      ([0xFF, 0xFE, 0x00, 0xD8], nil, "encoding"), ([0xFF, 0xFE, 0x61], nil, "encoding"),
      ([0x82], "shift_jis", "encoding"), ([0xE9], "ascii//IGNORE", "encoding"),
      ([0xE9], "no-such", "encoding"), ([0x81, 0x8D, 0x8F, 0x90], nil, "encoding"),
      ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x11, 0x00], nil, "encoding"),
    ] as [([UInt8], String?, String)])
  func whatIsNotValidIsRefused(bytes: [UInt8], declared: String?, reason: String) {
    let error = #expect(throws: RecordError.self) {
      try TextDecoding(bytes[...], declared: declared)
    }
    #expect(error?.reason == reason)
  }

  @Test func knowsWhatThereIs() {
    for name in ["utf-8", "KOI8-R", "Shift_JIS", "gb18030", "macintosh", "mac-roman"] {
      #expect(TextDecoding.knows(name), "\(name)")
    }
    for name in ["klingon", "", "utf-8//TRANSLIT", "../../etc"] {
      #expect(!TextDecoding.knows(name), "\(name)")
    }
  }
}
