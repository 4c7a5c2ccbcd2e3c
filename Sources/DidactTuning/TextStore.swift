import Didact
import DidactCompression
import DidactOutputs
import DidactPrompting

/// The texts of one set with their pairs: texts and pairs on disk, their places and numbers in memory, so that a set
/// may be larger than that.
final class TextStore {
  private let file: ScratchFile
  private(set) var entries: [Entry] = []
  private var numbers: [String: Int] = [:]

  /// One text.
  struct Entry {
    /// SHA-256 of the text, and for conversations the record that it came from.
    let key: String
    let record: RecordPlace
    let isConversation: Bool
    fileprivate var text: Range<Int>
    fileprivate var chunks: [Range<Int>] = []
    var pairs = 0
    /// Hashes of its questions.
    var asked: [UInt64] = []
  }

  init(_ file: ScratchFile) { self.file = file }

  /// The number of a text's entry; a new one where the text is new. Conversations are never joined: their turns lean
  /// on each other.
  func entry(for example: Example, of record: RecordPlace, number: Int) throws -> (
    index: Int, isNew: Bool
  ) {
    var key = SHA256.hex(of: example.text.bytes)
    if example.isConversation {
      key += " \(record.source.ordinal) \(record.offset) \(number)"
    }
    if let index = numbers[key] { return (index, false) }
    let start = try file.append(example.text.bytes)
    numbers[key] = entries.count
    entries.append(
      Entry(
        key: key, record: record, isConversation: example.isConversation,
        text: start..<start + example.text.count))
    return (entries.count - 1, true)
  }

  /// Adds pairs to an entry.
  func add(_ pairs: [PairAdmission.Admitted], asked: [UInt64], to index: Int) throws {
    entries[index].asked = asked
    guard !pairs.isEmpty else { return }
    var bytes: [UInt8] = []
    for pair in pairs {
      Self.write(pair.wire.question, to: &bytes)
      Self.write(pair.wire.answer, to: &bytes)
      Self.write(pair.place?.start ?? -1, to: &bytes)
      Self.write(pair.place?.end ?? -1, to: &bytes)
    }
    let start = try file.append(bytes)
    entries[index].chunks.append(start..<start + bytes.count)
    entries[index].pairs += pairs.count
  }

  /// A text, read back.
  func text(of entry: Entry) throws -> Text {
    Text(trusted: try file.read(entry.text.lowerBound, entry.text.count))
  }

  /// A text's pairs in the order in which they were added.
  func pairs(of entry: Entry) throws -> [PairAdmission.Admitted] {
    var pairs: [PairAdmission.Admitted] = []
    for chunk in entry.chunks {
      var rest = try file.read(chunk.lowerBound, chunk.count)[...]
      while !rest.isEmpty {
        let wire = WirePair(question: Self.string(in: &rest), answer: Self.string(in: &rest))
        let (start, end) = (Self.number(in: &rest), Self.number(in: &rest))
        pairs.append(.init(wire: wire, place: start < 0 ? nil : Span(start, end)))
      }
    }
    return pairs
  }

  private static func write(_ string: String, to bytes: inout [UInt8]) {
    write(string.utf8.count, to: &bytes)
    bytes += string.utf8
  }

  private static func write(_ number: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: Int64(number)) { bytes += $0 }
  }

  private static func string(in bytes: inout ArraySlice<UInt8>) -> String {
    let count = number(in: &bytes)
    defer { bytes = bytes.dropFirst(count) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  private static func number(in bytes: inout ArraySlice<UInt8>) -> Int {
    defer { bytes = bytes.dropFirst(8) }
    return bytes.withUnsafeBytes { Int($0.loadUnaligned(as: Int64.self)) }
  }
}
