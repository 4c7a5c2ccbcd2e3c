import Didact
import DidactFinance
import DidactTesting
import Foundation
import Testing

/// Reuters-21578: nothing of a story is lost.
@Suite struct ReutersTests {
  /// What stands outside tags, references resolved; those to control characters say nothing.
  static func characterData(_ sgml: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var isInTag = false
    for byte in sgml {
      if byte == UInt8(ascii: "<") { isInTag = true }
      if !isInTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { isInTag = false }
    }
    return Array(
      String(decoding: text, as: UTF8.self).replacing(/&#(\d|1\d|2\d|3[01]|127);/, with: "")
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        .utf8)
  }

  @Test func nothingOfAStoryIsLost() throws {
    var sources = ReutersFormat().examples.map { Array($0.source.utf8) }
    sources += try SharedData.files("finance/reuters21578", for: "real stories were not read").map(
      \.bytes)
    var marks: [String: Int] = [:]
    for source in sources {
      for story in stretches(of: source, from: "<REUTERS", to: "</REUTERS>").records {
        guard let documents = try? ReutersFormat().read(story), let document = documents.first
        else { continue }
        for mark in document.marks { marks[mark, default: 0] += 1 }
        #expect(document.faults.isEmpty)
        var bare = document
        // Attributes of the tag are no character data.
        bare.facts.removeAll {
          ["old-id", "topics-indexed", "lewis-split", "cgi-split", "text-type"].contains($0.name)
        }
        bare.id = ""
        bare.rights = " "
        bare.language = nil
        #expect(
          CharacterSum.faults(in: [bare], of: Self.characterData(story)) == [], "\(document.id)")
      }
    }
    if sources.count > 3 { #expect(marks == ["no-body": 61, "unprocessed": 16]) }
  }
}
