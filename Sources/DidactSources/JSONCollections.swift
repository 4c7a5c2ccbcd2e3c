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

  /// The first line is a whole object and more follows; where it is broken the second one must be whole.
  func recognises(_ head: SourceHead) -> Confidence {
    head.bytes.withUnsafeBufferPointer { bytes in
      guard let start = JSONTextRecords.start(of: bytes), let first = line(of: bytes, from: start)
      else { return .no }
      var next = first.end
      while next < bytes.count, UTF8Bytes.isBlank(bytes[next]) { next += 1 }
      guard next < bytes.count else { return .no }
      if first.isWhole { return .certain }
      return line(of: bytes, from: next)?.isWhole == true ? .certain : .no
    }
  }

  /// A line that begins as an object: where it ends, and whether the object does too; nil for any other, and for one
  /// whose end is not in sight.
  private func line(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, isWhole: Bool)? {
    guard bytes[start] == UInt8(ascii: "{"), let end = bytes[start...].firstIndex(of: 0x0A) else {
      return nil
    }
    var scan = JSONScan()
    let line = UnsafeBufferPointer(rebasing: bytes[..<end])
    guard let close = scan.end(in: line, from: start) else { return (end, false) }
    // `{...},` is an element of an array.
    return (end, line[close...].allSatisfy(UTF8Bytes.isBlank))
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
