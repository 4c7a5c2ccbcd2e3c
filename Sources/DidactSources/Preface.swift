/// Gathers what stands before the first record of an XML file, while the file streams by.
struct Preface {
  private var bytes: [UInt8] = []
  /// Where the bytes that come next begin; nil where none are wanted.
  private var next: Int?
  /// The whole of it, closed by end tags; empty until then, and where it is too long.
  private(set) var document: [UInt8] = []

  /// Whether bytes are still wanted.
  var isGathering: Bool { next != nil }

  /// The root element begins at `offset`.
  mutating func begin(at offset: Int, after prolog: [UInt8]) {
    bytes = prolog
    next = offset
  }

  /// Takes the bytes up to `offset`, which the window still holds.
  mutating func take(upTo offset: Int, of window: ByteWindow) {
    guard let start = next, offset > start else { return }
    guard bytes.count + offset - start <= ElementCutter.largestProlog else {
      bytes = []
      next = nil
      return
    }
    bytes += window.slice(start, offset)
    next = offset
  }

  /// The first record begins.
  mutating func end(with tail: [UInt8]) {
    guard next != nil else { return }
    next = nil
    // Without an ancestor there is no document.
    if !tail.isEmpty { document = bytes + tail }
    bytes = []
  }
}
