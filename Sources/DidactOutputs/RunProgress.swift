public import Didact
import DidactCompression
import Foundation

/// The parts that are durable, one line each: `checksum JSON`, so that a torn line is known as one.
enum RunProgress {
  /// A committed part.
  struct Part: Codable {
    var number: Int
    var commitment: Commitment
    var files: [PartFile]
  }

  /// The parts in order, up to the first line that is not whole.
  static func read(_ path: String) throws(RunError) -> [Part] {
    guard Files.kind(of: path) == .file else { return [] }
    var parts: [Part] = []
    for line in try Files.read(path).split(separator: UInt8(ascii: "\n")) {
      guard line.count > 17, line[line.startIndex + 16] == UInt8(ascii: " ") else { break }
      let json = Array(line.dropFirst(17))
      guard line.prefix(16).elementsEqual(SHA256.hex(of: json).utf8.prefix(16)),
        let part = try? JSONDecoder().decode(Part.self, from: Data(json)),
        part.number == parts.count
      else { break }
      parts.append(part)
    }
    return parts
  }

  /// One line.
  static func line(_ part: Part) throws(RunError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(part) else {
      throw RunError("progress cannot be encoded", remedy: "report this")
    }
    let json = Array(data)
    return Array(SHA256.hex(of: json).utf8.prefix(16)) + Array(" ".utf8) + json + [0x0A]
  }
}

/// A file of a run as the manifest lists it.
public struct PartFile: Sendable, Hashable, Codable {
  /// Path in the run's folder.
  public var path: String
  public var sha256: String
  /// As stored.
  public var bytes: Int
  /// JSON lines; 0 for a file that has none.
  public var lines: Int
}

extension PartFile {
  /// Writes a manifest's list of files.
  public static func write(_ files: [PartFile], to json: inout JSONWriter) {
    json.key("files")
    json.array(files) { json, file in
      json.object { json in
        json.key("path")
        json.string(file.path)
        json.key("sha256")
        json.string(file.sha256)
        json.key("bytes")
        json.integer(file.bytes)
        json.key("lines")
        json.integer(file.lines)
      }
    }
  }
}
