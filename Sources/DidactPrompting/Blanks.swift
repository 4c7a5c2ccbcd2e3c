/// White space around pieces of a reply, as the method's own code strips it: Unicode's, and the four ASCII
/// separators from file to unit.
enum Blanks {
  /// The piece without blanks at either end.
  static func stripped(_ bytes: ArraySlice<UInt8>) -> String {
    var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// The index of the first character that is no blank.
  static func start(of bytes: ArraySlice<UInt8>) -> Int {
    var index = bytes.startIndex
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      guard isBlank(scalar) else { break }
      index += UTF8.width(scalar)
    }
    return min(index, bytes.endIndex)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
