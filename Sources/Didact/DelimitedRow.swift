/// A row of delimited values (RFC 4180): fields apart by a separator, those that hold it, quotes or line breaks in
/// quotes, a quote in quotes doubled.
public enum DelimitedRow {
  /// The one of `candidates` that `row` has most of outside quotes; the first of them where it has none.
  public static func separator(of row: ArraySlice<UInt8>, among candidates: [UInt8]) -> UInt8 {
    var counts = [Int](repeating: 0, count: 256)
    var isQuoted = false
    for byte in row {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[Int(byte)] += 1 }
    }
    var best = candidates.first ?? UInt8(ascii: ",")
    for candidate in candidates where counts[Int(candidate)] > counts[Int(best)] {
      best = candidate
    }
    return best
  }

  /// The fields of a row, without its line end.
  ///
  /// - Throws: ``RecordError`` with reason `unclosed-quote` or `malformed-row`.
  public static func fields(
    of row: ArraySlice<UInt8>, separator: UInt8
  ) throws(RecordError) -> [[UInt8]] {
    let quote = UInt8(ascii: "\"")
    var fields: [[UInt8]] = []
    var index = row.startIndex
    while true {
      var field: [UInt8] = []
      if index < row.endIndex, row[index] == quote {
        index += 1
        while true {
          guard let close = row[index...].firstIndex(of: quote) else {
            throw RecordError(
              reason: "unclosed-quote",
              detail: "a field begins with a quotation mark and has no other")
          }
          field += row[index..<close]
          index = close + 1
          guard index < row.endIndex, row[index] == quote else { break }
          field.append(quote)
          index += 1
        }
        guard index == row.endIndex || row[index] == separator else {
          throw RecordError(
            reason: "malformed-row", detail: "something follows a field's closing quotation mark",
            offset: index - row.startIndex)
        }
      } else {
        let end = row[index...].firstIndex(of: separator) ?? row.endIndex
        field += row[index..<end]
        index = end
      }
      fields.append(field)
      guard index < row.endIndex else { return fields }
      index += 1
    }
  }

  /// Where the row that begins at `start` ends, its line end not counted in.
  public enum End: Sendable, Equatable {
    /// At this index; the row may go on in bytes that are not there yet where that is the end.
    case at(Int)
    /// A quoted field does not end in these bytes.
    case unclosed
    /// A quoted field of several lines ends where no field can: its first quotation mark was none.
    case torn
  }

  /// Looks for the end of the row that begins at `start`.
  public static func end(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8
  ) -> End {
    let quote = UInt8(ascii: "\"")
    var index = start
    var isFieldStart = true
    while index < bytes.count {
      let byte = bytes[index]
      if isFieldStart, byte == quote {
        index += 1
        var hasLineFeed = false
        while true {
          guard index < bytes.count else { return .unclosed }
          if bytes[index] == 0x0A { hasLineFeed = true }
          if bytes[index] == quote {
            guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
            index += 1
          }
          index += 1
        }
        index += 1
        if index < bytes.count, hasLineFeed, bytes[index] != separator, bytes[index] != 0x0A,
          bytes[index] != 0x0D
        {
          return .torn
        }
        isFieldStart = false
        continue
      }
      if byte == 0x0A { return .at(index > start && bytes[index - 1] == 0x0D ? index - 1 : index) }
      isFieldStart = byte == separator
      index += 1
    }
    return .at(index)
  }
}
