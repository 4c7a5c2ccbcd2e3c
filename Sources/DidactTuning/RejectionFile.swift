import Didact
import DidactOutputs

/// Lines of rejected/: records and pairs that were turned away, in the order in which they were met.
final class RejectionFile {
  private let part: OutputPart
  private let frames: any FrameEncoder
  private var json = JSONWriter()
  private var lines = 0

  init(part: OutputPart, frames: any FrameEncoder) {
    self.part = part
    self.frames = frames
  }

  /// - Parameter question: of a pair; nil for a whole record.
  func write(_ rejection: Rejection, set: String, question: String?) throws {
    let place = rejection.place
    json.object { json in
      for (key, value) in [("set", set), ("source", place.source.path)] {
        json.key(key)
        json.string(value)
      }
      for (key, value) in [
        ("offset", place.offset), ("length", place.length), ("record", place.record),
      ] {
        json.key(key)
        json.integer(value)
      }
      json.key("question")
      json.string(question)
      for (key, value) in [
        ("stage", rejection.stage.rawValue), ("reason", rejection.reason),
        ("detail", rejection.detail),
      ] {
        json.key(key)
        json.string(value)
      }
    }
    json.endLine()
    lines += 1
    if json.bytes.count >= 1 << 20 { try endFrame() }
  }

  /// The finished file.
  func finish() throws -> OutputPart {
    try endFrame()
    return part
  }

  private func endFrame() throws {
    guard lines > 0 else { return }
    try part.write(try frames.frame(json.bytes), lines: lines)
    json = JSONWriter()
    lines = 0
  }
}
