import CCompression
import Foundation

/// A part of a bzip2 file, decoded by whichever worker takes it.
///
/// `@unchecked Sendable`: its input never changes; its state is read and written under the lock of the
/// ``Bzip2Workers`` it was added to.
final class Bzip2Part: @unchecked Sendable {
  enum Result {
    /// The part is whole streams; what they hold.
    case whole([UInt8])
    /// It is not, or it holds more than may be kept.
    case other
  }

  let input: [UInt8]
  fileprivate var result: Result?
  fileprivate var isForgotten = false

  init(_ input: [UInt8]) { self.input = input }
}

/// Threads that decode parts. They are threads of their own, since whoever reads a stream waits for them: tasks would
/// wait for a place that the reader holds.
///
/// `@unchecked Sendable`: all that changes is read and written under `condition`'s lock.
final class Bzip2Workers: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: [Bzip2Part] = []
  private var isStopped = false

  /// What one part may come to.
  static let largestOutput = 12 << 20

  init(count: Int) {
    for _ in 0..<count {
      // The thread holds the workers, not the other way round; `stop` ends it.
      Thread.detachNewThread { self.work() }
    }
  }

  func add(_ part: Bzip2Part) {
    condition.withLock {
      waiting.append(part)
      condition.broadcast()
    }
  }

  /// Waits until a part is decoded.
  func result(of part: Bzip2Part) -> Bzip2Part.Result {
    condition.withLock {
      while true {
        if let result = part.result { return result }
        condition.wait()
      }
    }
  }

  /// Nobody asks for these any more.
  func forget(_ parts: [Bzip2Part]) {
    condition.withLock {
      for part in parts { part.isForgotten = true }
      waiting.removeAll(where: \.isForgotten)
    }
  }

  /// Ends the threads, once they are done with what they have in hand.
  func stop() {
    condition.withLock {
      isStopped = true
      waiting = []
      condition.broadcast()
    }
  }

  private func next() -> Bzip2Part? {
    condition.withLock {
      while waiting.isEmpty, !isStopped { condition.wait() }
      return isStopped ? nil : waiting.removeFirst()
    }
  }

  private func work() {
    guard let decoder = didact_decoder_create(DIDACT_BZIP2) else {
      // Without memory for a decoder parts are answered, so that nobody waits for ever.
      while let part = next() { finish(part, .other) }
      return
    }
    defer { didact_decoder_destroy(decoder) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while let part = next() { finish(part, decode(part, decoder, &buffer)) }
  }

  private func finish(_ part: Bzip2Part, _ result: Bzip2Part.Result) {
    condition.withLock {
      part.result = result
      condition.broadcast()
    }
  }

  private func decode(
    _ part: Bzip2Part, _ decoder: OpaquePointer, _ buffer: inout [UInt8]
  ) -> Bzip2Part.Result {
    var output: [UInt8] = []
    var position = 0
    guard didact_decoder_reset(decoder) != 0 else { return .other }
    while true {
      var (used, made) = (0, 0)
      let status = part.input.withUnsafeBufferPointer { input in
        buffer.withUnsafeMutableBufferPointer { room -> didact_decoding in
          guard let from = input.baseAddress, let to = room.baseAddress else {
            return DIDACT_CORRUPT
          }
          return didact_decoder_run(
            decoder, from + position, input.count - position, &used, to, room.count, &made)
        }
      }
      position += used
      output += buffer[..<made]
      if output.count > Self.largestOutput || condition.withLock({ part.isForgotten }) {
        return .other
      }
      switch status {
      case DIDACT_END:
        if position == part.input.count { return .whole(output) }
        guard Codec.detected(in: part.input[position...]) == .bzip2,
          didact_decoder_reset(decoder) != 0
        else { return .other }
      case DIDACT_MORE: if used == 0, made == 0 { return .other }
      default: return .other
      }
    }
  }
}
