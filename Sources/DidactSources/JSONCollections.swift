public import Didact

/// Collections in JSON: one value or an array, however large, or an object a line.
public enum JSONCollections {
  /// Formats for ``SourceBlocks``.
  ///
  /// - Parameter path: keys that lead to the records; nil to find them (``Cutting/jsonValues(at:)``).
  public static func formats(at path: [String]? = nil) -> [any RecordFormat] {
    path == nil ? [JSONLineRecords(), JSONTextRecords(path: nil)] : [JSONTextRecords(path: path)]
  }
}

/// An object a line: a broken one costs its line.
private struct JSONLineRecords: RecordFormat {
  let name = "jsonl"
  let cutting = Cutting.lines

  /// The first line is a whole object, and another line follows that begins as one.
  func recognises(_ head: SourceHead) -> Confidence {
    head.bytes.withUnsafeBufferPointer { bytes in
      guard let start = JSONTextRecords.start(of: bytes), bytes[start] == UInt8(ascii: "{") else {
        return .no
      }
      var scan = JSONScan()
      let line = UnsafeBufferPointer(
        rebasing: bytes[..<(bytes[start...].firstIndex(of: 0x0A) ?? 0)])
      guard line.count > start else { return .no }
      // A first line that is broken is told by the one after it, which must be whole.
      let isWhole = scan.end(in: line, from: start) != nil
      var next = line.count
      while next < bytes.count, UTF8Bytes.isBlank(bytes[next]) { next += 1 }
      guard next < bytes.count, bytes[next] == UInt8(ascii: "{") else { return .no }
      if isWhole { return .certain }
      var second = JSONScan()
      guard let end = bytes[next...].firstIndex(of: 0x0A) else { return .no }
      let follower = UnsafeBufferPointer(rebasing: bytes[..<end])
      return second.end(in: follower, from: next) != nil ? .certain : .no
    }
  }
}

/// JSON text: its values are the records.
private struct JSONTextRecords: RecordFormat {
  let path: [String]?
  let name = "json"
  var cutting: Cutting { .jsonValues(at: path) }

  func recognises(_ head: SourceHead) -> Confidence {
    head.bytes.withUnsafeBufferPointer { bytes in
      guard let start = Self.start(of: bytes), !bytes.contains(0) else { return .no }
      return bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") ? .likely : .no
    }
  }

  /// Where the text begins, after a byte order mark and blanks; nil where there is none.
  static func start(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, UTF8Bytes.isBlank(bytes[start]) { start += 1 }
    return start < bytes.count ? start : nil
  }
}
