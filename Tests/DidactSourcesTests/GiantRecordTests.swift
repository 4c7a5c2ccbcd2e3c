import Didact
import DidactCompression
import Testing

@testable import DidactSources

/// A record of 100 MB is rejected by the stated limit, what follows is read, and memory stays bounded: for every way
/// of cutting, on a stream that exists nowhere as a whole.
@Suite struct GiantRecordTests {
  static let limit = 1 << 20
  static let giant = 100 << 20

  @Test(arguments: [
    Case(
      .elements(["PubmedArticle"]), "<Set><PubmedArticle>a</PubmedArticle>\n<PubmedArticle>",
      "</PubmedArticle>\n<PubmedArticle>z</PubmedArticle></Set>"),
    // A comment that is never closed, in a record and between records.
    Case(
      .elements(["page"]), "<wiki><page>a</page>\n<page><!-- ", "<page>z</page></wiki>"),
    Case(.elements(["article"]), "<set><article>a</article>\n<!-- ", "<article>z</article></set>"),
    // Text between records is no record, however long.
    Case(
      .elements(["article"]), "<set><article>a</article>\n",
      "\n<article>z</article></set>", rejected: 0),
    Case(.lines, "a\n", "\nz\n"),
    Case(.separated(by: "%%"), "a\n%%\n", "\n%%\nz\n"),
    Case(.jsonValues(), "[{\"a\":1},{\"b\":\"", "\"},{\"z\":1}]"),
    Case(.jsonValues(), "{\"data\":[{\"a\":1},[[{\"b\":\"", "\"}]],{\"z\":1}]}"),
    Case(.rows(separators: ","), "text\na\n", "\nz\n"),
    Case(
      .sized(after: "W/1."),
      "W/1.0\r\nContent-Length: 1\r\n\r\na\r\n\r\nW/1.0\r\nContent-Length: \(giant)\r\n\r\n",
      "\r\n\r\nW/1.0\r\nContent-Length: 1\r\n\r\nz\r\n\r\n"),
    Case(.headed(by: "PMID-"), "PMID- a\n\nPMID- ", "\n\nPMID- z\n"),
    Case(
      .marked(from: "<DOCUMENT>", to: "</DOCUMENT>"), "<DOCUMENT>a\n</DOCUMENT>\n<DOCUMENT>\n",
      "\n</DOCUMENT>\n<DOCUMENT>z\n</DOCUMENT>\n"),
    // Before the first record, or between two, there may be anything.
    Case(
      .marked(from: "<DOCUMENT>", to: "</DOCUMENT>"), "<DOCUMENT>a\n</DOCUMENT>\n",
      "\n<DOCUMENT>z\n</DOCUMENT>\n", rejected: 0),
    Case(.headed(by: "PMID-"), "x\n", "\nPMID- a\n\nPMID- z\n", rejected: 0),
  ]) func costsItselfAlone(of giant: Case) throws {
    let stream = GiantStream(
      before: Array(giant.before.utf8), filling: Self.giant, after: Array(giant.after.utf8))
    let window = ByteWindow(stream, chunk: 1 << 16)
    stream.window = window
    var cutter = RecordCutters.cutter(
      for: giant.cutting, head: Array(giant.before.utf8)[...], window: window,
      maxRecord: Self.limit)
    var (sound, faults): ([(text: String, line: Int)], [(length: Int, reason: String)]) = ([], [])
    while let cut = cutter.next() {
      switch cut.content {
      case .success(let bytes):
        sound.append((String(decoding: bytes.prefix(100), as: UTF8.self), cut.line))
      case .failure(let error): faults.append((cut.length, error.reason))
      }
    }
    #expect(sound.count == 2)
    #expect(sound.first?.text.contains("a") == true && sound.last?.text.contains("z") == true)
    #expect(faults.count == giant.rejected)
    #expect(faults.allSatisfy { $0.length >= Self.giant })
    // Every filling line ends in a line feed, and the last record stands a line or more further on.
    let line = giant.before.utf8.count { $0 == 0x0A } + stream.fillingLines + 1
    #expect((sound.last?.line ?? 0) - line <= 3 && (sound.last?.line ?? 0) >= line)
    #expect(stream.mostHeld < 6 * Self.limit)
  }

  @Test func wholeStreamIsOneRejection() {
    let stream = GiantStream(before: [0x61], filling: Self.giant, after: [])
    let window = ByteWindow(stream, chunk: 1 << 16)
    stream.window = window
    var cutter = WholeCutter(window: window, maxRecord: Self.limit)
    let cut = cutter.next()
    #expect(cut?.length == Self.giant + 1)
    #expect(cutter.next() == nil)
    #expect(stream.mostHeld < 6 * Self.limit)
  }

  /// A way of cutting, with what stands before and after the filling.
  struct Case: Sendable, CustomTestStringConvertible {
    var cutting: Cutting
    var before: String
    var after: String
    var rejected: Int

    init(_ cutting: Cutting, _ before: String, _ after: String, rejected: Int = 1) {
      self.cutting = cutting
      self.before = before
      self.after = after
      self.rejected = rejected
    }
    var testDescription: String { "\(cutting), \(rejected) rejected" }
  }
}

/// A stream of two ends with a filling that is made when it is asked for: lines of a kilobyte, except for ways of
/// cutting to which a line is a record.
private final class GiantStream: ByteStream {
  private let before: [UInt8]
  private let filling: Int
  private let after: [UInt8]
  private var position = 0
  private let isOneLine: Bool
  weak var window: ByteWindow?
  /// Most bytes that the window held when it asked for more.
  private(set) var mostHeld = 0

  init(before: [UInt8], filling: Int, after: [UInt8]) {
    self.before = before
    self.filling = filling
    self.after = after
    isOneLine = ["a\n", "text\na\n"].contains(String(decoding: before, as: UTF8.self))
  }

  var fillingLines: Int { isOneLine ? 0 : filling / 1_024 }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    mostHeld = max(mostHeld, (window?.bytes.count ?? 0) + buffer.count)
    let source: ArraySlice<UInt8>
    let inFilling = position - before.count
    if inFilling < 0 {
      source = before[position...]
    } else if inFilling < filling {
      let count = min(buffer.count, filling - inFilling)
      buffer.initializeMemory(as: UInt8.self, repeating: 0x78)
      if !isOneLine {
        var feed = 1_023 - inFilling % 1_024
        while feed < count {
          buffer[feed] = 0x0A
          feed += 1_024
        }
      }
      position += count
      return count
    } else {
      source = after[(inFilling - filling)...]
    }
    let count = min(buffer.count, source.count)
    for (index, byte) in source.prefix(count).enumerated() { buffer[index] = byte }
    position += count
    return count
  }
}
