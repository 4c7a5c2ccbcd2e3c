import Didact
import DidactXML

/// A filing's lines, from HTML or from EDGAR's plain text, with what was left out of them.
enum FilingText {
  /// - Parameter inline: learns of the page's inline XBRL.
  /// - Throws: ``RecordError`` where the bytes are no text.
  static func page(
    _ content: ArraySlice<UInt8>, _ inline: InlineXBRL? = nil
  ) throws(RecordError) -> HTMLPage {
    var page =
      inline != nil || isHTML(content)
      ? try InlineXBRL.reader.page(content, watcher: inline) : try PlainFiling.page(content)
    if page.lines.contains(where: { $0.kind == .preformatted }) { page = repaired(page) }
    page.leaveOut("page-number", lines: FilingFurniture.pageNumbers(page.lines))
    page.leaveOut("ruled-line", lines: FilingFurniture.rules(page.lines))
    page.leaveOut("running-head", lines: FilingFurniture.runningHeads(page.lines))
    return page
  }

  /// Whether lines end by markup. Plain text may stand between a few tags of HTML.
  private static func isHTML(_ content: ArraySlice<UInt8>) -> Bool {
    let head = content.prefix(64 << 10)
    var (tags, lines) = (0, 0)
    var previous: UInt8 = 0
    for byte in head {
      if previous == UInt8(ascii: "<"), UTF8Bytes.isLetter(byte) || byte == UInt8(ascii: "/") {
        tags += 1
      }
      if byte == 0x0A { lines += 1 }
      previous = byte
    }
    return tags > 4 && tags * 4 > lines && UTF8Bytes.find("<S>".utf8, in: head) == nil
      || tags > 0 && UTF8Bytes.find("</html>".utf8, in: head) != nil && tags * 20 > lines
  }

  /// Plain text inside HTML's `<pre>`, as filings of the turn of the century have it.
  private static func repaired(_ page: HTMLPage) -> HTMLPage {
    var result = page
    result.lines = []
    var run: [HTMLPage.Line] = []
    func endRun() {
      result.lines += PlainFiling.lines(Array(run.map(\.text).joined(separator: [0x0A])))
      run = []
    }
    for line in page.lines {
      if line.kind == .preformatted {
        run.append(line)
      } else {
        endRun()
        result.lines.append(line)
      }
    }
    endRun()
    return result
  }
}
