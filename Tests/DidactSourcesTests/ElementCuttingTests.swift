import Didact
import Testing

@testable import DidactSources

@Suite struct ElementCuttingTests {
  let names = Cutting.elements(["R"])

  func contents(_ text: String, maxRecord: Int = 16 << 20) throws -> [String] {
    let whole = try cut(text, names, maxRecord: maxRecord)
    for chunk in [1, 2, 3, 7, 64] {
      #expect(try cut(text, names, chunk: chunk, maxRecord: maxRecord) == whole, "chunk \(chunk)")
    }
    for item in whole where item.length > 0 {
      let bytes = Array(text.utf8)[item.offset..<item.offset + item.length]
      if !item.content.hasPrefix("!") {
        #expect(String(decoding: bytes, as: UTF8.self) == item.content)
      }
      let before = text.utf8.prefix(item.offset).count { $0 == 0x0A }
      #expect(item.line == before + 1)
    }
    return whole.map(\.content)
  }

  @Test func cutsRecords() throws {
    #expect(
      try contents("<S>\n<R>a</R>\n <R x='1'>b</R><R/></S>\n") == [
        "<R>a</R>", "<R x='1'>b</R>", "<R/>",
      ])
    #expect(try contents("<R>alone</R>") == ["<R>alone</R>"])
    #expect(try contents("<S><Rx>no</Rx><R>é\n</R ></S>") == ["<R>é\n</R >"])
  }

  @Test func keepsWhatAFormatAsksFor() throws {
    func contexts(_ text: String) throws -> [String?] {
      let kept = Cutting.elements(["R"], keeping: ["I"])
      let whole = try cut(text, kept)
      for chunk in [1, 2, 5] { #expect(try cut(text, kept, chunk: chunk) == whole) }
      return whole.map(\.context)
    }
    let info = "<I a='>'><!-- </I> -->é <b>c</b><I/>\n</I>"
    #expect(try contexts("<S>\n\(info)x<R>a</R><y/><R>b</R></S>") == [info, info])
    #expect(try contexts("<S><R>a</R><I>d</I><R>b</R></S>") == ["", "<I>d</I>"])
    #expect(try contexts("<S><I>open<R>a</R></I><R>b</R></S>") == ["", ""])
    let long = "<I>" + String(repeating: "x", count: 70_000) + "</I>"
    #expect(try contexts("<S>\(long)<R>a</R></S>") == [""])
  }

  @Test func honoursCommentsSectionsAndQuotes() throws {
    #expect(
      try contents(
        "<S><!-- <R>no</R> --><R><!-- </R> --><![CDATA[</R><R>]]><a b='>'/><?p </R>?></R></S>")
        == ["<R><!-- </R> --><![CDATA[</R><R>]]><a b='>'/><?p </R>?></R>"])
    #expect(try contents("<S><R a='>' b=\"/>\">x</R></S>") == ["<R a='>' b=\"/>\">x</R>"])
  }

  @Test func knowsRecordsUnderPrefixes() throws {
    #expect(
      try contents("<p:S xmlns:p='u'><p:R>a</p:R><p:R>b</p:R></p:S>") == [
        "<p:R>a</p:R>", "<p:R>b</p:R>",
      ])
  }

  @Test func unclosedRecordCostsItselfAlone() throws {
    #expect(try contents("<S><R>a<R>b</R><R>c</R></S>") == ["!unclosed", "<R>b</R>", "<R>c</R>"])
    #expect(try contents("<S><R>a</R><R>b") == ["<R>a</R>", "!unclosed"])
    #expect(try contents("<S><R>a<!-- x </R><R>b</R></S>") == ["!unclosed", "<R>b</R>"])
    #expect(try contents("<S><R>a<![CDATA[ x </R><R>b</R></S>") == ["!unclosed", "<R>b</R>"])
  }

  @Test func longRecordCostsItselfAlone() throws {
    let long = "<R>" + String(repeating: "x", count: 5_000) + "</R>"
    #expect(
      try contents("<S><R>a</R>\(long)<R>b</R></S>", maxRecord: 1_024) == [
        "<R>a</R>", "!too-long", "<R>b</R>",
      ])
  }

  @Test func tellsTruncationAndNonsense() throws {
    #expect(try contents("<S><R>a</R>") == ["<R>a</R>", "!truncated"])
    #expect(try contents("<S></S>") == [])
    #expect(try contents("nothing here") == ["!no-record"])
    #expect(try contents("<S><R") == ["!unclosed"])
  }

  @Test func keepsTheEnvelope() throws {
    let scratch = Scratch()
    let head = "<?xml version=\"1.0\"?>\n<!DOCTYPE S [<!ENTITY e \"]>\">]>\n"
    let file = scratch.write("f", head + "<S a='1'><T><R>x</R></T><R>y</R></S>")
    let blocks = try items([file], [AnyFormat(cutting: names)]).blocks
    let envelopes = blocks.flatMap(\.items).compactMap { item -> [String]? in
      guard case .record(let record) = item, let envelope = record.envelope else { return nil }
      return [envelope.head, envelope.tail].map { String(decoding: $0, as: UTF8.self) }
    }
    let declarations = head.filter { $0 != "\n" }
    #expect(
      envelopes == [
        [declarations + "<S a='1'><T>", "</T></S>"], [declarations + "<S a='1'>", "</S>"],
      ])
  }

  @Test func takesOtherEncodingsWhole() throws {
    let scratch = Scratch()
    let text = "<S><R>a</R></S>"
    let file = scratch.write("f", [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] })
    let items = try items([file], [AnyFormat(cutting: names)]).items
    #expect(items.count == 1)
    #expect(items.first?.length == 2 + 2 * text.utf8.count)
  }

  @Test func isLinearWhereNothingEverCloses() throws {
    // Each record opens a comment that never ends; a search to the end for each would be quadratic.
    let text = "<S>" + String(repeating: "<R>a<!-- b", count: 20_000)
    #expect(try cut(text, names).count == 20_000)
  }
}
