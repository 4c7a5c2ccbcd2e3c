import Didact
import DidactCompression
import Foundation
import Testing

@testable import DidactSources

@Suite struct CompressionTests {
  let format = AnyFormat(cutting: .lines)

  /// Compresses with a command of the system; nil where it is not installed.
  func system(_ command: String, _ text: String) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command, "-c"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    input.fileHandleForWriting.write(Data(text.utf8))
    try? input.fileHandleForWriting.close()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return process.terminationStatus == 0 ? bytes : nil
  }

  func read(_ bytes: [UInt8]) throws -> (items: [String], notices: [String]) {
    let scratch = Scratch()
    let file = scratch.write("f", bytes)
    let one = try items([file], [format])
    let other = try items([file], [format], chunk: 1)
    #expect(one.items == other.items)
    return (one.items.map(\.content), one.reader.notices)
  }

  @Test func readsEveryCompressionByItsContent() throws {
    let text = "one\ntwo\n"
    #expect(try read(gzip(text)).items == ["one", "two"])
    #expect(try read(zstd(text)).items == ["one", "two"])
    #expect(try read(gzip(text) + gzip("three\n")).items == ["one", "two", "three"])
    #expect(try read(zstd(text) + zstd("three\n")).items == ["one", "two", "three"])
    for command in ["bzip2", "xz", "gzip"] {
      guard let bytes = system(command, text), let more = system(command, "three\n") else {
        print("SKIPPED: \(command) is not installed")
        continue
      }
      #expect(try read(bytes + more).items == ["one", "two", "three"], "\(command)")
      #expect(
        try read(Array(bytes.dropLast(5))).items.last
          == "!truncated-\(command == "gzip" ? "gzip" : command)")
    }
  }

  @Test func tellsDamage() throws {
    let good = try gzip(String(repeating: "line of text\n", count: 500))
    #expect(try read(Array(good.dropLast(12))).items.last == "!truncated-gzip")
    var corrupt = good
    corrupt[good.count - 6] ^= 0xFF
    #expect(try read(corrupt).items.last == "!corrupt-gzip")
    #expect(try read(Array(good.prefix(10))).items == ["!truncated-gzip"])
    #expect(try read(good + Array("garbage".utf8)).items.last == "!trailing-garbage")
    let padded = try read(good + [UInt8](repeating: 0, count: 512))
    #expect(padded.items.count == 500)
    #expect(padded.notices.count == 1)
  }

  @Test func readsTarThroughCompression() throws {
    let inner = try gzip("x\ny\n")
    let tar =
      tarEntry("a/one.txt", Array("1\n2\n".utf8)) + tarEntry("a/two.gz", inner)
      + tarEntry("a/._hidden", [1, 2, 3]) + tarEntry("dir/", [], type: 0x35) + tarEnd
    let scratch = Scratch()
    let file = scratch.write("t.tar.gz", try FrameEncoders.encoder(for: .gz).frame(tar))
    let found = try items([file], [format]).items
    #expect(found.map(\.content) == ["1", "2", "x", "y"])
    #expect(Set(found.map(\.path)) == ["t.tar.gz!/a/one.txt", "t.tar.gz!/a/two.gz"])
  }

  @Test func refusesWhatClimbsOutAndLinks() throws {
    let tar =
      tarEntry("../../etc/passwd", Array("evil\n".utf8)) + tarEntry("/abs", Array("evil\n".utf8))
      + tarEntry("link", [], type: 0x32) + tarEntry("ok", Array("good\n".utf8)) + tarEnd
    #expect(try read(tar).items == ["!unsafe-path", "!unsafe-path", "!archive-link", "good"])
    #expect(try read(Array(tar.prefix(700))).items.last == "!truncated-tar")
  }

  @Test func readsZip() throws {
    // Made by Python's zipfile: a stored entry, a deflated one, one that climbs out, one written to a pipe.
    guard let bytes = zip() else { return print("SKIPPED: python3 is not installed") }
    #expect(
      try read(bytes).items == ["stored", "deflated", "!unsafe-path", "!encrypted-zip", "streamed"])
    #expect(try read(Array(bytes.prefix(60))).items.last == "!truncated-zip")
  }

  /// A zip archive whose first file says that it is an EPUB is a record for formats that know it.
  @Test func anEPUBIsOneStream() throws {
    let bytes =
      [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
      + Array("mimetypeapplication/epub+zip and the rest".utf8)
    let scratch = Scratch()
    let found = try items([scratch.write("a.epub", bytes)], [AnyFormat(cutting: .whole)]).items
    #expect(found.map(\.length) == [bytes.count])
  }

  @Test func filesOfAZipThatNobodyReadsArePassedOver() throws {
    guard var bytes = zip() else { return print("SKIPPED: python3 is not installed") }
    let name = try #require(UTF8Bytes.find("b/c.txt".utf8, in: bytes[...]))
    bytes[name + 7] ^= 0xFF
    let archive = ZipArchive(MemoryStream(bytes[...]))
    #expect(try archive.next()?.path == "a.txt")
    #expect(try archive.next()?.path == "b/c.txt")
    #expect(try archive.next()?.path == "../d.txt")
  }

  func zip() -> [UInt8]? {
    let script = """
      import io, sys, zipfile
      class Pipe(io.RawIOBase):
          def __init__(self): self.data = b""
          def writable(self): return True
          def write(self, b): self.data += bytes(b); return len(b)
      b = io.BytesIO()
      with zipfile.ZipFile(b, "w") as z:
          z.writestr("a.txt", "stored\\n")
          z.writestr("b/c.txt", "deflated\\n" , zipfile.ZIP_DEFLATED)
          z.writestr("../d.txt", "evil\\n")
          z.writestr("e.txt", "secret\\n")
      data = bytearray(b.getvalue())
      at = data.index(b"e.txt") - 30
      data[at + 6] |= 1
      end = data.index(b"PK\\x01\\x02")
      p = Pipe()
      with zipfile.ZipFile(p, "w", zipfile.ZIP_DEFLATED) as z:
          z.writestr("s.txt", "streamed\\n")
      sys.stdout.buffer.write(bytes(data[:end]) + p.data)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return process.terminationStatus == 0 ? bytes : nil
  }

  @Test func refusesBombs() throws {
    var bytes = [UInt8](repeating: 0x61, count: 1 << 20)
    for _ in 0..<6 {
      let encoder = FrameEncoders.encoder(for: .gz)
      bytes = try encoder.frame(bytes)
    }
    #expect(try read(bytes).items == ["!nesting"])
    // A run of zeros that zstd packs a hundred-thousandfold; frames one after another pass 256 MiB.
    let frame = try FrameEncoders.encoder(for: .zst).frame(
      [UInt8](repeating: 0x20, count: 64 << 20))
    let scratch = Scratch()
    let file = scratch.write("bomb", (0..<8).flatMap { _ in frame })
    let found = try items([file], [AnyFormat(cutting: .whole)], maxRecord: 1 << 20).items
    #expect(found.map(\.content) == ["!too-long"] || found.map(\.content) == ["!bomb-zstd"])
  }

  @Test func hashesWhatIsStored() throws {
    let scratch = Scratch()
    let bytes = try gzip("one\n")
    let file = scratch.write("f.gz", bytes)
    let summary = try items([file], [format]).reader.sources
    #expect(summary.map(\.sha256) == [SHA256.hex(of: bytes)])
    #expect(summary.map(\.decompressed) == [4])
    #expect(
      SHA256.hex(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
