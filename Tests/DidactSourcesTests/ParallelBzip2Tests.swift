import Didact
import DidactCompression
import Foundation
import Testing

/// bzip2 of many streams: what several cores make of it is what one makes of it, damage included.
@Suite struct ParallelBzip2Tests {
  /// Text that compresses badly, so that streams are long enough to be handed out.
  static func text(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(0x20 + (state >> 40) % 90)
    }
  }

  static func bzip2(_ text: [UInt8]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bzip2", "-c"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let feeding = Thread { [handle = input.fileHandleForWriting] in
      handle.write(Data(text))
      try? handle.close()
    }
    feeding.start()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return process.terminationStatus == 0 ? bytes : nil
  }

  /// What a decoder yields: bytes, the fault at their end, the notice.
  private func outcome(_ bytes: [UInt8], jobs: Int, room: Int = 50_000)
    -> (bytes: [UInt8], fault: StreamFault?, notice: String?)
  {
    let decoder = Codec.bzip2.decoder(for: Pieces(bytes), jobs: jobs)
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: room)
    var fault: StreamFault?
    while fault == nil {
      var count = 0
      buffer.withUnsafeMutableBytes { raw in
        do throws(StreamFault) { count = try decoder.read(into: raw) } catch { fault = error }
      }
      if count == 0 { break }
      output += buffer[..<count]
    }
    return (output, fault, decoder.notice)
  }

  @Test func isWhatOneCoreReads() throws {
    var streams: [[UInt8]] = []
    for number in 0..<6 {
      guard let stream = Self.bzip2(Self.text(150_000, seed: UInt64(number))) else {
        return print("SKIPPED: bzip2 is not installed")
      }
      streams.append(stream)
    }
    let empty = try #require(Self.bzip2([]))
    let small = try #require(Self.bzip2(Array("small".utf8)))
    let whole = Array(streams.joined())
    #expect(streams[0].count > 100_000)
    var cases: [(String, [UInt8])] = [
      ("streams", whole), ("one stream", streams[0]), ("an empty stream", empty),
      ("empty and small ones between", streams[0] + empty + small + streams[1] + small + empty),
      ("many small ones", Array(repeatElement(small, count: 4_000).joined())),
      ("garbage at the end", whole + Array("garbage".utf8)),
      ("zeros at the end", whole + [UInt8](repeating: 0, count: 700)),
      ("a false beginning at the end", whole + Array("BZh91AY&SY".utf8) + [1, 2, 3]),
      ("garbage between", streams[0] + streams[1] + [7] + streams[2]),
      ("zeros between", streams[0] + streams[1] + [0, 0] + streams[2]),
    ]
    for cut in [3, 11, 1_000, streams[0].count + 5, whole.count - 4] {
      cases.append(("cut off at \(cut)", Array(whole[..<cut])))
    }
    for flip in [20, 70_000, streams[0].count + 2, streams[0].count + 70_000, whole.count - 3] {
      var damaged = whole
      damaged[flip] ^= 0x55
      cases.append(("damaged at \(flip)", damaged))
    }
    // A stream's beginning inside of another one.
    var false1 = whole
    false1.replaceSubrange(70_000..<70_010, with: Array("BZh91AY&SY".utf8))
    cases.append(("a false beginning inside", false1))
    for (name, bytes) in cases {
      let one = outcome(bytes, jobs: 1)
      for jobs in [2, 3, 8] {
        let many = outcome(bytes, jobs: jobs)
        #expect(many.bytes == one.bytes, "\(name), \(jobs) jobs")
        #expect(many.fault == one.fault, "\(name), \(jobs) jobs")
        #expect(many.notice == one.notice, "\(name), \(jobs) jobs")
      }
    }
  }

  /// What holds more than may be kept streams by, and the parts after it are decoded at the same time again.
  @Test func largePartsStreamBy() throws {
    let large = [UInt8](repeating: 0x61, count: 30 << 20)
    guard let big = Self.bzip2(large), let rest = Self.bzip2(Self.text(150_000, seed: 1)) else {
      return print("SKIPPED: bzip2 is not installed")
    }
    let bytes = rest + big + rest + rest + big + rest
    let (one, two) = (outcome(bytes, jobs: 1), outcome(bytes, jobs: 2, room: 1 << 20))
    #expect(one.bytes == two.bytes)
    #expect(two.fault == nil)
  }

  /// A reader that loses interest leaves no thread waiting.
  @Test func canBeLeft() throws {
    guard let stream = Self.bzip2(Self.text(150_000, seed: 1)) else { return }
    for _ in 0..<50 {
      let decoder = Codec.bzip2.decoder(
        for: Pieces(Array(repeatElement(stream, count: 8).joined())), jobs: 4)
      _ = try decoder.read(exactly: 1_000)
    }
  }
}

/// Bytes in pieces of many lengths.
private final class Pieces: ByteStream {
  private let bytes: [UInt8]
  private var position = 0
  private var step = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    step = step * 7 % 60_013 + 7
    let count = min(buffer.count, bytes.count - position, step)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
