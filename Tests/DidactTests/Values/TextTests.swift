import Didact
import Testing

@Suite struct TextTests {
  @Test func refusesBytesThatAreNotUTF8() {
    #expect(Text(validating: [0x61, 0xC3, 0xA9]) == "aé")
    for bad: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] {
      #expect(Text(validating: bad) == nil)
    }
  }

  @Test func spansAreClampedAndTrimmed() {
    let text: Text = " one two "
    #expect(text.string(Span(1, 4)) == "one")
    #expect(text.string(Span(5, 99)) == "two ")
    #expect(text.trimmed(text.span) == Span(1, 8))
    #expect(text.trimmed(Span(0, 1)).isEmpty)
  }

  /// Every byte of texts that mix one to four byte characters, over several marks of the index.
  @Test(arguments: ["plain", "naïve µ-opioid", String(repeating: "a𝛽γ→", count: 100)])
  func codePointsAreWhatPythonCounts(_ string: String) {
    let text = Text(string)
    let index = CodePoints(text)
    var byte = 0
    for (number, scalar) in string.unicodeScalars.enumerated() {
      #expect(index.offset(ofByte: byte) == number)
      #expect(index.byte(ofOffset: number) == byte)
      byte += String(scalar).utf8.count
    }
    #expect(index.offset(ofByte: byte) == string.unicodeScalars.count)
    #expect(index.byte(ofOffset: string.unicodeScalars.count) == byte)
    #expect(index.byte(ofOffset: string.unicodeScalars.count + 1) == nil)
    #expect(index.byte(ofOffset: -1) == nil)
  }

  @Test func documentTextFoldsBlanksAndSaysWherePiecesStand() {
    var text = DocumentText()
    let title = text.title("  A \n\t title ")
    let first = text.paragraph("one  two")
    let none = text.paragraph(" \n ")
    let second = text.paragraph("three")
    let whole = text.finish()
    #expect(whole == "A title\none two\nthree")
    #expect(whole.string(title) == "A title")
    #expect(whole.string(first) == "one two")
    #expect(none.isEmpty)
    #expect(whole.string(second) == "three")
  }

  @Test func verbatimTextKeepsItsBlanks() {
    var text = DocumentText()
    #expect(text.verbatim("a  b\n".utf8) == Span(0, 5))
    #expect(text.finish() == "a  b\n")
  }

  @Test func estimatesTokens() {
    #expect(Tokens.estimate([]) == 0)
    #expect(Tokens.estimate(Array("asthma".utf8)) == 1)
    #expect(Tokens.estimate(Array("budesonide 2018.".utf8)) == 5)
    #expect(Tokens.estimate(Array("µ é".utf8)) == 2)
    // A slice counts what it holds, not what its base holds.
    #expect(Tokens.estimate(Array("one two three".utf8)[4..<7]) == 1)
  }
}

@Suite struct UTF8BytesTests {
  @Test(arguments: [
    ("", true), ("a", true), ("one two", true), (" one", false), ("one ", false),
    ("one  two", false), ("one\ttwo", false), ("one\n", false), ("µ\u{A0}µ", true),
    (String(repeating: "ab ", count: 200) + "c", true),
    (String(repeating: "ab ", count: 200) + " c", false),
  ]) func knowsWhatFoldingWouldChange(_ text: String, _ expected: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer(UTF8Bytes.areFolded) == expected)
  }

  @Test(arguments: [0, 1, 254, 255, 256, 1_000]) func countsBytes(_ count: Int) {
    let bytes = [UInt8](repeating: 10, count: count) + [13, 11]
    #expect(bytes.withUnsafeBufferPointer { UTF8Bytes.count(of: 10, in: $0) } == count)
  }
}
