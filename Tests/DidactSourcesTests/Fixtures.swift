import Didact
import DidactCompression
import Foundation

@testable import DidactSources

/// A folder that goes with the test.
final class Scratch {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, its folders included; returns its path.
  @discardableResult func write(_ name: String, _ bytes: [UInt8]) -> String {
    let file = "\(path)/\(name)"
    let folder = (file as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: file, contents: Data(bytes))
    return file
  }
  @discardableResult func write(_ name: String, _ text: String) -> String {
    write(name, Array(text.utf8))
  }
}

/// Takes anything, cut as asked.
struct AnyFormat: SourceFormat {
  var name = "any"
  var cutting: Cutting
  var sure: @Sendable (SourceHead) -> Confidence = { _ in .possible }
  let summary = "anything"
  let examples: [FormatExample] = []
  func recognises(_ head: SourceHead) -> Confidence { sure(head) }
  func documents(in record: Record) throws(RecordError) -> Reading { .documents([]) }
}

/// One cut item in words.
struct Item: Equatable, CustomStringConvertible {
  var path: String
  var offset: Int
  var line: Int
  /// The record's text, or the reason why it is none.
  var content: String
  var length: Int
  /// What stands before the record, as its envelope has it.
  var head: String?
  /// Elements before the record that its format asked to keep.
  var context: String?

  var description: String { "\(path):\(line) @\(offset)+\(length) \(content)" }
}

/// All items of some sources.
func items(
  _ arguments: [String], _ formats: [any SourceFormat], chunk: Int = 1 << 20,
  maxRecord: Int = 16 << 20, limit: Int? = nil, sizes: BlockSizes = BlockSizes()
) throws -> (items: [Item], blocks: [Block], reader: SourceBlocks) {
  var reader = SourceBlocks(
    try SourceList(arguments), formats: formats, sizes: sizes, maxRecord: maxRecord, limit: limit,
    chunk: chunk)
  var blocks: [Block] = []
  while let block = try reader.next() { blocks.append(block) }
  let items = blocks.flatMap(\.items).map { item in
    switch item {
    case .record(let record):
      Item(
        path: record.source.path, offset: record.offset, line: record.line,
        content: String(decoding: record.bytes, as: UTF8.self), length: record.bytes.count,
        head: record.envelope.map { String(decoding: $0.head, as: UTF8.self) },
        context: record.envelope.map { String(decoding: $0.context, as: UTF8.self) })
    case .fault(let place, let error):
      Item(
        path: place.source.path, offset: place.offset, line: place.line,
        content: "!\(error.reason)", length: place.length)
    case .skipped(let place, let rule):
      Item(
        path: place.source.path, offset: place.offset, line: place.line, content: "-\(rule)",
        length: place.length)
    }
  }
  return (items, blocks, reader)
}

/// The items of one text.
func cut(_ text: String, _ cutting: Cutting, chunk: Int = 1 << 20, maxRecord: Int = 16 << 20) throws
  -> [Item]
{
  let scratch = Scratch()
  let file = scratch.write("file", text)
  return try items([file], [AnyFormat(cutting: cutting)], chunk: chunk, maxRecord: maxRecord).items
}

/// Compresses with what writes the run's own files.
func gzip(_ text: String) throws -> [UInt8] {
  try FrameEncoders.encoder(for: .gz).frame(Array(text.utf8))
}
func zstd(_ text: String) throws -> [UInt8] {
  try FrameEncoders.encoder(for: .zst).frame(Array(text.utf8))
}

/// A tar archive's entry: header, content, padding.
func tarEntry(_ name: String, _ content: [UInt8], type: UInt8 = 0x30) -> [UInt8] {
  var header = [UInt8](repeating: 0, count: 512)
  func put(_ text: String, at offset: Int) {
    for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
  }
  put(name, at: 0)
  put("0000644", at: 100)
  put(String(format: "%011o", content.count), at: 124)
  header[156] = type
  put("ustar", at: 257)
  put("00", at: 263)
  for index in 148..<156 { header[index] = 0x20 }
  put(String(format: "%06o", header.reduce(0) { $0 + Int($1) }), at: 148)
  header[154] = 0
  let padding = [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  return header + content + padding
}
let tarEnd = [UInt8](repeating: 0, count: 1_024)

/// A zip archive of one stored entry: local header, content, central directory.
func zipped(_ name: String, _ content: [UInt8]) -> [UInt8] {
  func number(_ value: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
  let crc = content.withUnsafeBufferPointer { CRC32.update(0, $0) }
  let sizes = number(Int(crc), 4) + number(content.count, 4) + number(content.count, 4)
  let local =
    [0x50, 0x4B, 3, 4] + number(20, 2) + number(0, 8) + sizes + number(name.utf8.count, 2)
    + number(0, 2) + Array(name.utf8) + content
  let central =
    [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + number(0, 8) + sizes
    + number(name.utf8.count, 2) + number(0, 16) + Array(name.utf8)
  let end =
    [0x50, 0x4B, 5, 6] + number(0, 4) + number(1, 2) + number(1, 2) + number(central.count, 4)
    + number(local.count, 4) + number(0, 2)
  return local + central + end
}
