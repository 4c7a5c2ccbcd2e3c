import Didact
import DidactGeneralText
import DidactSources
import DidactTesting
import Foundation
import Testing

/// Real files of every kind: who reads them, and what comes of encodings.
@Suite struct RealFileTests {
  /// Each feed in another encoding yields its text, says why not, or has no item.
  @Test func feedsInAnyEncoding() throws {
    let texts = ["bozo_double-encoded-html.xml": "â\u{80}¦", "euc-kr-item.xml": "년"]
    let rejections = [
      "bozo_encoding_mismatch_crash.xml": "encoding",
      "bozo_invalid-bytes-with-bom.xml": "truncated",
      "bozo_linenoise.xml": "encoding", "u16.xml": "encoding",
    ]
    let files = SharedFiles.all(in: ["general/encodings"])
    #expect(files.isEmpty || files.count == 30)
    for (path, bytes) in files {
      let name = (path as NSString).lastPathComponent
      var found: [String] = []
      for item in try Records.items(of: bytes, with: FeedFormat()) {
        switch item {
        case .fault(_, let error): found.append("!\(error.reason)")
        case .skipped(_, let rule): found.append("skipped: \(rule)")
        case .record(let record):
          do throws(RecordError) {
            guard case .documents(let documents) = try FeedFormat().documents(in: record) else {
              continue
            }
            found += documents.map(\.text.description)
          } catch {
            found.append("!\(error.reason)")
          }
        }
      }
      let expected = [texts[name], rejections[name].map { "!\($0)" }].compactMap { $0 }
      #expect(found == expected, "\(name)")
    }
  }

  /// Formats that tell a file by its content take none of another kind.
  @Test func everyFileIsReadByItsOwn() {
    let own = [
      "general/feeds": "feed", "general/encodings": "feed", "general/html": "html",
      "general/gutenberg": "text html", "general/wikitext": "wikitext",
    ]
    let strict: [any SourceFormat] = [FeedFormat(), WARCFormat(), CSVFormat()]
    for folder in ["general", "biomed", "finance"] {
      for (path, bytes) in SharedFiles.all(in: [folder]) {
        let head = SourceHead(path: path, bytes: Array(bytes.prefix(1 << 16)))
        let kind = own.first { path.hasPrefix($0.key) }?.value
        for format in strict where format.recognises(head) > .possible {
          let isOwn =
            kind?.contains(format.name) ?? false
            || format.name == "feed" && UTF8Bytes.find("<rss".utf8, in: head.bytes[...]) != nil
            || path.hasSuffix(".csv") || path.hasSuffix(".tsv")
          #expect(isOwn, "\(format.name) takes \(path)")
        }
        guard let kind else { continue }
        let best = GeneralTextDomain().formats.max { $0.recognises(head) < $1.recognises(head) }
        #expect(kind.contains(best?.name ?? "none"), "\(path) is read as \(best?.name ?? "none")")
      }
    }
  }
}

extension Records {
  /// What cutting makes of some bytes, faults included.
  static func items(of bytes: [UInt8], with format: any SourceFormat) throws -> [Block.Item] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("a")
    try Data(bytes).write(to: file)
    var blocks = SourceBlocks(try SourceList([file.path]), formats: [format])
    var items: [Block.Item] = []
    while let block = try blocks.next() { items += block.items }
    return items
  }
}
