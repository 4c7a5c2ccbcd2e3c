public import Didact
import DidactCompression
public import Foundation

/// A finished folder under examination: its manifest, the digests of its files, and what was found wrong.
public struct FolderAudit {
  public let folder: String
  /// manifest.json as it stands there.
  public let manifest: [UInt8]
  /// What made the folder: `tuning-data`; nil for a run of `augment`, and for what is no manifest.
  public let kind: String?
  /// What was found wrong: `path:line: what is wrong`.
  public private(set) var findings: [String] = []
  /// How many findings there are, those beyond the first hundred included.
  public private(set) var count = 0

  /// Opens a folder and holds its manifest against manifest.sha256.
  ///
  /// - Throws: ``RunError`` where the folder has no manifest.
  public init(_ folder: String) throws(RunError) {
    guard Files.kind(of: "\(folder)/manifest.json") == .file else {
      throw RunError(
        "\(folder): has no manifest.json, so it is no finished run",
        remedy: "finish it by starting the same command again")
    }
    self.folder = folder
    manifest = try Files.read("\(folder)/manifest.json")
    kind = RecipeJSON.kind(manifest)
    let stated = try? Files.read("\(folder)/manifest.sha256")
    if stated != Array("\(SHA256.hex(of: manifest))  manifest.json\n".utf8) {
      report("manifest.json", nil, "does not match manifest.sha256")
    }
  }

  /// Notes that something does not hold.
  public mutating func report(_ path: String, _ line: Int?, _ what: String) {
    count += 1
    guard findings.count < 100 else { return }
    findings.append("\(path)\(line.map { ":\($0)" } ?? ""): \(what)")
  }

  /// Every listed file is there, byte for byte, and no other.
  public mutating func check(_ files: [PartFile]) {
    var listed: Set<String> = ["manifest.json", "manifest.sha256", "run.json"]
    for file in files {
      listed.insert(file.path)
      guard Self.isInside(file.path) else {
        report("manifest.json", nil, "lists a path outside the folder")
        continue
      }
      guard let bytes = try? Files.read("\(folder)/\(file.path)") else {
        report(file.path, nil, "is missing")
        continue
      }
      if bytes.count != file.bytes || SHA256.hex(of: bytes) != file.sha256 {
        report(file.path, nil, "does not match its sha256 in the manifest")
      }
    }
    for name in Files.names(in: folder) where name != ".didact" {
      if Files.kind(of: "\(folder)/\(name)") == .folder {
        for file in Files.names(in: "\(folder)/\(name)") where !listed.contains("\(name)/\(file)") {
          report("\(name)/\(file)", nil, "is not in the manifest")
        }
      } else if !listed.contains(name) {
        report(name, nil, "is not in the manifest")
      }
    }
  }

  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  /// Goes through the JSON lines of a file, decompressed, and counts them.
  ///
  /// - Parameter take: what is wrong with a line; what it throws says that the line is none of the file's.
  /// - Returns: how many lines the file has.
  public mutating func lines(
    of file: PartFile, take: (_ line: Data) throws -> [String]
  ) -> Int {
    guard Self.isInside(file.path), let bytes = content(of: file.path) else { return 0 }
    var number = 0
    for json in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    where !json.isEmpty {
      number += 1
      do {
        for fault in try take(Data(json)) { report(file.path, number, fault) }
      } catch {
        let place = file.path.split(separator: "/").first.map { "\($0)/" } ?? file.path
        report(file.path, number, "is not a line of \(place): \(error)")
      }
    }
    if number != file.lines {
      report(file.path, nil, "has \(number) lines, \(file.lines) in the manifest")
    }
    return number
  }

  private mutating func content(of path: String) -> [UInt8]? {
    guard let bytes = try? Files.read("\(folder)/\(path)") else { return nil }
    guard let codec = Codec.detected(in: bytes) else { return bytes }
    do throws(StreamFault) {
      return try DecodingStream(MemoryStream(bytes[...]), codec: codec).read(exactly: .max)
    } catch {
      report(path, nil, error.detail)
      return nil
    }
  }
}
