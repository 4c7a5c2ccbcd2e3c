import Didact

/// Indented plain text as paragraphs: what ClinicalTrials.gov makes of a form's text field.
struct TrialProse {
  /// A paragraph or a list item.
  struct Paragraph {
    /// Blanks folded, without the dash of a list item.
    var text: [UInt8]
    /// The heading, without its colon, where the whole paragraph is one: `Inclusion Criteria`.
    var heading: String?
  }
  private(set) var paragraphs: [Paragraph] = []
  /// What was taken away: dashes, colons of headings, e-mail addresses.
  private(set) var leftOut = LeftOut()

  /// Reads a field.
  ///
  /// - Parameter isWrapped: whether a line's end is a blank and an empty line ends a paragraph (`textblock`); else
  ///   each line is a paragraph.
  init(_ field: String, isWrapped: Bool) {
    let bytes = Array(field.utf8)
    var open: [UInt8] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy(UTF8Bytes.isBlank)
      if !isBlank {
        if !open.isEmpty { open.append(0x20) }
        open += line
      }
      if isBlank || !isWrapped { close(&open) }
    }
    close(&open)
  }

  private mutating func close(_ open: inout [UInt8]) {
    defer { open = [] }
    var rest = open.drop(while: UTF8Bytes.isBlank)
    if rest.first == UInt8(ascii: "-"), rest.dropFirst().first.map(UTF8Bytes.isBlank) ?? false {
      rest = rest.dropFirst()
      leftOut.count("list-marks", characters: 1)
    }
    var folded = DocumentText()
    _ = folded.paragraph(rest)
    var text = folded.finish().bytes
    if EMailAddress.isPossible(in: text[...]) {
      let clean = EMailAddress.removed(from: text[...])
      leftOut.count(
        "e-mail-address", characters: LeftOut.characters(text) - LeftOut.characters(clean))
      text = clean
    }
    guard !text.isEmpty else { return }
    let label = text.last == UInt8(ascii: ":") ? text.dropLast() : text[...]
    guard Self.headings.contains(String(decoding: label, as: UTF8.self).lowercased()) else {
      return paragraphs.append(Paragraph(text: text))
    }
    leftOut.count("heading-colons", characters: text.count - label.count)
    paragraphs.append(Paragraph(text: text, heading: String(decoding: label, as: UTF8.self)))
  }

  /// Lines that set one part of the criteria apart from the other; longer ones are sentences.
  private static let headings: Set<String> = {
    var headings: Set<String> = []
    for kind in ["inclusion", "exclusion"] {
      for form in ["", " criteria", " criterion"] {
        for rank in ["", "key ", "main ", "major ", "general ", "patient ", "subject "] {
          headings.insert(rank + kind + form)
        }
      }
    }
    return headings
  }()
}
