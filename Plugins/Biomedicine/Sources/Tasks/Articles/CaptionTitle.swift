import Didact
import DidactMining

/// The title of a figure's or a table's caption: its first sentence.
struct CaptionTitle {
  /// `Table 2` or `Figure 1`.
  var label: String
  var span: Span
  /// What follows of the caption.
  var rest: Span

  private static let words = 4...40
  /// Labels of more bytes hold the title.
  private static let longestLabel = 40

  /// Whether the mark of a footnote stands at the end: `in the adult mouse a.`
  private static func endsInMark(_ sentence: ArraySlice<UInt8>) -> Bool {
    let tail = Array(sentence.suffix(3))
    return tail.count == 3 && tail[2] == UInt8(ascii: ".") && UTF8Bytes.isLower(tail[1])
      && (tail[0] == 0x20 || tail[0] == UInt8(ascii: "."))
  }

  /// The title of a caption, nil where its first sentence is none: a panel's, an address, a fragment.
  init?(_ caption: Fact, in passage: Passage) {
    guard let whole = caption.span, passage.span.contains(whole), passage.allows(whole),
      let number = passage.number(ofSentenceAt: whole.start)
    else { return nil }
    let sentence = passage.sentences[number]
    guard sentence.start == whole.start, whole.contains(sentence),
      Self.words.contains(Words.count(in: passage.text, sentence, upTo: 41)),
      let first = passage.text[sentence].first, UTF8Bytes.isUpper(first),
      caption.value.utf8.count <= Self.longestLabel,
      caption.value.utf8.contains(where: UTF8Bytes.isDigit),
      !Self.endsInMark(passage.text[sentence])
    else { return nil }
    // `A Major methods of ...` is a panel; addresses are no words of the title.
    let second = passage.text[sentence].dropFirst().first ?? 0x20
    guard first == UInt8(ascii: "A") || second != 0x20,
      !["http", "DOI", "doi", " (A)", " (a)"].contains(where: {
        UTF8Bytes.find($0.utf8, in: passage.text[sentence]) != nil
      })
    else { return nil }
    var label = caption.value
    while let last = label.last, last == "." || last == ":" || last == " " { label.removeLast() }
    self.label = label
    span = sentence
    rest = passage.text.trimmed(Span(sentence.end, whole.end))
  }
}

extension ExampleDocument {
  /// A caption, with a table of some rows after it.
  static func captioned(_ kind: String, _ label: String, _ caption: String, rows: [[String]] = [])
    -> Document
  {
    var text = DocumentText()
    let title = text.title("Budesonide in mild asthma")
    _ = text.paragraph("Symptoms were fewer with budesonide than with placebo during the year.")
    let span = text.paragraph(caption)
    var table = TableText()
    for (index, row) in rows.enumerated() {
      table.startRow()
      for (column, cell) in row.enumerated() {
        table.addCell(Array(cell.utf8), isHead: index == 0 || column == 0)
      }
    }
    let cells = rows.isEmpty ? [] : table.write(to: &text).facts
    return Document(
      id: "1", title: title, text: text.finish(),
      facts: [Fact("\(kind)-caption", label, span: span)] + cells, language: "en")
  }
}
