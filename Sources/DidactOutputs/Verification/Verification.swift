public import Didact
import DidactCompression
import Foundation

/// Re-derives every check of a run from its folder alone.
///
/// Parts are gone through by number: a chain lies in one block, so part n of pairs/ speaks of part n of
/// documents/ and corpus/ and of no other, and memory is that of one part.
public struct Verification {
  /// What was found wrong: `path:line: what is wrong`.
  public private(set) var findings: [String] = []
  /// How many findings there are, those beyond the first hundred included.
  public private(set) var count = 0
  /// Lines checked, by stream.
  public private(set) var lines: [RunStream: Int] = [:]
  private let folder: String

  private init(folder: String) { self.folder = folder }

  /// Checks a run's folder.
  ///
  /// - Throws: ``RunError`` where it is none, or not whole.
  public static func verify(_ folder: String) throws(RunError) -> Verification {
    guard Files.kind(of: "\(folder)/manifest.json") == .file else {
      throw RunError(
        "\(folder): has no manifest.json, so it is no finished run",
        remedy: "finish it by starting the same augment command again")
    }
    var verification = Verification(folder: folder)
    let bytes = try Files.read("\(folder)/manifest.json")
    let stated = try? Files.read("\(folder)/manifest.sha256")
    if stated != Array("\(SHA256.hex(of: bytes))  manifest.json\n".utf8) {
      verification.report("manifest.json", nil, "does not match manifest.sha256")
    }
    guard let manifest = try? JSONDecoder().decode(ManifestReader.self, from: Data(bytes)) else {
      verification.report("manifest.json", nil, "is no manifest")
      return verification
    }
    verification.checkFiles(manifest)
    var contents = RunContents(manifest)
    for number in 0..<verification.numberOfParts(manifest) {
      verification.checkPart(number, manifest, &contents)
    }
    for finding in contents.sums(manifest) { verification.report("manifest.json", nil, finding) }
    return verification
  }

  mutating func report(_ path: String, _ line: Int?, _ what: String) {
    count += 1
    guard findings.count < 100 else { return }
    findings.append("\(path)\(line.map { ":\($0)" } ?? ""): \(what)")
  }

  /// Every listed file is there, byte for byte, and no other.
  private mutating func checkFiles(_ manifest: ManifestReader) {
    var listed: Set<String> = ["manifest.json", "manifest.sha256", "run.json"]
    for file in manifest.files {
      listed.insert(file.path)
      guard !file.path.hasPrefix("/"), !file.path.split(separator: "/").contains("..") else {
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

  private func numberOfParts(_ manifest: ManifestReader) -> Int {
    (manifest.files.compactMap { Self.part(of: $0.path)?.number }.max() ?? -1) + 1
  }

  /// `corpus/part-00003.jsonl.zst` is number 3 of corpus.
  private static func part(of path: String) -> (stream: RunStream, number: Int)? {
    let pieces = path.split(separator: "/")
    guard pieces.count == 2, let stream = RunStream(rawValue: String(pieces[0])),
      pieces[1].hasPrefix("part-"),
      let number = Int(pieces[1].dropFirst(5).prefix { $0.isNumber })
    else { return nil }
    return (stream, number)
  }

  private mutating func checkPart(
    _ number: Int, _ manifest: ManifestReader, _ contents: inout RunContents
  ) {
    var part = PartContents()
    for stream in RunStream.allCases {
      guard
        let file = manifest.files.first(where: {
          Self.part(of: $0.path).map { $0 == (stream, number) } ?? false
        }), let bytes = content(of: file.path)
      else { continue }
      var line = 0
      for json in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      where !json.isEmpty {
        line += 1
        let data = Data(json)
        do {
          let faults = try part.take(data, of: stream, &contents)
          for fault in faults { report(file.path, line, fault) }
        } catch {
          report(file.path, line, "is not a line of \(stream.rawValue)/: \(error)")
        }
      }
      if line != file.lines {
        report(file.path, nil, "has \(line) lines, \(file.lines) in the manifest")
      }
      lines[stream, default: 0] += line
    }
    for (id, fault) in part.faultsInTexts() { report("corpus", nil, "text \(id): \(fault)") }
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
