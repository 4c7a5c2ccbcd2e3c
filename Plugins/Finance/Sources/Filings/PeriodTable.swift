import Didact
import DidactXML

/// Cells of statements whose pages mark no heads: a row of years or dates, and below it rows of a caption and as many numbers.
///
/// Nothing is guessed: a row's numbers are told only where there is one for each of them, so that they stand under the
/// dates one by one. Columns of percentages or notes beside them make a row one that tells nothing.
enum PeriodTable {
  /// Gives rows the `table-cell` facts of their cells.
  static func tell(in lines: inout [HTMLPage.Line]) {
    var periods: [String] = []
    for (index, line) in lines.enumerated() {
      guard line.kind == .row, line.facts.isEmpty else {
        // What stands between two rows ends their table, unless it is a caption of its next part.
        if line.kind != .paragraph || line.text.count > 80 || !line.facts.isEmpty { periods = [] }
        continue
      }
      if let head = head(of: line) {
        periods = head
      } else if !periods.isEmpty, line.cells.count == periods.count + 1, let row = caption(of: line)
      {
        let numbers = line.cells.dropFirst()
        guard numbers.allSatisfy({ isNumber(line.text[$0.range]) }) else { continue }
        lines[index].facts = zip(numbers, periods).map { span, period in
          Fact(
            TableText.fact, String(decoding: line.text[span.range], as: UTF8.self), span: span,
            attributes: [.init("row", row), .init("column", period)])
        }
      } else if line.cells.count > periods.count + 1 {
        // Another grid has begun.
        periods = []
      }
    }
  }

  /// The texts of two cells or more, each a year or a date and every one another; words may stand in the first column.
  private static func head(of line: HTMLPage.Line) -> [String]? {
    var cells = line.cells.map { line.text[$0.range] }
    if let first = cells.first, !isPeriod(first), cells.count > 2 { cells.removeFirst() }
    guard cells.count >= 2, cells.allSatisfy(isPeriod) else { return nil }
    let texts = cells.map { String(decoding: $0, as: UTF8.self) }
    return Set(texts).count == texts.count ? texts : nil
  }

  /// A year, with a day and words of a date around it: `2024`, `December 31, 1998`.
  private static func isPeriod(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 40 else { return false }
    let words = text.split { !UTF8Bytes.isWord($0) }
    let years = words.filter { word in
      word.count == 4 && word.allSatisfy(UTF8Bytes.isDigit)
        && (word.starts(with: "19".utf8) || word.starts(with: "20".utf8))
    }
    guard years.count == 1 else { return false }
    return words.allSatisfy { word in
      if word.allSatisfy(UTF8Bytes.isDigit) { return word.count <= 2 || word == years[0] }
      return dateWords.contains(String(decoding: word.map(UTF8Bytes.lowered), as: UTF8.self))
    }
  }

  private static let dateWords: Set<String> = Set(
    words: """
      january february march april may june july august september october november december jan feb
      mar apr jun jul aug sep sept oct nov dec year years fiscal ended ending as of at
      """)

  /// A first cell that names what the row is about.
  private static func caption(of line: HTMLPage.Line) -> String? {
    guard let first = line.cells.first else { return nil }
    let text = line.text[first.range]
    guard (2...120).contains(text.count), text.contains(where: UTF8Bytes.isLetter),
      !isNumber(text)
    else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// Digits with what accountants write around them, and nothing else.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    let signs: Set<UInt8> = Set("$(),.-% ".utf8)
    return StatedNumber(text) != nil
      && text.allSatisfy { UTF8Bytes.isDigit($0) || signs.contains($0) }
  }
}
