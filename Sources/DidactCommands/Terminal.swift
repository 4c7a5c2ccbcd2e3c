import Foundation

/// What goes to standard error, with control characters made visible.
enum Terminal {
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Text that cannot move a cursor or change a colour: control characters as `\u{1b}`.
  static func safe(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0x7F
        || (0x80..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value)
      if isControl {
        output += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// Writes a line to standard error.
  static func say(_ line: String) {
    FileHandle.standardError.write(Data((safe(line) + "\n").utf8))
  }

  /// Writes over the current line.
  static func sayInPlace(_ line: String) {
    FileHandle.standardError.write(Data("\r\u{1B}[K\(safe(line))".utf8))
  }

  /// Writes bytes to standard output; false once nobody reads them any more.
  static func write(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        Foundation.write(STDOUT_FILENO, raw.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        return false
      }
      offset += written
    }
    return true
  }

  /// Writes a text to standard output.
  static func print(_ text: String) { _ = write(Array((text + "\n").utf8)) }
}
