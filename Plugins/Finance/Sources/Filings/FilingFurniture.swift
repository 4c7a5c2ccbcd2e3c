import Didact
import DidactXML

/// What a filing's pages repeat.
enum FilingFurniture {
  /// Places of lines that hold a page's number: `12`, `- 12 -`, `F-3`, `Salt Inc. | Form 10-K | 7`; where several
  /// of one kind stand, counting upwards.
  static func pageNumbers(_ lines: [HTMLPage.Line]) -> Set<Int> {
    var kinds: [[UInt8]: [(index: Int, number: Int)]] = [:]
    var counts: Set<Int> = []
    for (index, line) in lines.enumerated() where line.text.count <= 80 {
      var text = line.text.map(UTF8Bytes.lowered)[...]
      while let last = text.last, last == UInt8(ascii: "-") || UTF8Bytes.isBlank(last) {
        text.removeLast()
      }
      let digits = text.reversed().prefix(while: UTF8Bytes.isDigit)
      guard (1...3).contains(digits.count),
        let number = Int(String(decoding: digits.reversed(), as: UTF8.self))
      else { continue }
      if isCount(text) || isBetweenDashes(line.text)
        || isAlone(text) && line.kind == .paragraph && endsPage(lines, index)
      {
        counts.insert(index)
        continue
      }
      let kind = text.dropLast(digits.count).filter { !UTF8Bytes.isBlank($0) }
      guard isFoot(kind) else { continue }
      kinds[kind, default: []].append((index, number))
    }
    var kept = counts
    for found in kinds.values {
      // A page's number follows the one before it.
      var inOrder: Set<Int> = []
      for (place, item) in found.enumerated() {
        let before = place > 0 && (1...5).contains(item.number - found[place - 1].number)
        let after =
          place + 1 < found.count && (1...5).contains(found[place + 1].number - item.number)
        if before || after { inOrder.insert(item.index) }
      }
      if inOrder.count >= 3 { kept.formUnion(inOrder) }
    }
    return kept
  }

  /// `1 of 2`
  private static func isCount(_ text: ArraySlice<UInt8>) -> Bool {
    let words = text.split(whereSeparator: UTF8Bytes.isBlank)
    return words.count == 3 && words[1].elementsEqual("of".utf8)
      && words[0].allSatisfy(UTF8Bytes.isDigit)
  }

  /// `- 2 -`
  private static func isBetweenDashes(_ text: [UInt8]) -> Bool {
    let text = text.filter { !UTF8Bytes.isBlank($0) }
    return text.count >= 3 && text.first == UInt8(ascii: "-") && text.last == UInt8(ascii: "-")
      && text.dropFirst().dropLast().allSatisfy(UTF8Bytes.isDigit)
  }

  /// Whether a page ends there beyond doubt: before the signatures, and at the end.
  private static func endsPage(_ lines: [HTMLPage.Line], _ index: Int) -> Bool {
    guard index + 1 < lines.count else { return true }
    let next = lines[index + 1].text
    return FilingBoilerplate.isSignatureHeading(next) || FilingBoilerplate.beginsSignatures(next)
  }

  private static func isAlone(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy(UTF8Bytes.isDigit)
  }

  /// What may stand before a page's number.
  private static func isFoot(_ kind: [UInt8]) -> Bool {
    ["", "-", "--", "f-", "f", "page", "s-", "a-"].contains { kind.elementsEqual($0.utf8) }
      || ["form10", "form20", "form8", "annualreport", "|page", "quarterlyreport"].contains {
        UTF8Bytes.find($0.utf8, in: kind[...]) != nil
      }
  }

  /// Places of lines that are drawn: dashes under a heading, strokes across the page; those of tables are their own.
  static func rules(_ lines: [HTMLPage.Line]) -> Set<Int> {
    Set(
      lines.indices.filter {
        lines[$0].kind == .paragraph && FilingBoilerplate.isRule(lines[$0].text)
      })
  }

  /// Places of the links that lead back to a table of contents.
  static func runningHeads(_ lines: [HTMLPage.Line]) -> Set<Int> {
    let heads = [
      "table of contents", "back to contents", "return to table of contents", "back to top",
      "index to financial statements", "table of contents | index to financial statements",
    ]
    let found = lines.indices.filter { index in
      lines[index].text.count < 60
        && heads.contains(String(decoding: lines[index].text.map(UTF8Bytes.lowered), as: UTF8.self))
    }
    return found.count >= 3 ? Set(found) : []
  }
}
