/// Builds a document's text piece by piece and says where each piece stands.
///
///     var text = DocumentText()
///     let title = text.title("Budesonide in mild asthma.")
///     let part = text.paragraph("We conducted a trial.")
///     Document(id: "29768149", title: title, text: text.finish(), ...)
///
/// Runs of blanks inside a piece become one space, as XML's white space asks for.
public struct DocumentText {
  private var bytes: [UInt8] = []

  public init() {}

  /// Length so far, in bytes.
  public var count: Int { bytes.count }

  /// Writes the title line; call it first, or not at all.
  public mutating func title(_ piece: some Collection<UInt8>) -> Span {
    let span = append(folding: piece)
    return span
  }
  /// Writes the title line; call it first, or not at all.
  public mutating func title(_ piece: String) -> Span { title(piece.utf8) }

  /// Writes a paragraph on a line of its own.
  public mutating func paragraph(_ piece: some Collection<UInt8>) -> Span {
    let mark = bytes.count
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    let span = append(folding: piece)
    if span.isEmpty {
      bytes.removeSubrange(mark...)
      return Span(mark, mark)
    }
    return span
  }
  /// Writes a paragraph on a line of its own.
  public mutating func paragraph(_ piece: String) -> Span { paragraph(piece.utf8) }

  /// Writes bytes as they are.
  public mutating func verbatim(_ piece: some Collection<UInt8>) -> Span {
    let start = bytes.count
    bytes.append(contentsOf: piece)
    return Span(start, bytes.count)
  }

  /// The finished text.
  public consuming func finish() -> Text { Text(trusted: bytes) }

  private mutating func append(folding piece: some Collection<UInt8>) -> Span {
    piece.withContiguousStorageIfAvailable { append(folding: $0) }
      ?? Array(piece).withUnsafeBufferPointer { append(folding: $0) }
  }

  /// Runs that need no folding are copied whole; the buffer is alive for the call.
  private mutating func append(folding piece: UnsafeBufferPointer<UInt8>) -> Span {
    let start = bytes.count
    if UTF8Bytes.areFolded(piece) {
      bytes.append(contentsOf: piece)
      return Span(start, bytes.count)
    }
    bytes.reserveCapacity(start + piece.count)
    var index = 0
    while index < piece.count {
      while index < piece.count, UTF8Bytes.isBlank(piece[index]) { index += 1 }
      let first = index
      while index < piece.count {
        if UTF8Bytes.isBlank(piece[index]) {
          // One space between two words is what folding would leave.
          let next = index + 1
          guard piece[index] == 0x20, next < piece.count, !UTF8Bytes.isBlank(piece[next]) else {
            break
          }
        }
        index += 1
      }
      guard first < index else { break }
      if bytes.count > start { bytes.append(UInt8(ascii: " ")) }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[first..<index]))
    }
    return Span(start, bytes.count)
  }
}
