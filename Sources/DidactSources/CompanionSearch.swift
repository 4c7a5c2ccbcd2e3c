import Didact
import DidactCompression

/// Finds what formats ask for beside a source, before its records are cut.
///
/// Entries of archives and standard input have none: they stream by once.
struct CompanionSearch {
  private let files: [SourceList.File]
  private let places: [String: Int]
  private let maxRecord: Int
  private let chunk: Int

  init(_ files: [SourceList.File], maxRecord: Int, chunk: Int) {
    self.files = files
    places = Dictionary(
      files.enumerated().map { ($1.location, $0) }, uniquingKeysWith: { first, _ in first })
    self.maxRecord = maxRecord
    self.chunk = chunk
  }

  func companion(_ place: Companion.Place, of stream: OpenStream, cutting: Cutting) -> Companion? {
    let file = files[stream.file]
    guard file.location != "-", file.path == stream.source.path else { return nil }
    switch place {
    case .beside(let names):
      let folder = file.location.prefix(
        through: file.location.lastIndex(of: "/") ?? file.location.startIndex)
      let root = folder.hasSuffix("/") ? String(folder) : ""
      let found = names.lazy.compactMap { places[root + $0] }.first
      return found.flatMap { record(of: files[$0], .whole, beginning: [""]) }
    case .within(let beginnings):
      return record(of: file, cutting, beginning: beginnings)
    }
  }

  /// The first record of a file that begins with the text wanted most; the file is read again, by itself.
  private func record(
    of file: SourceList.File, _ cutting: Cutting, beginning beginnings: [String]
  ) -> Companion? {
    var walker = StreamWalker(files: [file], notices: [], chunk: chunk, hashes: false)
    guard case .stream(let stream)? = try? walker.next() else { return nil }
    let head = stream.content.peek(1 << 16)
    let window = ByteWindow(stream.content, chunk: chunk)
    var cutter = RecordCutters.cutter(
      for: cutting, head: head, window: window, maxRecord: maxRecord)
    var best: (rank: Int, bytes: ArraySlice<UInt8>)?
    while best?.rank != 0, let cut = cutter.next() {
      guard case .success(let bytes) = cut.content,
        let rank = beginnings.firstIndex(where: { bytes.starts(with: $0.utf8) }),
        rank < best?.rank ?? .max
      else { continue }
      best = (rank, bytes)
    }
    return best.map { Companion($0.bytes) }
  }
}
