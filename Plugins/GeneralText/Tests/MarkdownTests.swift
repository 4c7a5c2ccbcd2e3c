import Didact
import DidactGeneralText
import DidactTesting
import Foundation
import Testing

/// What the examples of Markdown do not show.
@Suite struct MarkdownTests {
  func text(_ markdown: String) throws -> String? {
    try MarkdownFormat().documents(of: "a.md", Array(markdown.utf8)).first?.text.description
  }

  /// Letters and digits of the source are in the document or counted; punctuation may be markup.
  @Test func everyLetterIsKeptOrCounted() throws {
    var files = try SharedData.files(of: "markdown")
    files.append(("a.md", Array(MarkdownFormat().examples[0].source.utf8)))
    for (name, bytes) in files {
      let document = try #require(try MarkdownFormat().documents(of: name, bytes).first, "\(name)")
      #expect(Contract.faults(in: document).isEmpty, "\(name)")
      var kept = letters(document.text.bytes)
      for section in document.sections { add(section.label, to: &kept) }
      var leftOut = 0
      for fact in document.facts {
        if fact.name == LeftOut.fact { leftOut += fact["characters"].flatMap(Int.init) ?? 0 }
        if fact.span == nil { add(fact.value, to: &kept) }
        for attribute in fact.attributes { add(attribute.value, to: &kept) }
      }
      for value in [document.language ?? "", document.rights] { add(value, to: &kept) }
      let source = letters(withoutTags(bytes))
      let missing = source.reduce(0) { $0 + max(0, $1.value - kept[$1.key, default: 0]) }
      // Names of entities, definitions that nothing refers to.
      #expect(missing <= leftOut + 20, "\(name): \(missing) missing, \(leftOut) counted")
    }
  }

  private func letters(_ bytes: [UInt8]) -> [Character: Int] {
    var counts: [Character: Int] = [:]
    for character in String(decoding: bytes, as: UTF8.self)
    where character.isLetter || character.isNumber { counts[character, default: 0] += 1 }
    return counts
  }
  private func add(_ string: String, to counts: inout [Character: Int]) {
    for (character, count) in letters(Array(string.utf8)) { counts[character, default: 0] += count }
  }
  /// The text without comments, tags and addresses inside it, as far as a crude look finds them.
  private func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    for (open, close) in [
      ("<!-- ", "-->"), ("<img alt=", "/>"), ("<a id=", ">"), ("<span class=", ">"),
      ("](#", ")"), ("]: #", "\n"),
    ] {
      while let start = text.range(of: open),
        let end = text.range(of: close, range: start.upperBound..<text.endIndex)
      { text.removeSubrange(start.lowerBound..<end.upperBound) }
    }
    return Array(text.utf8)
  }

  @Test func codeKeepsItsLines() throws {
    #expect(try text("Text:\n\n    a\n\n      b\n\nEnd") == "Text:\na\n\n  b\nEnd")
    #expect(try text("````\n```\n<b>\n````") == "```\n<b>")
  }

  @Test func typeParametersAreText() throws {
    #expect(
      try text("A Box<T> and <b>bold</b> and 2<sup>10</sup>.") == "A Box<T> and bold and 2¹⁰.")
  }

  @Test func bracesAndPercentSignsAreText() throws {
    #expect(try text("{{ x }} %s {0}") == "{{ x }} %s {0}")
  }

  @Test func linesOfIdeographsJoinWithoutBlanks() throws {
    #expect(try text("漢字は\n続く。\nand so\non.") == "漢字は続く。 and so on.")
  }

  @Test func footnotesAreNoLinkDefinitions() throws {
    let document = try #require(
      try MarkdownFormat().documents(
        of: "a.md", Array("See.[^n]\n\n[^n]: Note\n\n    More.\n\nEnd.".utf8)
      )
      .first)
    #expect(document.text.description == "See.[^n]\n[^n]: Note\nMore.\nEnd.")
    #expect(document.facts(named: "note").map(\.value) == ["[^n]: Note"])
  }

  @Test func frontMatterOfSeveralKinds() throws {
    func facts(_ markdown: String) throws -> Document? {
      try MarkdownFormat().documents(of: "a.md", Array(markdown.utf8)).first
    }
    let toml = try #require(
      try facts("+++\ntitle = \"A\"\nlicense = 'CC0'\n[extra]\nx = 1\n+++\nB\n"))
    #expect(toml.text.description == "A\nB")
    #expect(toml.rights == "CC0")
    let yaml = try #require(
      try facts(
        "---\ntitle: A\nauthors:\n  - Ada\n  - Tom\nlicense: '[CC](https://e.org/cc)'\n...\nB\n"))
    #expect(yaml.facts(named: "author").map(\.value) == ["Ada", "Tom"])
    #expect(yaml.rights == "https://e.org/cc")
    // A rule is no front matter.
    #expect(try text("---\nNo matter\n\n---\n") == "No matter")
  }

  @Test func isTakenByNameOrByFrontMatter() {
    func confidence(_ path: String, _ text: String) -> Confidence {
      MarkdownFormat().recognises(SourceHead(path: path, bytes: Array(text.utf8)))
    }
    #expect(confidence("README.md", "anything") == .certain)
    #expect(confidence("spec.txt", "---\ntitle: A\n---\n\n# B\n") == .likely)
    #expect(confidence("a.txt", "# B\n") == .no)
    #expect(confidence("a.txt", "---\nkey: B\n---\nplain\n") == .no)
  }

  @Test(arguments: [
    (String(repeating: ">", count: 100_000), "depth-limit"),
    (
      String(repeating: "- ", count: 50_000) + "\n" + String(repeating: "\n", count: 100_000),
      "depth-limit"
    ),
    ((0..<400).map { String(repeating: " ", count: 2 * $0) + "- a\n" }.joined(), "depth-limit"),
    (
      "[a]: " + String(repeating: "u", count: 50_000) + "\n\n"
        + String(repeating: "[a] ", count: 50_000), "markup-limit"
    ),
    ("a\u{0}b", "binary"),
  ]) func hostileTextIsRejected(text: String, reason: String) {
    let error = #expect(throws: RecordError.self) {
      try MarkdownFormat().documents(of: "a.md", Array(text.utf8))
    }
    #expect(error?.reason == reason)
  }

  @Test(arguments: [
    "![[]()", "*a **a ", "[a](", "`a``", "<!-- ", "<?", "a|b\n-|-\n", "~~a ", "_a__b", "[", "&",
    "\\[",
  ]) func repeatedMarksTakeLinearTime(piece: String) throws {
    _ = try MarkdownFormat().documents(
      of: "a.md", Array(String(repeating: piece, count: 300_000 / piece.utf8.count).utf8))
  }
}
