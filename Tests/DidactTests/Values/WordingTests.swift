import Didact
import Testing

@Suite struct TemplateTests {
  func all(_ template: Template, _ slots: [String: String] = [:]) -> [String?] {
    template.wordings.map { $0.filled(with: slots) }
  }

  @Test func multipliesAlternativesOut() {
    #expect(all("[A|B] c [d|]") == ["A c d", "A c ", "B c d", "B c "])
    #expect(all("plain") == ["plain"])
  }

  @Test func slotsAreDataAndMustBeFilled() {
    let template: Template = "Is {this} [so|not so]?"
    #expect(
      all(template, ["this": "{x} [y|z] %@"]) == ["Is {x} [y|z] %@ so?", "Is {x} [y|z] %@ not so?"])
    #expect(all(template) == [nil, nil])
    #expect(template.wordings.first?.slots == ["this"])
  }

  @Test func strayBracketsAreText() {
    #expect(all("a ] b") == ["a ] b"])
    #expect(all("a [ b") == ["a [ b"])
    #expect(all("a { b") == ["a { b"])
  }
}

@Suite struct ControlStringsTests {
  func neutralised(_ text: String, _ strings: [String] = ControlStrings.standard) throws -> String {
    String(decoding: try ControlStrings(strings).neutralised(Array(text.utf8)), as: UTF8.self)
  }

  @Test func replacesTheirFirstCharacterByOneOther() throws {
    for string in ControlStrings.standard {
      let output = try neutralised("a\(string)b")
      #expect(!output.contains(string))
      #expect(output.unicodeScalars.count == string.unicodeScalars.count + 2)
    }
    #expect(try neutralised("<s>[INST] <sub> p<0.05") == "‹s>⟦INST] <sub> p<0.05")
    #expect(try neutralised("<<s>>") == "<‹s>>")
    #expect(try neutralised("<s") == "<s")
  }

  @Test func takesTheRecipesOwn() throws {
    #expect(try neutralised("<x> <s>", ["<x>"]) == "‹x> <s>")
    #expect(throws: RunError.self) { try ControlStrings(["x>"]) }
  }
}

@Suite struct JSONWriterTests {
  @Test func escapesWhatJSONAsksForAndNothingElse() {
    var writer = JSONWriter()
    writer.object { json in
      json.key("text")
      json.string("\"\\\u{8}\n\t\r\u{1F}\u{7F}é\u{2028}/")
      json.key("numbers")
      json.array([0, 0.5, -3, 1e21, .nan]) { $0.number($1) }
      json.key("none")
      json.string(nil as String?)
      json.key("empty")
      json.object { _ in }
      json.key("yes")
      json.boolean(true)
    }
    writer.endLine()
    writer.integer(7)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "{\"text\":\"\\\"\\\\\\u0008\\n\\t\\r\\u001f\u{7F}é\u{2028}/\","
        + "\"numbers\":[0,0.5,-3,1e+21,null],\"none\":null,\"empty\":{},\"yes\":true}\n7")
  }
}

/// The numbers are part of promise 1: another generator would be another corpus.
@Suite struct SeededGeneratorTests {
  @Test func drawsTheSameOnEveryMachine() {
    var random = SeededGenerator(seed: 1, "a", "b")
    #expect((0..<3).map { _ in random.next() } == Self.firstThree)
  }
  /// Worked out apart from this code, from the published definitions of FNV-1a and SplitMix64.
  static let firstThree: [UInt64] = [
    0xa036_5bea_d4d9_ec6b,
    0xc3e2_15e2_712f_8636,
    0xda35_cd10_17f3_144b,
  ]

  @Test func namesAreKeptApart() {
    var one = SeededGenerator(seed: 1, "ab", "c")
    var other = SeededGenerator(seed: 1, "a", "bc")
    var third = SeededGenerator(seed: 2, "ab", "c")
    let first = one.next()
    #expect(first != other.next())
    #expect(first != third.next())
  }

  @Test func drawsEvenlyWithinBounds() {
    var random = SeededGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7_000 { counts[random.below(7)] += 1 }
    #expect(counts.allSatisfy { (850...1_150).contains($0) })
    #expect(random.below(1) == 0)
    #expect(random.pick([] as [Int]) == nil)
    #expect(random.shuffled(Array(0..<50)).sorted() == Array(0..<50))
    #expect((0..<1_000).allSatisfy { _ in (0..<1).contains(random.fraction()) })
  }
}
