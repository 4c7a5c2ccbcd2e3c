import Didact
import DidactCompression

/// The files inside an EPUB, read by name.
struct EPUBFiles {
  private let bytes: ArraySlice<UInt8>

  /// What the files that are read may come to, all together.
  static let largest = 64 << 20

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The files of these names; those that the archive does not hold are missing.
  ///
  /// - Throws: ``RecordError`` where the archive is damaged or one of them cannot be read; with reason `bomb-zip`
  ///   where they come to more than ``largest``.
  func read(_ names: Set<String>) throws(RecordError) -> [String: [UInt8]] {
    let archive = ZipArchive(MemoryStream(bytes))
    var files: [String: [UInt8]] = [:]
    var left = Self.largest
    do throws(StreamFault) {
      while files.count < names.count, let entry = try archive.next() {
        guard names.contains(entry.path), files[entry.path] == nil else { continue }
        switch entry.content {
        case .refused(let fault): throw fault
        case .file(let stream):
          let content = try stream.read(exactly: left + 1)
          left -= content.count
          guard left >= 0 else { throw Self.bomb }
          files[entry.path] = content
        }
      }
    } catch {
      throw RecordError(reason: error.reason, detail: error.detail)
    }
    return files
  }

  private static let bomb = StreamFault(
    reason: "bomb-zip", detail: "the book's files come to more than \(largest >> 20) MiB")
}

/// Paths inside an EPUB.
enum EPUBPath {
  /// The path that a reference in the file `base` leads to, without its fragment; nil for one that leads out.
  static func resolved(_ reference: String, from base: String) -> String? {
    let path = Array(reference.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") })
    let decoded = unescaped(path)
    guard !decoded.isEmpty, !decoded.hasPrefix("/"), !decoded.contains("://") else { return nil }
    var parts = base.split(separator: "/").dropLast().map(String.init)
    for part in decoded.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(String(part))
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }

  /// `%20` as a blank.
  private static func unescaped(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        output.append(byte)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
