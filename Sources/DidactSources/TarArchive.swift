import DidactCompression

/// A tar archive: ustar, GNU long names, pax paths and sizes (POSIX.1-2001).
final class TarArchive: Archive {
  private let stream: any ByteStream
  private var current: TarFile?

  init(_ stream: any ByteStream) { self.stream = stream }

  func next() throws(StreamFault) -> ArchiveEntry? {
    if let current { try current.skip() }
    current = nil
    var longName: String?
    var longSize: Int?
    while true {
      let header = try stream.read(exactly: 512)
      if header.isEmpty { return nil }
      guard header.count == 512 else { throw Self.truncated }
      // Two blocks of zeros end an archive; one is taken as the end too.
      if header.allSatisfy({ $0 == 0 }) { return nil }
      guard Self.hasRightChecksum(header) else {
        throw StreamFault(reason: "corrupt-tar", detail: "a tar header does not match its checksum")
      }
      let size = longSize ?? Self.number(header[124..<136])
      guard let size, size >= 0 else {
        throw StreamFault(reason: "corrupt-tar", detail: "a tar header states no size")
      }
      let file = TarFile(stream, size: size)
      switch header[156] {
      case UInt8(ascii: "L"): longName = Self.string(try file.whole()[...])
      case UInt8(ascii: "x"):
        let values = Self.extended(try file.whole())
        longName = values["path"] ?? longName
        longSize = values["size"].flatMap { Int($0) } ?? longSize
      case UInt8(ascii: "g"), UInt8(ascii: "K"), UInt8(ascii: "5"): try file.skip()
      case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
        current = file
        let path = longName ?? Self.path(header)
        guard !ArchivePath.climbsOut(path) else {
          return refused(path, "unsafe-path", "its path climbs out of the archive")
        }
        return ArchiveEntry(path: path, content: .file(file))
      default:
        current = file
        return refused(
          longName ?? Self.path(header), "archive-link",
          "it is a link or a device, which is never followed")
      }
      if header[156] != UInt8(ascii: "L"), header[156] != UInt8(ascii: "x") {
        longName = nil
        longSize = nil
      }
    }
  }

  private func refused(_ path: String, _ reason: String, _ detail: String) -> ArchiveEntry {
    ArchiveEntry(path: path, content: .refused(StreamFault(reason: reason, detail: detail)))
  }

  static let truncated = StreamFault(
    reason: "truncated-tar", detail: "the tar archive ends inside an entry")

  private static func hasRightChecksum(_ header: [UInt8]) -> Bool {
    var sum = 0
    for (index, byte) in header.enumerated() {
      sum += (148..<156).contains(index) ? 0x20 : Int(byte)
    }
    return number(header[148..<156]) == sum
  }

  /// Octal digits, or GNU's base 256.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 {
      var value = Int(first & 0x3F)
      for byte in field.dropFirst() {
        guard value < 1 << 54 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    let digits = field.drop { $0 == 0x20 }.prefix { $0 >= 0x30 && $0 <= 0x37 }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }

  private static func string(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func path(_ header: [UInt8]) -> String {
    let name = string(header[0..<100])
    let prefix =
      header[257..<263].elementsEqual([0x75, 0x73, 0x74, 0x61, 0x72, 0])
      ? string(header[345..<500]) : ""
    return prefix.isEmpty ? name : "\(prefix)/\(name)"
  }

  /// pax: `length key=value\n`, over and over.
  private static func extended(_ bytes: [UInt8]) -> [String: String] {
    var values: [String: String] = [:]
    var rest = bytes[...]
    while let space = rest.firstIndex(of: 0x20) {
      let digits = rest[..<space]
      guard let length = Int(String(decoding: digits, as: UTF8.self)), length > digits.count + 1,
        length <= rest.count
      else { break }
      let entry = rest[(space + 1)..<(rest.startIndex + length - 1)]
      if let equals = entry.firstIndex(of: UInt8(ascii: "=")) {
        values[String(decoding: entry[..<equals], as: UTF8.self)] =
          String(decoding: entry[(equals + 1)...], as: UTF8.self)
      }
      rest = rest.dropFirst(length)
    }
    return values
  }
}

/// The content of one entry.
private final class TarFile: ByteStream {
  private let stream: any ByteStream
  private var left: Int
  private var padding: Int

  init(_ stream: any ByteStream, size: Int) {
    self.stream = stream
    left = size
    padding = (512 - size % 512) % 512
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    guard left > 0 else { return 0 }
    let wanted = min(left, buffer.count)
    let read = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    guard read > 0 else { throw TarArchive.truncated }
    left -= read
    return read
  }

  /// Passes over what is left, and over the padding to the next header.
  func skip() throws(StreamFault) {
    while left + padding > 0 {
      let some = try stream.read(exactly: min(left + padding, 1 << 16))
      guard !some.isEmpty else { throw TarArchive.truncated }
      let ofContent = min(left, some.count)
      left -= ofContent
      padding -= some.count - ofContent
    }
  }

  /// A long name or a pax header, at most 1 MiB of it.
  func whole() throws(StreamFault) -> [UInt8] {
    let bytes = try read(exactly: min(left, 1 << 20))
    try skip()
    return bytes
  }
}
