import Didact
import DidactXML

/// The sections that headings of levels open, one in the other.
struct HeadingLevels {
  private var levels: [Int] = []

  /// Opens a section; those of its level and deeper ones end.
  mutating func open(_ level: Int, label: [UInt8], in writer: inout ProseWriter) {
    while let last = levels.last, last >= level {
      writer.closeSection()
      levels.removeLast()
    }
    writer.openSection()
    writer.label(label)
    levels.append(level)
  }

  /// Ends all sections.
  mutating func close(in writer: inout ProseWriter) {
    while levels.popLast() != nil { writer.closeSection() }
    writer.endLine()
  }
}

extension ProseWriter {
  /// Writes a page's lines; headings are handed to `heading`, with their levels.
  mutating func write(
    _ lines: some Sequence<HTMLPage.Line>, heading: (inout ProseWriter, [UInt8], Int) -> Void
  ) {
    var preformatted: [UInt8] = []
    for line in lines {
      if line.kind == .preformatted {
        preformatted += line.text + [0x0A]
        continue
      }
      verbatim(preformatted)
      preformatted = []
      if case .heading(let level) = line.kind {
        heading(&self, line.text, level)
      } else {
        openMark()
        append(line.text)
        // Cells stand where they stood in the line, if the line is written as it was.
        let isWhole = written.elementsEqual(line.text)
        if let place = closeMark(), isWhole {
          for fact in line.facts(at: place.start) { add(fact) }
        }
        endLine()
      }
    }
    verbatim(preformatted)
  }
}
